"""An annual report under review as reviewers read it: the page it will be, and what changed since the last round.

Its draft is kept as plain text, which our own reader turns back into the report; where that fails the text is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from gongkai.errors import GongkaiError
from gongkai.read import read_bytes
from gongkai.report import Report
from gongkai.review.marking import mark_report
from gongkai.review.wording import Remark
from gongkai.web.reporting.access import DRAFT
from gongkai.web.reporting.freezing import differences
from gongkai.web.review.models import Review


@dataclass(frozen=True, slots=True)
class ReviewedReport:
    """The page, and the cells and sections that differ from the round before."""

    article: SafeString
    changes: list[dict[str, Any]]


def reviewed_report(review: Review) -> ReviewedReport | None:
    """Return the report of the present round, or None where the review is about something else."""
    if review.subject_kind != DRAFT:
        return None
    texts = dict(review.drafts.filter(round__in=(review.round - 1, review.round)).values_list("round", "text"))
    report = _read(texts[review.round])
    if report is None:
        return None
    before = _read(texts[review.round - 1]) if review.round - 1 in texts else None
    remarks: tuple[Remark, ...] = ()
    return ReviewedReport(mark_safe(mark_report(report, remarks).html), _changes(before, report) if before else [])


def labelled(report: Report, row: dict[str, Any]) -> dict[str, Any]:
    """Return a difference with the label of its cell."""
    if "cell" not in row:
        return row
    known = row["cell"] in report.edition.index
    return {**row, "label": report.edition.cell(row["cell"]).label if known else row["cell"]}


def _changes(before: Report, after: Report) -> list[dict[str, Any]]:
    return [labelled(after, row) for row in differences(before, after)]


def _read(text: str) -> Report | None:
    try:
        report = read_bytes(text.encode(), "report.md")
    except GongkaiError:
        return None
    return None if report.unread else report
