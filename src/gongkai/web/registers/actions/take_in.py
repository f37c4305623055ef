"""Take a spreadsheet into a book: all rows or none, every fault with its cell."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.columns import EntryFaults
from gongkai.web.organs.models import Organ, new_ref
from gongkai.web.organs.sheets import CellFault, Row, Sheet, SheetFaults, read_sheet
from gongkai.web.registers.access import book_subject, register_target
from gongkai.web.registers.actions.enter import refuse_closed
from gongkai.web.registers.books import BOOKS, Book
from gongkai.web.registers.models import STANDS
from gongkai.web.registers.reading import judge, years_touched

Known = tuple[Any, ...]


def import_entries(viewer: Viewer, organ: Organ, book: str, *, name: str, content: bytes) -> int:
    """Take in a spreadsheet with the columns of a book; return how many entries were made.

    Raises:
        Refused: the viewer may not write in that organ's registers.
        SheetFaults: a row has a fault; nothing was taken in.
        InputError: a year that it touches is complete.
    """
    require(viewer, "create", register_target(organ.pk), organ.ref)
    known = BOOKS[book]
    rows = read_rows(known, read_sheet(name, content, list(known.heads)), timezone.localdate(viewer.now))
    with transaction.atomic():
        sheet, found = rows
        _refuse_known(organ, known, sheet, found)
        batch = enter_rows(viewer, organ, known, [values for _, values in found])
        after = {"rows": len(found), "sha256": hashlib.sha256(content).hexdigest(), "batch": batch}
        record_entry(actor_of(viewer), "registers.import_entries", book_subject(organ, book, batch), after=after)
    return len(found)


def enter_rows(viewer: Viewer, organ: Organ, book: Book, rows: Iterable[Mapping[str, Any]]) -> str:
    """Enter judged values in bulk, in the caller's transaction, which also writes the journal; return their batch.

    Raises:
        InputError: a year that they touch is complete.
    """
    kept = list(rows)
    refuse_closed(organ, book, {year for values in kept for year in years_touched(None, values)})
    batch = new_ref()
    common = {"organ": organ, "entered_by_id": viewer.person_id, "entered_at": viewer.now, "batch": batch}
    try:
        with transaction.atomic():
            made = (book.model(**values, **common) for values in kept)
            book.model._default_manager.bulk_create(made, batch_size=500)
    except IntegrityError as error:
        raise InputError("有的行刚被别人登记过，本次没有导入任何数据", fix="请核对后重新导入") from error
    return batch


def read_rows(book: Book, sheet: Sheet, today: date) -> tuple[Sheet, list[tuple[Row, dict[str, Any]]]]:
    """Return the sheet and every row judged.

    Raises:
        SheetFaults: a row has a fault, two rows are the same, or there is none.
    """
    found: list[tuple[Row, dict[str, Any]]] = []
    faults: list[CellFault] = []
    seen: dict[Known, int] = {}
    for row in sheet.rows:
        try:
            values = judge(book, {column.field: row.values[head] for head, column in book.heads.items()}, today)
        except EntryFaults as error:
            faults += [sheet.fault(row, _head(book, field), message) for field, message in error.faults]
            continue
        same = tuple(values[field] for field in book.same)
        if same in seen:
            faults.append(sheet.fault(row, _head(book, book.same[-1]), f"与第{seen[same]}行重复"))
        seen.setdefault(same, row.number)
        found.append((row, values))
    if not found and not faults:
        faults.append(CellFault("A2", "没有填写任何一行"))
    if faults:
        raise SheetFaults(faults)
    return sheet, found


def _refuse_known(organ: Organ, book: Book, sheet: Sheet, found: list[tuple[Row, dict[str, Any]]]) -> None:
    standing = book.model._default_manager.filter(STANDS, organ=organ).values_list(*book.same)
    known = set(standing)
    head = _head(book, book.same[-1])
    faults = [
        sheet.fault(row, head, "同样的一条已经登记过")
        for row, values in found
        if tuple(values[field] for field in book.same) in known
    ]
    if faults:
        raise SheetFaults(faults)


def _head(book: Book, field: str) -> str:
    return next(column.head for column in book.columns if column.field == field)
