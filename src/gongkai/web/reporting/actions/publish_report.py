"""Publish a frozen version; a later one of the same report is a correction, with a note."""

from __future__ import annotations

from typing import Final

from gongkai.errors import InputError
from gongkai.web.organs.access import Viewer
from gongkai.web.reporting.access import PUBLISHED
from gongkai.web.reporting.changes import changing, record, today_of
from gongkai.web.reporting.choices import ReportState
from gongkai.web.reporting.models import AnnualReport, FrozenReport, Publication

_SIGNED: Final = (ReportState.PASSED, ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.PUBLISHED)


def publish_report(
    viewer: Viewer, report: AnnualReport, *, number: int, version: int, note: str = "", item_ref: str = ""
) -> Publication:
    """Publish a frozen version of a signed report. The law does not make it wait for the competent department.

    A report that is with the competent department keeps that state: what is published is the version, not the copy.

    Args:
        viewer: who publishes.
        report: the report.
        number: of the frozen version.
        version: of the report as it was shown.
        note: what was corrected; needed where an earlier version is published, its own note standing in for it.
        item_ref: the item on the organ's column, where there is one.

    Raises:
        Refused: the viewer may not.
        InputError: there is no such version, it is out already or an older one, or the note is missing.
    """
    with changing(viewer, report, "publish", version=version, kind=PUBLISHED):
        if report.state not in _SIGNED:
            raise InputError(f"{report}还没有签发，不能发布", fix="请先送审，签发后再发布")
        frozen = FrozenReport.objects.filter(report=report, number=number).first()
        if frozen is None:
            raise InputError(f"{report}没有第{number}版", fix="请从版本列表中选择", field="number")
        note = _judge(report, frozen, note.strip() or frozen.note)
        publication = Publication.objects.create(
            frozen=frozen,
            published_on=today_of(viewer),
            published_at=viewer.now,
            by_id=viewer.account_id,
            note=note,
            item_ref=item_ref,
        )
        if report.state in (ReportState.PASSED, ReportState.ACCEPTED):
            report.state = ReportState.PUBLISHED
            report.save(update_fields=["state"])
        after = {"number": number, "sha256": frozen.sha256, "on": publication.published_on.isoformat()}
        record(viewer, report, "publish_report", reason=note, after=after, kind=PUBLISHED)
    return publication


def _judge(report: AnnualReport, frozen: FrozenReport, note: str) -> str:
    """Return the note to publish with."""
    last = Publication.objects.filter(frozen__report=report).order_by("-frozen__number").first()
    if last is None:
        return note
    if last.frozen.number >= frozen.number:
        raise InputError(f"{report}第{frozen.number}版或者更新的版本已经发布", fix="更正须另成一版后发布")
    if not note:
        raise InputError("更正后的报告没有更正说明", why="公众应当知道改了什么", fix="请写明更正说明", field="note")
    return note
