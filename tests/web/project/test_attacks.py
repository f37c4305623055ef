"""What an attacker tries first gets nowhere: forged forms, added fields, exposed files, formulas, clear identities."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cases_world import NUMBER, application, at_counter, decided, file, key
from django.apps import apps
from django.conf import settings as live
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from python_calamine import CalamineWorkbook
from web_world import World

from gongkai.web.cases.models import Case

pytestmark = pytest.mark.django_db
EXPOSED = (
    "/.git/config", "/.env", "/gongkai.sqlite3", "/gongkai.sqlite3-wal", "/var/gongkai.sqlite3", "/counts.sqlite3",
    "/static/", "/static/../gongkai.sqlite3", "/static/%2e%2e/gongkai.sqlite3", "/files/", "/media/", "/admin/",
    "/backup/", "/manifest.json.bak", "/erased-cases.txt", "/server-status", "/debug/",
)  # fmt: skip
WITHOUT_TOKEN = {"/language/choose/"}  # a choice that is nobody's secret, from pages that are the same for all
FORMULAS = ("=1+1", "+1", "-1+1|x", "@SUM(1)", "\t=1", "＝1+1", " =1", '=HYPERLINK("http://x")')


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every address, with something in the place of each part that varies."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + re.sub(r"<(\w+:)?\w+>", "x", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, path)
        elif isinstance(pattern, URLPattern) and "(?P" not in path:
            yield "/" + path.replace("^", "").replace("$", "").replace("\\Z", "")


def test_no_form_is_taken_that_our_own_page_did_not_show(world: World, sign_in: Any) -> None:
    """P15: without the token every address refuses, whoever is signed in."""
    signed = sign_in(world.hire("officer", "street"))
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = signed.cookies
    tried = {path: browser.post(path, {"x": "1"}).status_code for path in addresses()}
    assert len(tried) > 60
    taken = {path for path, status in tried.items() if status not in (403, 404, 405)}
    assert taken <= WITHOUT_TOKEN


@pytest.mark.parametrize("target", ["//evil.example/", "https://evil.example/", "/\\evil.example"])
def test_nobody_is_sent_to_another_site(world: World, target: str) -> None:
    """P15: no open redirect after signing in or choosing a language."""
    answer = Client().get("/accounts/login/", {"next": target})
    assert b"evil.example" not in answer.content or answer.status_code == 200
    chosen = Client().post("/language/choose/", {"language": "en", "next": target})
    assert "evil" not in chosen.headers.get("Location", "")


@pytest.mark.parametrize("path", EXPOSED)
def test_nothing_lies_open_beside_the_pages(world: World, path: str) -> None:
    """P03, P23."""
    assert Client().get(path).status_code in (301, 302, 404)
    assert live.DEBUG is False


def test_fields_that_the_form_does_not_have_are_ignored(world: World) -> None:
    """P09."""
    person = application().person
    said = {
        "looked": "on", "description": "预算", "form": "electronic", "route": "online", "name": "张三丰",
        "applicant_kind": "natural_person", "document_kind": "other", "document_number": "T1", "phone": person.phone,
        "submission_key": key(), "phase": "closed", "organ": "7", "version": "99", "serial": "5", "handler": "1",
        "received_on": "2020-01-01", "due_on": "2020-01-01", "outcome": "granted", "owner": "1",
    }  # fmt: skip
    assert Client(REMOTE_ADDR="203.0.113.77").post("/apply/to/street/", said).status_code == 302
    case = Case.objects.get()
    assert (case.phase, case.organ.ref, case.version, case.serial, case.outcome) == ("received", "street", 1, 1, "")
    assert (case.handler_id, case.owner_id, case.due_on.year >= 2026) == (None, None, True)


def test_no_export_runs_a_formula(world: World, sign_in: Any) -> None:
    """A16: what people typed comes out as text, character for character."""
    for words in FORMULAS:
        at_counter(world, description=words)
    answer = sign_in(world.people["officer@street"]).get("/desk/cases/export/")
    assert answer.status_code == 200
    raw = b"".join(answer)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(raw)).get_sheet_by_index(0).to_python()
    cells = {str(cell) for row in rows for cell in row}
    assert {words.strip() for words in FORMULAS} <= {cell.strip() for cell in cells}
    assert b"<f>" not in _sheets(raw)


def _sheets(workbook: bytes) -> bytes:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        return b"".join(package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/"))


def test_no_table_and_no_file_holds_an_identity_in_clear(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """P20: searched for in everything that the platform keeps after a whole case."""
    file(world)
    decided(world, at_counter(world))
    canaries = (NUMBER, "张三丰", "13800138000")
    found = [
        (model._meta.label, canary)
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values()
        for canary in canaries
        if canary in str(row)
    ]
    assert found == []
    assert not any(canary in caplog.text for canary in canaries)
    kept = b"".join(path.read_bytes() for path in Path(live.ENVIRONMENT.home).glob("counts*"))
    assert not any(canary.encode() in kept for canary in canaries)
