"""Enter the report of an organ without the platform: its file is read, a person answers for what could not be."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django.db import transaction
from django.db.models import F

from gongkai.errors import InputError
from gongkai.form import Cell
from gongkai.report import ABSENT, Report, Value
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.models import Organ
from gongkai.web.organs.versions import claim_version
from gongkai.web.reporting.actions.submit_upward import superior_of
from gongkai.web.reporting.choices import Origin, ReportState, Scope
from gongkai.web.reporting.content import content_of, load_content
from gongkai.web.reporting.freezing import add_frozen
from gongkai.web.reporting.judging_upward import check_version
from gongkai.web.reporting.marks import counts
from gongkai.web.reporting.models import AnnualReport, EarlierReport, EnteredFile, Submission, SubmissionState
from gongkai.web.reporting.uploads import read_upload
from gongkai.web.reporting.upward_access import entered_subject, entered_target, note, organ_target
from gongkai.web.reporting.values import keep_value, load_value, read_value

ORGAN: Final = "@organ"
BLANK, NONE, NUMBER, SAME = "blank", "absent", "number", "confirmed"


def enter_file(viewer: Viewer, organ: Organ, year: int, *, name: str, data: bytes) -> EnteredFile:
    """Read a file in a child with bounds and keep what it says, with a question for each cell that is not there.

    Raises:
        Refused: the organ does not stand below the viewer.
        InputError: the file is of another year, or the organ writes its report here itself.
        UnreadableFile: it is no report, or cannot be read as one.
    """
    require(viewer, "create", organ_target(organ), organ.ref)
    _need_absent(organ, year)
    report = read_upload(name, data)
    if report.year is not None and report.year != year:
        raise InputError(
            f"“{name}”是{report.year}年度的报告，不是{year}年度", fix="请选择正确的文件，或者切换年度后再上传"
        )
    with transaction.atomic():
        EnteredFile.objects.filter(organ=organ, year=year, submission=None, dropped_at=None).update(
            dropped_at=viewer.now, version=F("version") + 1
        )
        entered = EnteredFile.objects.create(
            organ=organ,
            to=superior_of(organ),
            year=year,
            name=name[:200],
            media_type="application/octet-stream",
            data=data,
            digest=hashlib.sha256(data).hexdigest(),
            content=content_of(replace(report, year=year)),
            questions=questions_of(report, organ),
            by_id=viewer.person_id,
            at=viewer.now,
        )
        after = {"name": name, "sha256": entered.digest, "questions": len(entered.questions)}
        record_entry(actor_of(viewer), "reporting.enter_file", entered_subject(entered), after=after)
    return entered


def answer_cells(viewer: Viewer, entered: EnteredFile, said: Mapping[str, tuple[str, str]], *, version: int) -> None:
    """Keep what a person read in the file: for each question a number, or that it is blank, or not there at all.

    Args:
        viewer: who looked.
        entered: the file.
        said: by cell, the kind of answer (`number`, `blank`, `absent`, `confirmed`) and the number typed.
        version: of the file as it was shown.

    Raises:
        Refused: the organ does not stand below the viewer.
        InputError: an answer fits no question, or is not what the cell may hold.
        StaleVersion: somebody else answered meanwhile.
    """
    require(viewer, "create", entered_target(entered), entered.ref)
    answers = judged_answers(viewer, entered, said)
    with transaction.atomic():
        claim_version(entered, version, entered.name)
        EnteredFile.objects.filter(pk=entered.pk).update(answers=answers)
        entered.answers = answers
        after: dict[str, Any] = {ref: list(pair) for ref, pair in said.items()}
        record_entry(actor_of(viewer), "reporting.answer_cells", entered_subject(entered), after=after)


def confirm_entered(viewer: Viewer, entered: EnteredFile, *, version: int) -> Submission:
    """Let the file count: its report is frozen as a version of the organ, marked as read from a file.

    Raises:
        Refused: the organ does not stand below the viewer.
        InputError: a question is open, or a version of the organ waits already.
        StaleVersion: somebody else answered meanwhile.
    """
    require(viewer, "create", entered_target(entered), entered.ref)
    left = [question for question in entered.questions if question["ref"] not in entered.answers]
    if left:
        raise InputError(
            f"还有{len(left)}处没有核对", why="没有读出的内容须逐格由人核对，才能计入", fix="请对照原件逐格填写"
        )
    with transaction.atomic():
        claim_version(entered, version, entered.name)
        _need_absent(entered.organ, entered.year)
        report, _ = AnnualReport.objects.get_or_create(
            organ=entered.organ,
            year=entered.year,
            scope=Scope.OWN,
            defaults={"edition": load_content(entered.content).edition.id},
        )
        frozen = add_frozen(viewer, report, answered(entered), note=entered.name, origin=Origin.READ)
        AnnualReport.objects.filter(pk=report.pk).update(
            state=ReportState.SUBMITTED, edition=frozen.edition, version=F("version") + 1
        )
        submission = Submission.objects.create(
            frozen=frozen,
            organ=entered.organ,
            to=entered.to,
            year=entered.year,
            is_entered=True,
            findings=counts(check_version(frozen).findings),
            by_id=viewer.person_id,
            at=viewer.now,
        )
        EnteredFile.objects.filter(pk=entered.pk).update(submission=submission)
        after = {"file": entered.ref, "number": frozen.number, "answers": len(entered.answers)}
        note(viewer, submission, "confirm_entered", after=after)
    return submission


def questions_of(report: Report, organ: Organ) -> list[dict[str, str]]:
    """Return what a person must look up: cells unread or not found, and whose report it is where that is in doubt."""
    asked: list[dict[str, str]] = []
    if report.organ and report.organ not in organ.name and organ.name not in report.organ:
        asked.append({"ref": ORGAN, "text": report.organ, "why": f"文件写的机关名称与“{organ.name}”不同"})
    unread = {item.ref: item for item in report.unread if item.ref in report.edition.index}
    for cell in report.edition.cells[: report.edition.statutory]:
        if cell.ref in unread:
            item = unread[cell.ref]
            asked.append({"ref": cell.ref, "text": item.text, "why": item.why})
        elif report.value(cell.ref) is ABSENT and not _is_merged(report, cell):
            asked.append({"ref": cell.ref, "text": "", "why": "文件中没有找到这一格"})
    return asked


def judged_answers(
    viewer: Viewer, entered: EnteredFile | EarlierReport, said: Mapping[str, tuple[str, str]]
) -> dict[str, Any]:
    """Return all answers to a file's questions, with those that were just given.

    Raises:
        InputError: an answer fits no question, or is not what the cell may hold.
    """
    form = load_content(entered.content).edition
    asked = {question["ref"] for question in entered.questions}
    answers = dict(entered.answers)
    for ref, (kind, typed) in said.items():
        if ref not in asked or kind not in ((SAME,) if ref == ORGAN else (BLANK, NONE, NUMBER)):
            raise InputError(f"没有问到“{ref}”", fix="请刷新页面后重新填写", field=ref)
        kept = keep_value(_number(form.cell(ref), typed)) if kind == NUMBER else None
        answers[ref] = {"kind": kind, "value": kept, "by": viewer.ref, "at": viewer.now.isoformat()}
    return answers


def answered(entered: EnteredFile | EarlierReport) -> Report:
    """Return the report of the file with the answers in place of what was not read."""
    report = load_content(entered.content)
    values = list(report.values)
    for ref, answer in entered.answers.items():
        if ref != ORGAN:
            cell = report.edition.cell(ref)
            values[cell.index] = _answer(cell, answer)
    return replace(report, values=tuple(values), organ=entered.organ.name, year=entered.year)


def _answer(cell: Cell, answer: Mapping[str, Any]) -> Value:
    if answer["kind"] == NONE:
        return ABSENT
    return load_value(cell, answer["value"]) if answer["kind"] == NUMBER else None


def _number(cell: Cell, typed: str) -> Value:
    if not typed.strip():
        raise InputError(f"“{cell.label}”没有填数字", fix="请填数字；原件留空的，选“原件留空”", field=cell.ref)
    return read_value(cell, typed)


def _is_merged(report: Report, cell: Cell) -> bool:
    """Whether the report prints a row that takes this one's place."""
    table = report.edition.table(cell.table)
    return any(
        cell.row.id in variant.replaces and report.value(f"{table.id}/{variant.row.id}/{cell.column.id}") is not ABSENT
        for block in table.blocks
        for variant in block.variants
    )


def _need_absent(organ: Organ, year: int) -> None:
    """Refuse to enter a report for an organ that writes its own here, or while a version of it waits."""
    report = AnnualReport.objects.filter(organ=organ, year=year).order_by("scope").first()
    if report is not None and not report.frozen.filter(origin=Origin.READ).exists():
        raise InputError(f"{organ.name}在本平台编制报告", why="应由该机关自己报送", fix="请提醒该机关在平台报送")
    if Submission.objects.filter(organ=organ, year=year, state=SubmissionState.SUBMITTED).exists():
        raise InputError(f"{organ.name}{year}年度已有一份等待审核", fix="请先接收或者退回那一份")
