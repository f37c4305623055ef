"""What `make test` does about what is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools.all_tests import report
from tools.provisions import Provision, missing_after_installing

from tools import provisions

ABSENT = Provision("某浏览器", ("some-browser",), "浏览器测试", lambda: None)
PRESENT = Provision("某数据库", ("some-database",), "数据库测试", lambda: Path("/usr"))


def test_what_could_not_run_is_said_loudly_and_does_not_fail(capsys: pytest.CaptureFixture[str]) -> None:
    assert report({"SQLite": 0}, [ABSENT]) == 0
    said = capsys.readouterr().out
    assert "没有运行：浏览器测试" in said
    assert "apt-get install some-browser" in said


def test_a_failure_on_either_database_fails() -> None:
    assert report({"SQLite": 0, "PostgreSQL": 1}, []) == 1


def test_only_what_is_missing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    monkeypatch.setattr(provisions, "_may_install", lambda environ: True)
    monkeypatch.setattr(provisions, "_install", installed.extend)
    assert missing_after_installing([ABSENT, PRESENT]) == [ABSENT]
    assert installed == ["some-browser"]


def test_nothing_is_installed_where_the_environment_forbids_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provisions, "_install", lambda packages: pytest.fail("installed"))
    assert missing_after_installing([ABSENT], {"GONGKAI_INSTALL": "0"}) == [ABSENT]
