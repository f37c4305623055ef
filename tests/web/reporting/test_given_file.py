"""A report is dropped, comes back marked, and nothing of it is left behind."""

from __future__ import annotations

import io
import json
import os
import re
import secrets
import tempfile
import zipfile
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from web_world import World

from gongkai.read.sandbox import read_untrusted
from gongkai.web.journal.models import Entry as JournalEntry
from gongkai.web.organs.access import Refused
from gongkai.web.reporting.actions.set_checking import set_checking
from gongkai.web.reporting.models import CheckingPlace
from gongkai.write import write_report

SEEDS = Path(__file__).parents[3] / "samples"
SEED = sorted(SEEDS.glob("四方台区*"))[0]
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture(autouse=True)
def _no_limit(settings) -> None:
    settings.GONGKAI_POST_LIMITS = {}


@pytest.fixture
def place(world: World) -> str:
    set_checking(world.viewer("principal_leader", "street"), world.organs["street"], is_public=True, version=1)
    return "/check/street/"


def drop(browser: Client, address: str, content: bytes, name: str = "年报.docx", give: str = ""):
    return browser.post(address, {"file": SimpleUploadedFile(name, content), "give": give})


def as_docx() -> bytes:
    return write_report(read_untrusted(SEED.read_bytes(), SEED.name), "docx")


def rows() -> dict[str, int]:
    return {model._meta.label: model._default_manager.count() for model in apps.get_models()}


def test_anybody_gets_the_cells_and_the_findings_where_the_organ_opened_it(place: str) -> None:
    """四方台区 published 1750 posts in its text; the same sentence adds up to another number."""
    answer = drop(Client(), place, as_docx())
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'data-cell="disclosure/licensing/decisions"' in page
    assert "1750" in page
    assert re.search(r"<blockquote>[^<]*1750条", page)


def test_the_page_carries_the_commented_word_file_and_the_findings(place: str) -> None:
    page = drop(Client(), place, as_docx()).content.decode()
    for name in ("年报（批注）.docx", "年报（检查结果）.xlsx", "年报（检查结果）.json"):
        assert f'download="{name}"' in page
    answer = drop(Client(), place, as_docx(), give="docx")
    assert answer["Content-Type"] == WORD
    assert "word/comments.xml" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()


def test_the_data_are_those_that_programs_are_promised(place: str) -> None:
    found = json.loads(drop(Client(), place, SEED.read_bytes(), SEED.name, give="json").content)
    assert found["report"]["cells"]["disclosure/normative_documents/in_force"] == 15
    assert {"code", "cells", "message"} <= set(found["check"]["findings"][0])


def test_nothing_of_it_is_kept_not_a_row_and_not_a_file(place: str, tmp_path: Path, monkeypatch, settings) -> None:
    """A large upload goes through a file of Django's; it is gone when the answer is."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    before = rows()
    assert drop(Client(), place, as_docx()).status_code == 200
    assert drop(Client(), place, b"PK\x03\x04broken").status_code == 422
    assert rows() == before
    assert list(tmp_path.rglob("*")) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.docx", b""),
        ("坏.docx", b"PK\x03\x04" + os.urandom(2000)),
        ("坏.pdf", b"%PDF-1.7\n" + os.urandom(2000)),
        ("图.png", b"\x89PNG\r\n\x1a\n" + os.urandom(200)),
        ("../../etc/passwd", b"root:x:0:0"),
        ("<script>alert(1)</script>.html", b"<html><script>alert(1)</script><p>x</p></html>"),
    ],
)
def test_a_file_that_is_no_report_is_answered_in_chinese(place: str, name: str, content: bytes) -> None:
    answer = drop(Client(), place, content, name)
    assert answer.status_code == 422
    assert "请" in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()
    assert "pip" not in answer.content.decode()  # what to install is no matter of an officer's


def test_a_bomb_is_refused(place: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b"0" * 300_000_000)
    assert drop(Client(), place, out.getvalue()).status_code == 422


def test_markup_in_a_report_comes_back_as_text(place: str) -> None:
    report = read_untrusted(SEED.read_bytes(), SEED.name)
    text = write_report(report, "html").decode().replace("四方台区", "四方台区&lt;img src=x onerror=alert(1)&gt;")
    page = drop(Client(), place, text.encode(), "年报.html").content.decode()
    assert "<img" not in page


def test_the_page_may_run_only_its_own_script(place: str) -> None:
    policy = drop(Client(), place, as_docx())["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_where_the_organ_did_not_open_it_only_its_staff_may(world: World, sign_in) -> None:
    assert Client().get("/check/street/").status_code == 302
    assert sign_in(world.hire("officer", "lane")).get("/check/street/").status_code == 403
    officer = sign_in(world.hire("officer", "street"))
    assert drop(officer, "/check/street/", as_docx()).status_code == 200
    assert "交来即查" in officer.get("/check/").content.decode()


def test_only_leaders_open_it_and_the_journal_says_who(world: World, place: str) -> None:
    with pytest.raises(Refused):
        set_checking(world.viewer("officer", "street"), world.organs["street"], is_public=False, version=2)
    assert CheckingPlace.objects.get().is_public
    last = JournalEntry.objects.order_by("-sequence").first()
    assert (last.action, last.after) == ("reporting.set_checking", '{"is_public":true}')


def test_one_address_may_not_drop_without_end(place: str, settings) -> None:
    settings.GONGKAI_POST_LIMITS = {"portal:check_at": (2, 3600)}
    browser = Client(REMOTE_ADDR=f"10.{secrets.randbelow(256)}.{secrets.randbelow(256)}.{secrets.randbelow(256)}")
    assert [drop(browser, place, b"x", "a.txt").status_code for _ in range(3)] == [422, 422, 429]


def test_a_file_too_large_is_refused_before_it_is_read(place: str, monkeypatch) -> None:
    monkeypatch.setattr("gongkai.web.reporting.given_file.MOST_BYTES", 1000)
    monkeypatch.setattr("gongkai.web.reporting.uploads.read_untrusted", lambda *a, **k: pytest.fail("was read"))
    assert drop(Client(), place, b"x" * 1001, "a.txt").status_code == 422
