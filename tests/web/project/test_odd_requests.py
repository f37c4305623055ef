"""Odd addresses and odd requests: no private page by another spelling, no answer that tires the machine out."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from items_world import drafted
from web_world import World

from gongkai.web.cases.models import Case
from gongkai.web.organs.models import Account

pytestmark = pytest.mark.django_db
SPELLINGS = (
    "{0}style.css", "{0}x.js", "{0};.css", "{0}%2e.css", "{0}?x=.css", "{0}%23.css", "/{0}", "{1}%2f",
    "{1}.css", "{1}%00.css", "/./{0}", "/desk/../{0}", "/static/..{0}", "/static/%2e%2e{0}", "{0}../{2}/", "{0}\\",
)  # fmt: skip
"""P06: what a cache between might take for a file that is the same for everybody."""


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_a_private_address_is_kept_for_others(
    world: World, sign_in: Callable[[Account], Client], spelling: str
) -> None:
    item = drafted(world, title="不得外传的草稿")
    path = f"/desk/items/{item.ref}/"
    address = spelling.format(path, path.rstrip("/"), item.ref)
    own, other = sign_in(world.people["officer@street"]).get(address), Client().get(address)
    if "不得外传" in own.content.decode():
        assert own.headers["Cache-Control"] == "no-store"
    assert "不得外传" not in other.content.decode()
    assert other.status_code in (301, 302, 400, 404)


@pytest.mark.parametrize("cookie", ["gongkai_language=en", "sessionid=x", "sessionid=" + "a" * 32])
def test_a_public_page_asked_for_with_a_cookie_is_not_given_to_others_with_what_is_the_reader_s(
    world: World, sign_in: Callable[[Account], Client], cookie: str
) -> None:
    reader = sign_in(world.hire("officer", "street"))
    name = world.people["officer@street"].name
    assert name in reader.get("/organs/").content.decode() or reader.get("/organs/")["Cache-Control"] == "no-store"
    assert f">{name}<" not in Client(headers={"cookie": cookie}).get("/organs/").content.decode()


def test_too_many_fields_are_refused_and_nothing_is_kept(world: World) -> None:
    """P17."""
    said = {f"f{number}": "x" for number in range(1001)}
    assert Client().post("/apply/to/street/", said).status_code == 400


def test_too_many_files_are_refused(world: World) -> None:
    files = {f"f{number}": SimpleUploadedFile(f"{number}.txt", b"x") for number in range(21)}
    assert Client().post("/apply/to/street/", files).status_code == 400


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name=a\r\n"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Transfer-Encoding: base64\r\n"
            b'Content-Disposition: form-data; name="a"; filename="b"\r\n\r\n' + b" \r\n" * 200_000 + b"--x--"),
        ("multipart/form-data; boundary=" + "y" * 300, b"x"),
        ("application/x-www-form-urlencoded; charset=utf-7", b"text=+ADw-script+AD4-"),
        ("application/x-www-form-urlencoded", b"%" * 100_000),
        ("application/json", b"[" * 100_000),
        ("text/plain", b"\x00" * 1000),
    ],
)  # fmt: skip
def test_a_form_that_is_none_is_answered_in_words_and_never_with_a_fault_of_ours(
    world: World, kind: str, body: bytes
) -> None:
    answer = Client(raise_request_exception=False).generic("POST", "/apply/to/street/", body, content_type=kind)
    assert answer.status_code < 500
    assert ("Traceback" in answer.content.decode(), Case.objects.count()) == (False, 0)


@pytest.mark.parametrize(
    "query", ["q=" + "%F0" * 300, "page=" + "9" * 400, "q=" + "(" * 5000, "year=٢٠٢٦", "q=%00", "organ=' OR 1=1--"]
)
def test_an_odd_question_is_answered_like_any_other(world: World, query: str) -> None:
    """P16: quotes, NUL, digits of other scripts, endless words."""
    for path in ("/search/", "/api/v1/search", "/search/suggestions/", "/feed/", "/organs/street/content/"):
        assert Client(raise_request_exception=False).get(f"{path}?{query}").status_code in (200, 404)


def test_a_body_larger_than_is_taken_in_is_not_read_to_its_end(world: World) -> None:
    class Endless(BytesIO):
        given = 0

        def read(self, size: int | None = -1) -> bytes:
            self.given += size if size and size > 0 else 65536
            return b"a" * (size if size and size > 0 else 65536)

    body = Endless()
    headers = {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(10**10), "wsgi.input": body}
    answer = Client(raise_request_exception=False).generic("POST", "/apply/to/street/", b"", **headers)
    assert answer.status_code == 400
    assert body.given < 10**8
