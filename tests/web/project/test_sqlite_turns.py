"""Writers of one process wait for one another in a row, and none waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import OperationalError

from gongkai.web.project.environment import sqlite_settings
from gongkai.web.project.sqlite.base import DatabaseWrapper


@pytest.fixture
def lines(db: None, tmp_path: Path) -> Iterator[tuple[DatabaseWrapper, DatabaseWrapper]]:
    """Two connections to one file, of which the second does not wait long."""
    common = {"TIME_ZONE": None, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True, "ATOMIC_REQUESTS": False}
    both = []
    for wait in (5, 0.05):
        found = sqlite_settings(tmp_path / "turns.sqlite3") | common
        both.append(DatabaseWrapper({**found, "OPTIONS": {**found["OPTIONS"], "timeout": wait}}))
        both[-1].inc_thread_sharing()
    yield both[0], both[1]
    for line in both:
        line.close()


def begin(line: DatabaseWrapper) -> None:
    line.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def test_whoever_waits_goes_on_when_the_other_has_committed(lines) -> None:
    one, other = lines
    begin(other)
    reached = threading.Event()
    thread = threading.Thread(target=lambda: (begin(one), reached.set(), one.rollback()))
    thread.start()
    other.commit()
    thread.join(5)
    assert reached.is_set()


def test_whoever_waits_too_long_is_told_that_the_database_is_locked(lines) -> None:
    one, other = lines
    begin(one)
    with pytest.raises(OperationalError, match="database is locked"):
        begin(other)


@pytest.mark.parametrize("end", ["commit", "rollback", "close"])
def test_every_end_of_a_transaction_gives_the_turn_on(lines, end: str) -> None:
    one, other = lines
    begin(one)
    getattr(one, end)()
    begin(other)
    other.rollback()


def test_a_transaction_that_could_not_begin_keeps_nobody_waiting(lines) -> None:
    one, other = lines
    begin(one)
    one._turn.release()
    one._turn = None
    with pytest.raises(OperationalError):
        begin(other)  # SQLite itself refuses: the file is locked
    one.rollback()
    begin(other)
    other.rollback()
