"""SQLite's log is cut off when it has grown, and whoever keeps it large is noticed (F23)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from web_world import NOW

from gongkai.web.upkeep import wal

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="about the log of SQLite")


@pytest.fixture
def grown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    """A database whose log is larger than it should be, and a connection to it."""
    monkeypatch.setattr(wal, "LARGEST", 10_000)
    monkeypatch.setattr(wal, "_WAIT_SECONDS", 0)
    monkeypatch.setitem(connection.settings_dict, "NAME", tmp_path / "grown.sqlite3")
    with closing(sqlite3.connect(tmp_path / "grown.sqlite3", isolation_level=None)) as line:
        line.execute("PRAGMA journal_mode=WAL")
        line.execute("CREATE TABLE page (text TEXT)")
        line.execute("INSERT INTO page VALUES (?)", ["x" * 50_000])
        yield line


def test_a_log_that_has_grown_is_cut_off(grown: sqlite3.Connection) -> None:
    assert wal.wal_bytes() > 50_000
    assert wal.bound_wal(NOW) == 1
    assert wal.wal_bytes() == 0
    assert wal.bound_wal(NOW) == 0


def test_a_reader_of_an_old_state_is_reported_and_afterwards_it_succeeds(
    grown: sqlite3.Connection, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "grown.sqlite3", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT COUNT(*) FROM page").fetchone()
        grown.execute("INSERT INTO page VALUES ('later')")
        with pytest.raises(TimeoutError, match="WAL"):
            wal.bound_wal(NOW)
        assert reader.execute("SELECT COUNT(*) FROM page").fetchone() == (1,)
    assert wal.bound_wal(NOW) == 1
    assert grown.execute("SELECT COUNT(*) FROM page").fetchone() == (2,)
