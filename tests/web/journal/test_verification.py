"""Every way of tampering with rows, done on rows that nothing protects, is found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from web_world import NOW

from gongkai.web.journal.values import Content, first_hash, hash_content
from gongkai.web.journal.verification import Checkpoint, Head, verify_chain

CHAIN = "chain-1"


@dataclass(frozen=True)
class Row:
    of: Content
    hash: str

    def content(self) -> Content:
        return self.of


def chain(n: int, word: str = "原文", ref: str = CHAIN) -> list[Row]:
    rows: list[Row] = []
    for number in range(1, n + 1):
        before = rows[-1].hash if rows else first_hash(ref)
        at = NOW + timedelta(minutes=number)
        content = Content(number, at, "a", "甲", "o", "x.y", "k", "r", word, "{}", "{}", False, before)
        rows.append(Row(content, hash_content(content)))
    return rows


def kinds(rows: list[Row], *, head: Head | None = None, points: tuple[Checkpoint, ...] = ()) -> set[str]:
    now = NOW + timedelta(days=1)
    return {fault.kind for fault in verify_chain(head or head_of(chain(6)), rows, now, points)}


def head_of(rows: list[Row], ref: str = CHAIN) -> Head:
    return Head(ref, rows[-1].of.sequence, rows[-1].hash)


def point(rows: list[Row], ref: str = CHAIN) -> Checkpoint:
    return Checkpoint(ref, rows[-1].of.sequence, rows[-1].hash, "2026-09-21T02:06:00+00:00")


def forge(row: Row, **changes: object) -> Row:
    content = replace(row.of, **changes)
    return Row(content, hash_content(content))


def test_an_untouched_chain_has_no_fault() -> None:
    assert kinds(chain(6), points=(point(chain(4)), point(chain(6)))) == set()


def test_an_edited_entry() -> None:
    rows = chain(6)
    rows[2] = Row(replace(rows[2].of, reason="改过"), rows[2].hash)
    assert kinds(rows) == {"edited"}


def test_an_edited_entry_with_its_hash_made_anew() -> None:
    rows = chain(6)
    rows[2] = forge(rows[2], reason="改过")
    assert "inserted" in kinds(rows)


def test_a_deleted_entry() -> None:
    rows = chain(6)
    del rows[2]
    assert "deleted" in kinds(rows)


def test_a_deleted_entry_with_the_rest_renumbered() -> None:
    rows = chain(6)
    del rows[2]
    rows = [forge(row, sequence=number) for number, row in enumerate(rows, 1)]
    assert kinds(rows) >= {"inserted"}


def test_an_inserted_entry() -> None:
    rows = chain(6)
    rows.insert(3, forge(rows[2], reason="插入"))
    assert "forked" in kinds(rows) or "inserted" in kinds(rows)


def test_two_entries_changed_places() -> None:
    rows = chain(6)
    a, b = rows[2], rows[3]
    rows[2] = Row(replace(b.of, sequence=3), b.hash)
    rows[3] = Row(replace(a.of, sequence=4), a.hash)
    assert "reordered" in kinds(rows)


def test_a_tail_cut_off() -> None:
    assert kinds(chain(4)) == {"truncated"}


def test_a_tail_cut_off_with_the_head_set_back_is_found_from_outside() -> None:
    rows = chain(4)
    assert kinds(rows, head=head_of(rows)) == set()
    assert kinds(rows, head=head_of(rows), points=(point(chain(6)),)) == {"truncated"}


def test_a_fork() -> None:
    rows = chain(6)
    rows.insert(4, forge(rows[3], reason="另一支"))
    assert "forked" in kinds(rows)


def test_the_whole_journal_written_anew_is_found_from_outside() -> None:
    rows = chain(6, word="全部改写")
    assert kinds(rows, head=head_of(rows)) == set()
    assert kinds(rows, head=head_of(rows), points=(point(chain(4)),)) == {"rewritten"}


def test_another_database_put_in_the_place_of_this_one() -> None:
    rows = chain(6, ref="chain-2")
    assert "rewritten" in kinds(rows, head=head_of(rows, "chain-2"), points=(point(chain(4)),))


def test_entries_written_past_the_head() -> None:
    assert kinds(chain(6), head=head_of(chain(5))) == {"inserted"}


@pytest.mark.parametrize("shift", [timedelta(hours=-2), timedelta(days=3)])
def test_a_clock_that_lies(shift: timedelta) -> None:
    rows = chain(5)
    last = replace(rows[-1].of, at=rows[-1].of.at + shift)
    rows[-1] = Row(last, hash_content(last))
    assert kinds(rows, head=head_of(rows)) == {"clock"}
