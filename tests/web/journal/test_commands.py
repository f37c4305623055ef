from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from web_world import NOW

from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.protection import protect, unprotect
from gongkai.web.journal.values import Actor, Subject

pytestmark = pytest.mark.django_db(transaction=True)


def write(n: int) -> None:
    for _ in range(n):
        with transaction.atomic():
            record_entry(Actor("a", "甲", "o", NOW), "tests.write", Subject("organ", "o"))


def verify(*arguments: object) -> int:
    try:
        call_command("journal_verify", *map(str, arguments), stdout=StringIO())
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def tamper(*statements: str) -> None:
    unprotect(connection)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    protect(connection)


def test_a_whole_journal_exits_0() -> None:
    write(3)
    assert verify() == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET reason = 'x' WHERE sequence = 2",
        "UPDATE journal_entry SET at = '2020-01-01 00:00:00+00:00' WHERE sequence = 2",
        "DELETE FROM journal_entry WHERE sequence = 2",
        "DELETE FROM journal_entry WHERE sequence = 3",
        "UPDATE journal_entry SET sequence = 2 - sequence + 2 + 10 WHERE sequence IN (1, 3)",
    ],
)
def test_a_changed_journal_exits_1(statement: str) -> None:
    write(3)
    tamper(statement)
    assert verify() == 1


def test_a_cut_journal_is_caught_by_the_checkpoint_outside(tmp_path: Path) -> None:
    write(3)
    file = tmp_path / "points.jsonl"
    call_command("journal_checkpoint", file, stdout=StringIO())
    assert verify("--checkpoint", file) == 0
    tamper(
        "DELETE FROM journal_entry WHERE sequence = 3",
        "UPDATE journal_chain SET sequence = 2, hash = (SELECT hash FROM journal_entry WHERE sequence = 2)",
    )
    assert verify() == 0
    assert verify("--checkpoint", file) == 1


def test_missing_protection_is_a_fault() -> None:
    write(1)
    unprotect(connection)
    try:
        assert verify() == 1
    finally:
        protect(connection)
