"""Publish a frozen version; a later one of the same report is a correction, with a note."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from django.utils.timezone import localdate

from gongkai.errors import InputError
from gongkai.web.disclosure.access import item_target
from gongkai.web.disclosure.actions.publish_item import publish_ready
from gongkai.web.disclosure.actions.withdraw_item import withdraw_item
from gongkai.web.disclosure.choices import ItemKind, ItemState
from gongkai.web.disclosure.contents import ItemContent
from gongkai.web.disclosure.models import Item
from gongkai.web.organs.access import Viewer, may
from gongkai.web.reporting.access import PUBLISHED
from gongkai.web.reporting.changes import changing, record, today_of
from gongkai.web.reporting.choices import ReportState
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.models import AnnualReport, FrozenReport, Publication
from gongkai.write import write_report
from gongkai.write.wording import title_of

_SIGNED: Final = (ReportState.PASSED, ReportState.SUBMITTED, ReportState.ACCEPTED, ReportState.PUBLISHED)


def publish_report(viewer: Viewer, report: AnnualReport, *, number: int, version: int, note: str = "") -> Publication:
    """Publish a frozen version of a signed report. The law does not make it wait for the competent department.

    It appears on the report's own page, and as an item on the organ's column 政府信息公开年报 in place of an earlier
    version. A report that is with the competent department keeps that state: what is published is the version.

    Args:
        viewer: who publishes.
        report: the report.
        number: of the frozen version.
        version: of the report as it was shown.
        note: what was corrected; needed where an earlier version is published, its own note standing in for it.

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
            item_ref=_place_item(viewer, report, frozen, note),
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


def _place_item(viewer: Viewer, report: AnnualReport, frozen: FrozenReport, note: str) -> str:
    """Put the version on the organ's column and take the earlier one down; return the item's reference."""
    if not may(viewer, "publish", item_target(Item(organ=report.organ))):
        return ""
    earlier = Publication.objects.filter(frozen__report=report).exclude(item_ref="").order_by("-frozen__number").first()
    value = replace(report_in(frozen), published_on=today_of(viewer))
    content = ItemContent(
        title=title_of(value),
        made_on=localdate(frozen.frozen_at),
        kind=ItemKind.ANNUAL_REPORT,
        body=write_report(value, "html-fragment").decode(),
    )
    item = publish_ready(viewer, report.organ, content, reason=f"{report}第{frozen.number}版已经审核签发")
    old = Item.objects.filter(ref=earlier.item_ref).first() if earlier else None
    if old is not None and old.state == ItemState.PUBLISHED:
        told = f"本报告已更正，请查看更正后的版本。更正说明：{note}"
        withdraw_item(viewer, old, version=old.version, reason=f"由第{frozen.number}版代替", note=told)
    return item.ref
