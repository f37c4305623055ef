"""Rows of a register book that stand on the platform already, or twice in the book: they are passed over and named."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from gongkai.web.cases.models import Case, RegisterImport
from gongkai.web.cases.past import PastCase
from gongkai.web.organs.sheets import CellFault, Row

_Mark = tuple[object, ...]


def once_in_book(rows: Sequence[tuple[Row, PastCase]]) -> tuple[list[tuple[Row, PastCase]], list[CellFault]]:
    """Return each application of a book once, and a note for every row that repeats another."""
    first: dict[_Mark, Row] = {}
    once: list[tuple[Row, PastCase]] = []
    notes: list[CellFault] = []
    for row, past in rows:
        earlier = first.setdefault(_mark(past), row)
        if earlier is row:
            once.append((row, past))
        else:
            why = f"与第{earlier.number}行是同一件，没有重复导入；确是两件的，请分别填写原登记编号后再导入"
            notes.append(CellFault(f"第{row.number}行", why))
    return once, notes


def standing(book: RegisterImport, piece: Sequence[PastCase]) -> dict[str, Case]:
    """Return the cases of the organ that are the same as rows of a piece, by the row's key; not those of this book.

    The same is what bears the same original number in the same year; without a number, what arrived on the same day
    and states the same.
    """
    if not piece:
        return {}
    days = [past.arrived_on for past in piece]
    same = Q(former_number__in={past.former_number for past in piece if past.former_number})
    same |= Q(
        submission_digest__in={past.application.digest() for past in piece},
        arrived_on__range=(min(days), max(days)),
    )
    rows = Case.objects.filter(same, organ_id=book.organ_id).exclude(submission_key__startswith=f"{book.ref}-")
    found: dict[_Mark, Case] = {}
    for case in rows:
        if case.former_number:
            found.setdefault((case.year, case.former_number), case)
        found.setdefault((case.arrived_on, case.submission_digest), case)
    return {past.key: found[mark] for past in piece if (mark := _mark(past)) in found}


def _mark(past: PastCase) -> _Mark:
    """Return by what a past case is told from others."""
    if past.former_number:
        return (past.arrived_on.year, past.former_number)
    return (past.arrived_on, past.application.digest())
