"""Ask why so much is applied for (Article 35), and record what the applicant says."""

from __future__ import annotations

from datetime import date

from gongkai.errors import InputError
from gongkai.web.cases.letters.compose import spoken
from gongkai.web.cases.letters.issue import issue
from gongkai.web.cases.models import Case, Letter
from gongkai.web.cases.notices import notify
from gongkai.web.cases.transitions import changing, record, take_step
from gongkai.web.organs.access import Viewer


def ask_reasons(viewer: Viewer, case: Case, *, version: int, why: str, reply_by: date) -> Letter:
    """Ask the applicant for reasons.

    Raises:
        Refused: the case is not the viewer's.
        InputError: it is not said why number or frequency are beyond what is reasonable.
        ProcedureError: reasons were asked for before.
    """
    if not why.strip():
        raise InputError("没有写明数量、频次明显超过合理范围的情况", fix="请填写", field="why")
    with changing(viewer, case, "edit", version=version):
        take_step(viewer, case, "reasons_asked", by="disclosure_office")
        letter = issue(viewer, case, "reasons_notice", {"why": why.strip(), "reply_by": spoken(reply_by)})
        notify(viewer, [case.owner], case, "reasons", f"申请{case.number}需要说明理由，请查看告知书")
        record(viewer, case, "ask_reasons", after={"letter": letter.ref, "reply_by": str(reply_by)})
    return letter


def record_reasons(viewer: Viewer, case: Case, *, text: str, version: int | None = None, code: str = "") -> None:
    """Record the reasons, or that none came: from the applicant by account or query code, or by the officer.

    Raises:
        Refused: the viewer is neither the applicant nor the officer of the case.
        ProcedureError: no reasons were asked for.
    """
    with changing(viewer, case, "edit" if viewer.is_staff else "correct", version=version, code=code):
        by = "disclosure_office" if viewer.is_staff else "applicant"
        fields = {"text": text.strip()} if text.strip() else {}
        take_step(viewer, case, "reasons_given", by=by, fields=fields)
        notify(viewer, [case.handler], case, "reasons", f"案件{case.number}的申请人已说明理由")
        record(viewer, case, "record_reasons", after={"given": bool(text.strip())})
