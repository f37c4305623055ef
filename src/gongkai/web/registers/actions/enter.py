"""Enter something in a book, change it, void it. A year that was said to be complete is reopened first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.columns import EntryFaults
from gongkai.web.organs.models import Organ
from gongkai.web.organs.versions import claim_version
from gongkai.web.registers.access import entry_subject, register_target
from gongkai.web.registers.books import BOOKS, Book
from gongkai.web.registers.models import STANDS, Closing, Entry
from gongkai.web.registers.reading import judge, years_touched


def enter_entry(viewer: Viewer, organ: Organ, book: str, values: Mapping[str, str]) -> Entry:
    """Enter something in a book of an organ; `values` are texts as typed, by field.

    Raises:
        Refused: the viewer may not write in that organ's registers.
        EntryFaults: the values cannot stand.
        InputError: it is in the book already, or its year is complete.
    """
    require(viewer, "create", register_target(organ.pk), organ.ref)
    known = BOOKS[book]
    found = judge(known, values, timezone.localdate(viewer.now))
    with transaction.atomic():
        refuse_closed(organ, known, years_touched(None, found))
        entry = _save(known.model(organ=organ, entered_by_id=viewer.person_id, entered_at=viewer.now, **found), known)
        record_entry(actor_of(viewer), "registers.enter_entry", entry_subject(entry), after=found)
    return entry


def change_entry(viewer: Viewer, entry: Entry, values: Mapping[str, str], *, version: int) -> Entry:
    """Change an entry.

    Raises:
        Refused: the viewer may not.
        EntryFaults: the values cannot stand.
        InputError: it would be in the book twice, its year is complete, or it was voided.
        StaleVersion: somebody was faster.
    """
    require(viewer, "edit", register_target(entry.organ_id), entry.ref)
    known = BOOKS[entry.book]
    found = judge(known, values, timezone.localdate(viewer.now))
    with transaction.atomic():
        _claim(entry, version, known)
        before = values_of(entry, known)
        refuse_closed(entry.organ, known, years_touched(before, found))
        for field, value in found.items():
            setattr(entry, field, value)
        _save(entry, known)
        changed = {field for field in found if before[field] != found[field]}
        old, new = ({field: side[field] for field in changed} for side in (before, found))
        record_entry(actor_of(viewer), "registers.change_entry", entry_subject(entry), before=old, after=new)
    return entry


def void_entry(viewer: Viewer, entry: Entry, *, version: int, reason: str) -> None:
    """Void an entry: it stays in the book, and counts nowhere.

    Raises:
        Refused: the viewer may not.
        InputError: no reason is given, its year is complete, or it was voided.
        StaleVersion: somebody was faster.
    """
    require(viewer, "edit", register_target(entry.organ_id), entry.ref)
    if not reason.strip():
        raise InputError("没有填写作废理由", fix="请填写后再作废", field="reason")
    known = BOOKS[entry.book]
    with transaction.atomic():
        _claim(entry, version, known)
        before = values_of(entry, known)
        refuse_closed(entry.organ, known, years_touched(before, None))
        entry.voided_at, entry.void_reason = viewer.now, reason.strip()[:300]
        entry.save(update_fields=["voided_at", "void_reason"])
        record_entry(actor_of(viewer), "registers.void_entry", entry_subject(entry), reason=reason, before=before)


def values_of(entry: Entry, book: Book) -> dict[str, Any]:
    """Return what an entry holds, by field."""
    return {column.field: getattr(entry, column.field) for column in book.columns}


def refuse_closed(organ: Organ, book: Book, years: Iterable[int]) -> None:
    """Refuse to write in a year whose book is complete; that book and year stay as they are until the commit.

    Raises:
        InputError: one of the years is complete.
    """
    rows = Closing.objects.select_for_update().filter(organ=organ, book=book.id, year__in=sorted(years))
    if closed := rows.first():
        raise InputError(
            f"{closed.year}年度的“{book.name}”已经登记完毕，不能再改动",
            why="这一年的数字可能已经报送",
            fix="确需更正的，请先重新打开这一年度并说明理由",
        )


def _claim(entry: Entry, version: int, book: Book) -> None:
    claim_version(entry, version, f"“{book.name}”中的这一条")
    entry.refresh_from_db()
    if entry.voided_at is not None:
        raise InputError("这一条已经作废", fix="请重新登记一条")


def _save(entry: Entry, book: Book) -> Entry:
    same = {field: getattr(entry, field) for field in book.same}
    rows = type(entry)._default_manager.filter(STANDS, organ=entry.organ, **same).exclude(pk=entry.pk)
    heads = "、".join(column.head for column in book.columns if column.field in book.same)
    if rows.exists():
        raise EntryFaults([(book.same[-1], f"同样的一条已经登记过（{heads}都相同）")])
    try:
        with transaction.atomic():
            entry.save()
    except IntegrityError as error:  # somebody entered the same at the same moment
        raise EntryFaults([(book.same[-1], f"同样的一条已经登记过（{heads}都相同）")]) from error
    return entry
