from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from web_world import NOW

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.models import Chain, Entry
from gongkai.web.journal.queries import journal_faults
from gongkai.web.journal.sealing import Private
from gongkai.web.journal.values import Actor, Subject

ACTOR = Actor("a1", "经办甲", "street", NOW)
CASE = Subject("request_case", "c1", "street")

INSERT_ELSEWHERE = """
    INSERT INTO journal_entry SELECT 9, at, actor_ref, actor_name, organ_ref, action, object_kind, object_ref, reason,
    before, after, clock_back, algorithm, 'x', 'y' FROM journal_entry WHERE sequence = 1"""


def write(n: int = 1, actor: Actor = ACTOR) -> None:
    for number in range(n):
        with transaction.atomic():
            record_entry(actor, "tests.write", CASE, after={"number": number})


def fail_after_writing() -> None:
    with transaction.atomic():
        record_entry(ACTOR, "tests.write", CASE)
        raise ZeroDivisionError


@pytest.mark.django_db
def test_numbers_are_gapless_and_each_entry_holds_the_hash_of_the_one_before() -> None:
    write(3)
    entries = list(Entry.objects.all())
    assert [e.sequence for e in entries] == [1, 2, 3]
    assert [e.previous_hash for e in entries[1:]] == [e.hash for e in entries[:-1]]
    assert list(journal_faults(NOW)) == []


@pytest.mark.django_db(transaction=True)
def test_an_action_that_fails_leaves_no_entry_and_no_gap() -> None:
    write()
    with pytest.raises(ZeroDivisionError):
        fail_after_writing()
    write()
    assert [e.sequence for e in Entry.objects.all()] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_writing_outside_a_transaction_is_refused() -> None:
    with pytest.raises(InputError):
        record_entry(ACTOR, "tests.write", CASE)


@pytest.mark.django_db
@pytest.mark.parametrize("value", ["110101199003078515", "13812345678"])
def test_a_personal_number_in_clear_is_refused(value: str) -> None:
    with pytest.raises(InputError):
        record_entry(ACTOR, "tests.write", CASE, after={"text": f"号码{value}"})


@pytest.mark.django_db
def test_a_private_value_arrives_masked_and_a_reason_loses_its_numbers() -> None:
    entry = record_entry(ACTOR, "tests.write", CASE, reason="联系13812345678", after={"name": Private("张三丰")})
    assert "138****5678" in entry.reason
    assert "张**" in entry.after
    assert "三丰" not in entry.after


@pytest.mark.django_db
def test_a_clock_set_back_is_marked_and_no_tampering() -> None:
    write()
    write(actor=Actor("a1", "经办甲", "street", NOW - timedelta(hours=1)))
    assert [e.clock_back for e in Entry.objects.all()] == [False, True]
    assert list(journal_faults(NOW)) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entry SET reason = 'x' WHERE sequence = 1",
        "DELETE FROM journal_entry WHERE sequence = 2",
        "DELETE FROM journal_chain",
        "UPDATE journal_chain SET sequence = 1",
        INSERT_ELSEWHERE,
    ],
)
def test_the_database_itself_refuses_to_change_the_journal(statement: str) -> None:
    write(2)
    with pytest.raises(DatabaseError, match="append-only"), connection.cursor() as cursor:
        cursor.execute(statement)
    assert list(journal_faults(NOW)) == []


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_make_one_chain() -> None:
    faults: list[Exception] = []

    def work() -> None:
        try:
            write(10)
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert Chain.objects.get().sequence == Entry.objects.count() == 80
    assert list(journal_faults(NOW)) == []
