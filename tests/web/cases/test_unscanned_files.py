"""A file that no scanner has seen is opened by nobody, and is scanned as soon as one answers (A19)."""

from __future__ import annotations

import sys

import pytest
from cases_world import at_counter, drafted, officer
from files_world import EICAR
from web_world import NOW, World

from gongkai.errors import InputError
from gongkai.web.cases.actions import draft_reply, keep_file
from gongkai.web.cases.actions.scan_again import scan_waiting
from gongkai.web.cases.intake import Upload
from gongkai.web.cases.models import Attachment, Case
from gongkai.web.journal.models import Entry

pytestmark = pytest.mark.django_db
SILENT = "tcp:127.0.0.1:9"
ANSWERING = f"command:{sys.executable} -c \"import sys; sys.exit(b'EICAR' in sys.stdin.buffer.read())\""


def kept(world: World, settings, content: bytes) -> tuple[Case, Attachment]:
    case = at_counter(world)
    settings.GONGKAI_SCANNER = SILENT
    return case, keep_file.add_file(officer(world), case, Upload("附件.txt", content, "answer"), version=case.version)


def test_a_file_that_waits_is_opened_by_nobody_and_holds_the_reply_up(world: World, settings) -> None:
    case, file = kept(world, settings, "公开的内容".encode())
    with pytest.raises(InputError, match="安全扫描"):
        keep_file.open_file(officer(world), file.ref)
    reply = drafted(world, case)
    with pytest.raises(InputError, match="尚未处理"):
        draft_reply.submit_reply(officer(world), reply, version=reply.version)


def test_a_file_that_waits_cannot_be_waved_through(world: World, settings) -> None:
    _, file = kept(world, settings, "公开的内容".encode())
    with pytest.raises(InputError):
        keep_file.clear_file(officer(world), file, reason="急用")


def test_what_waited_is_opened_after_the_scanner_answered(world: World, settings) -> None:
    _, file = kept(world, settings, "公开的内容".encode())
    assert scan_waiting(NOW) == 0
    settings.GONGKAI_SCANNER = ANSWERING
    assert scan_waiting(NOW) == 1
    assert keep_file.open_file(officer(world), file.ref).content == "公开的内容".encode()


def test_what_waited_and_is_infected_stays_closed_for_good(world: World, settings) -> None:
    _, file = kept(world, settings, EICAR)
    settings.GONGKAI_SCANNER = ANSWERING
    scan_waiting(NOW)
    with pytest.raises(InputError, match="恶意代码"):
        keep_file.open_file(officer(world), file.ref)
    assert Entry.objects.filter(action="cases.scan_file").count() == 1
