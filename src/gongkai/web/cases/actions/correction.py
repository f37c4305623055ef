"""Ask once for a correction (Article 30), take it in, or let the application lapse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.errors import InputError
from gongkai.procedure.events import FieldValue
from gongkai.web.cases.access import case_target, holds_code
from gongkai.web.cases.choices import AttachmentKind
from gongkai.web.cases.files import attach, judge_uploads
from gongkai.web.cases.intake import Upload
from gongkai.web.cases.letters.compose import spoken
from gongkai.web.cases.letters.issue import issue
from gongkai.web.cases.models import Case, Letter
from gongkai.web.cases.notices import notify
from gongkai.web.cases.transitions import changing, record, state_of, take_step
from gongkai.web.organs.access import Viewer, require


def ask_correction(viewer: Viewer, case: Case, *, version: int, items: str, guidance: str, reply_by: date) -> Letter:
    """Tell the applicant, once, what to correct, how and by when.

    Raises:
        Refused: the case is not the viewer's.
        InputError: nothing to correct is named, or no guidance is given.
        ProcedureError: too late, asked before, or the time given is none.
    """
    if not items.strip() or not guidance.strip():
        raise InputError("没有写明补正事项或者指导意见", why="条例第三十条要求一次性告知并给予指导", field="items")
    with changing(viewer, case, "edit", version=version):
        fields: dict[str, FieldValue] = {"items": items, "reply_by": reply_by}
        take_step(viewer, case, "correction_asked", by="disclosure_office", fields=fields)
        words = {"items": items, "guidance": guidance, "reply_by": spoken(reply_by)}
        letter = issue(viewer, case, "correction_notice", words)
        notify(viewer, [case.owner], case, "correction", f"申请{case.number}需要补正，请于{spoken(reply_by)}前补正")
        record(viewer, case, "ask_correction", after={"reply_by": str(reply_by), "letter": letter.ref})
    return letter


def receive_correction(
    viewer: Viewer,
    case: Case,
    *,
    description: str,
    version: int | None = None,
    code: str = "",
    on: date | None = None,
    good_reason: str = "",
    files: Sequence[Upload] = (),
) -> None:
    """Take in the corrected application: from the applicant by account or query code, or from paper by the officer.

    Raises:
        Refused: the viewer is neither the applicant nor the officer of the case.
        InputError: the description is empty.
        ProcedureError: nothing was asked, or it comes late without a good reason.
    """
    if not description.strip():
        raise InputError("没有填写补正后的内容描述", fix="请填写", field="description")
    verb = "edit" if viewer.is_staff else "correct"
    if not holds_code(case, code):
        require(viewer, verb, case_target(case), case.ref)
    judged = judge_uploads(files, AttachmentKind.CORRECTION)
    with changing(viewer, case, verb, version=version, code=code):
        by = "disclosure_office" if viewer.is_staff else "applicant"
        fields: dict[str, FieldValue] = {"good_reason": good_reason} if good_reason.strip() else {}
        take_step(viewer, case, "corrected", by=by, on=on, fields=fields)
        before, case.description = case.description, description.strip()
        case.save(update_fields=["description"])
        for upload in judged:
            attach(viewer, case, upload)
        notify(viewer, [case.handler], case, "corrected", f"案件{case.number}收到补正，答复期限重新起算")
        texts = {"length": len(before)}, {"length": len(case.description), "due_on": str(case.due_on)}
        record(viewer, case, "receive_correction", before=texts[0], after=texts[1])


def lapse_correction(viewer: Viewer, case: Case, *, version: int) -> Letter:
    """Close an application that was not corrected in time.

    Raises:
        Refused: the case is not the viewer's.
        ProcedureError: the time for correction is not over.
    """
    with changing(viewer, case, "edit", version=version):
        state = take_step(viewer, case, "correction_lapsed", by="disclosure_office")
        asked = state.last("correction_asked")
        words = {"asked_on": spoken(asked.on), "reply_by": spoken(asked.day("reply_by"))}
        letter = issue(viewer, case, "correction_lapsed", words)
        record(viewer, case, "lapse_correction", after={"outcome": case.outcome, "letter": letter.ref})
    return letter


def correction_due(case: Case) -> date | None:
    """Return until when the applicant may correct, while that is waited for."""
    state = state_of(case)
    return state.last("correction_asked").day("reply_by") if state.phase == "awaiting_correction" else None
