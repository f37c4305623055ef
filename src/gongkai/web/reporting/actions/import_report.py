"""Take in what an organ published in earlier years: read, completed by a person, frozen, then published here too."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.models import Organ
from gongkai.web.organs.versions import claim_version
from gongkai.web.reporting.access import DRAFT, PUBLISHED, new_report_target, report_subject, report_target
from gongkai.web.reporting.actions.enter_report import answered, judged_answers, questions_of
from gongkai.web.reporting.choices import Origin, ReportState, Scope
from gongkai.web.reporting.content import content_of
from gongkai.web.reporting.freezing import add_frozen
from gongkai.web.reporting.models import AnnualReport, EarlierReport, FrozenReport, Publication
from gongkai.web.reporting.uploads import read_upload


def import_report(viewer: Viewer, organ: Organ, *, name: str, data: bytes, source: str = "") -> EarlierReport:
    """Read a published report of an earlier year in a child with bounds; ask for each cell that is not there.

    Args:
        viewer: an officer of the organ.
        organ: whose report it is.
        name: the file's name.
        data: the whole file.
        source: where it was published: an address, or words.

    Raises:
        Refused: the viewer may not write that organ's reports.
        InputError: the year is not in the file, not over, or the platform has a report of it.
        UnreadableFile: it is no report, or cannot be read as one.
    """
    require(viewer, "create", new_report_target(organ), organ.ref)
    report = read_upload(name, data)
    if report.year is None:
        raise InputError(f"“{name}”没有写明是哪一年度的报告", fix="请换用标题完整的文件", field="file")
    if report.year >= timezone.localdate(viewer.now).year:
        raise InputError(f"{report.year}年度还没有结束，不是以前年度的报告", fix="请核对文件", field="file")
    with transaction.atomic():
        _need_free(organ, report.year)
        _drop_open(viewer, organ, report.year)
        earlier = EarlierReport.objects.create(
            organ=organ,
            year=report.year,
            name=name[:200],
            data=data,
            digest=hashlib.sha256(data).hexdigest(),
            content=content_of(report),
            questions=questions_of(report, organ),
            published_on=report.published_on,
            source=source.strip()[:300],
            by_id=viewer.person_id,
            at=viewer.now,
        )
        after = {"name": name, "sha256": earlier.digest, "year": earlier.year, "questions": len(earlier.questions)}
        record_entry(actor_of(viewer), "reporting.import_report", earlier_subject(earlier), after=after)
    return earlier


def answer_earlier(
    viewer: Viewer, earlier: EarlierReport, said: Mapping[str, tuple[str, str]], *, version: int
) -> None:
    """Keep what a person read in the original, by cell: a number, blank, or not there at all.

    Raises:
        Refused: the viewer may not write that organ's reports.
        InputError: an answer fits no question, or is not what the cell may hold; or it counts already.
        StaleVersion: somebody else answered meanwhile.
    """
    require(viewer, "create", new_report_target(earlier.organ), earlier.ref)
    answers = judged_answers(viewer, earlier, said)
    with transaction.atomic():
        _claim(earlier, version)
        EarlierReport.objects.filter(pk=earlier.pk).update(answers=answers)
        earlier.answers = answers
        after = {ref: list(pair) for ref, pair in said.items()}
        record_entry(actor_of(viewer), "reporting.answer_earlier", earlier_subject(earlier), after=after)


def confirm_earlier(viewer: Viewer, earlier: EarlierReport, *, published_on: date | None, version: int) -> FrozenReport:
    """Let the file count: frozen as the organ's version of that year, from which the next year carries on.

    Raises:
        Refused: the viewer may not write that organ's reports.
        InputError: a question is open, the day of publication is missing or cannot be, or it counts already.
        StaleVersion: somebody else acted meanwhile.
    """
    require(viewer, "create", new_report_target(earlier.organ), earlier.ref)
    left = [question for question in earlier.questions if question["ref"] not in earlier.answers]
    if left:
        why = "没有读出的内容须逐格由人核对，才能计入"
        raise InputError(f"还有{len(left)}处没有核对", why=why, fix="请对照原件逐格填写")
    if published_on is None or not date(earlier.year, 1, 1) < published_on <= timezone.localdate(viewer.now):
        raise InputError("原发布日期没有填写，或者不可能", fix="请填写当年发布这份报告的日期", field="published_on")
    with transaction.atomic():
        _claim(earlier, version)
        _need_free(earlier.organ, earlier.year)
        value = replace(answered(earlier), published_on=published_on)
        try:
            with transaction.atomic():
                report = AnnualReport.objects.create(
                    organ=earlier.organ, year=earlier.year, edition=value.edition.id, state=ReportState.PASSED
                )
        except IntegrityError as error:  # somebody began it at the same moment
            raise _taken(earlier.organ, earlier.year) from error
        frozen = add_frozen(viewer, report, value, note=f"由原发布的文件导入：{earlier.name}", origin=Origin.READ)
        rows = EarlierReport.objects.filter(pk=earlier.pk)
        rows.update(frozen=frozen, published_on=published_on)
        earlier.frozen, earlier.published_on = frozen, published_on
        after = {"file": earlier.ref, "sha256": frozen.sha256, "answers": len(earlier.answers)}
        record_entry(actor_of(viewer), "reporting.confirm_earlier", report_subject(report), after=after)
    return frozen


def publish_earlier(viewer: Viewer, earlier: EarlierReport, *, version: int) -> Publication:
    """Show an earlier report on the organ's column, with the day on which it was published then.

    Raises:
        Refused: the viewer may not publish that organ's reports.
        InputError: it was not confirmed, or is published.
        StaleVersion: somebody else acted meanwhile.
    """
    frozen = earlier.frozen
    if frozen is None or earlier.published_on is None:
        raise InputError(f"{earlier.organ.name}{earlier.year}年度报告还没有核对完毕", fix="请先由经办人核对计入")
    report = frozen.report
    require(viewer, "publish", report_target(report, PUBLISHED), report.ref)
    with transaction.atomic():
        claim_version(earlier, version, str(report))
        if Publication.objects.filter(frozen__report=report).exists():
            raise InputError(f"{report}已经发布", fix="请刷新页面")
        publication = Publication.objects.create(
            frozen=frozen,
            published_on=earlier.published_on,
            published_at=viewer.now,
            by_id=viewer.account_id,
        )
        AnnualReport.objects.filter(pk=report.pk).update(state=ReportState.PUBLISHED, version=F("version") + 1)
        after = {"number": frozen.number, "sha256": frozen.sha256, "on": publication.published_on.isoformat()}
        record_entry(actor_of(viewer), "reporting.publish_earlier", report_subject(report, PUBLISHED), after=after)
    return publication


def earlier_subject(earlier: EarlierReport) -> Subject:
    """Return a file of an earlier year as the journal names it."""
    return Subject(DRAFT, f"earlier:{earlier.ref}", earlier.organ.ref)


def _claim(earlier: EarlierReport, version: int) -> None:
    claim_version(earlier, version, earlier.name)
    earlier.refresh_from_db(fields=["frozen", "dropped_at"])
    if earlier.frozen_id is not None or earlier.dropped_at is not None:
        raise InputError(f"“{earlier.name}”已经计入或者已被后来的文件代替", fix="请刷新页面")


def _need_free(organ: Organ, year: int) -> None:
    if AnnualReport.objects.filter(organ=organ, year=year, scope=Scope.OWN).exists():
        raise _taken(organ, year)


def _taken(organ: Organ, year: int) -> InputError:
    why = "同一年度只能有一份报告"
    return InputError(f"{organ.name}{year}年度的报告已经在平台上", why=why, fix="需要更正的，请在那份报告上更正")


def _drop_open(viewer: Viewer, organ: Organ, year: int) -> None:
    rows = EarlierReport.objects.filter(organ=organ, year=year, frozen=None, dropped_at=None)
    rows.update(dropped_at=viewer.now, version=F("version") + 1)
