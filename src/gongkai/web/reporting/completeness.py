"""Which of a year's records somebody had said to be complete: kept with each frozen version, shown to reviewers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, Final

from django.db.models import Q

from gongkai.tally import AppealFact, CaseFact, Fact
from gongkai.web.registers.books import Book
from gongkai.web.registers.models import STANDS, Closing
from gongkai.web.registers.queries import books_for
from gongkai.web.reporting.models import AnnualReport

Row = dict[str, Any]
KEPT: Final = "kept"
CLOSED: Final = "closed"
OPEN: Final = "open"
"""`kept`: every step is taken on the platform or entered one by one, there is no closing; the others as said."""


def completeness_of(report: AnnualReport, facts: Iterable[Fact]) -> list[Row]:
    """Return the records of a report's year, each with how many entries it has and whether it was closed, by whom.

    Args:
        report: an organ's own report.
        facts: all that it may count.
    """
    kinds = Counter(type(fact) for fact in facts)
    closings = Closing.objects.filter(organ=report.organ, year=report.year).select_related("closed_by")
    closed = {row.book: row for row in closings}
    posts = sum(int(row["value"] or 0) for row in report.counts.values() if row["group"] == "channel")
    rows = [_row("case", "依申请公开案件", kinds[CaseFact], KEPT)]
    for book in books_for(report.year):
        closing = closed.get(book.id)
        entries = _told_by_text(book, report) if book.fact is None else kinds[book.fact]
        row = _row(book.id, str(book.name), entries, CLOSED if closing else OPEN)
        if closing:
            row |= {"on": closing.closed_at.date().isoformat()}
            row |= {"by": closing.closed_by.name if closing.closed_by else ""}
        rows.append(row)
    rows.append(_row("appeal", "行政复议、行政诉讼", kinds[AppealFact], KEPT))
    rows.append(_row("channel", "各渠道发布的信息", posts, KEPT))
    return rows


def _told_by_text(book: Book, report: AnnualReport) -> int:
    """Return how many entries of the year a book has that no table counts."""
    return book.model._default_manager.filter(STANDS, Q(year=report.year), organ=report.organ).count()


def _row(name: str, label: str, entries: int, state: str) -> Row:
    return {"record": name, "name": label, "entries": entries, "state": state}
