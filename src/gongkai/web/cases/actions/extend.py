"""Ask for more time; the head of the disclosure office alone grants it (Article 33). Reasonable delay (Article 35)."""

from __future__ import annotations

from datetime import date

from gongkai.errors import InputError
from gongkai.web.cases.choices import ExtensionState
from gongkai.web.cases.letters.compose import spoken
from gongkai.web.cases.letters.issue import issue
from gongkai.web.cases.models import Case, ExtensionRequest, Letter
from gongkai.web.cases.notices import notify, notify_role
from gongkai.web.cases.transitions import add_author, changing, foresee_step, record, take_step
from gongkai.web.organs.access import Viewer

HEAD = "disclosure_office_head"


def ask_extension(viewer: Viewer, case: Case, *, version: int, days: int, reason: str) -> ExtensionRequest:
    """Ask the head of the disclosure office for more working days.

    Raises:
        Refused: the case is not the viewer's.
        InputError: no reason is given, or a request is open.
        ProcedureError: it could not be granted: too many days, the period is over, or it was extended before.
    """
    if not reason.strip():
        raise InputError("没有填写延期理由", fix="请填写", field="reason")
    with changing(viewer, case, "edit", version=version):
        if case.extension_requests.filter(state=ExtensionState.ASKED).exists():
            raise InputError(f"案件{case.number}的延期申请正在等待批准")
        foresee_step(viewer, case, "extended", by=HEAD, fields={"days": days})
        request = ExtensionRequest.objects.create(
            case=case, days=days, reason=reason.strip(), asked_by_id=viewer.person_id, asked_at=viewer.now
        )
        add_author(viewer, case)
        notify_role(viewer, case, ("disclosure_head",), "extension", f"案件{case.number}申请延期{days}个工作日，请审批")
        record(viewer, case, "ask_extension", reason=reason, after={"days": days})
    return request


def approve_extension(viewer: Viewer, request: ExtensionRequest, *, version: int, remark: str = "") -> Letter:
    """Grant the extension and tell the applicant.

    Raises:
        Refused: the viewer is not the head of the disclosure office, or wrote the request or the draft.
        ProcedureError: the period is over, or too many days were asked for.
    """
    case = request.case
    with changing(viewer, case, "extend", version=version):
        _decide(viewer, request, ExtensionState.APPROVED, remark)
        take_step(viewer, case, "extended", by=HEAD, fields={"days": request.days})
        words = {"why": request.reason, "days": str(request.days), "due_on": spoken(case.due_on)}
        letter = issue(viewer, case, "extension_notice", words)
        people = [case.handler, case.owner]
        notify(viewer, people, case, "extended", f"案件{case.number}的答复期限延长至{spoken(case.due_on)}")
        record(viewer, case, "approve_extension", reason=remark, after={"due_on": str(case.due_on)})
    return letter


def refuse_extension(viewer: Viewer, request: ExtensionRequest, *, version: int, remark: str) -> None:
    """Refuse the extension.

    Raises:
        Refused: the viewer is not the head of the disclosure office, or wrote the request or the draft.
        InputError: no reason is given.
    """
    if not remark.strip():
        raise InputError("没有填写不批准的理由", fix="请填写", field="remark")
    case = request.case
    with changing(viewer, case, "extend", version=version):
        _decide(viewer, request, ExtensionState.REFUSED, remark)
        notify(viewer, [case.handler], case, "extension", f"案件{case.number}的延期申请未获批准")
        record(viewer, case, "refuse_extension", reason=remark)


def delay_case(viewer: Viewer, case: Case, *, version: int, until: date) -> Letter:
    """Set a reasonable later day where the reasons for many applications are good (Article 35), and tell it.

    Raises:
        Refused: the viewer is not the head of the disclosure office.
        ProcedureError: no reasons were asked for and given, or the day is not later than the ordinary one.
    """
    with changing(viewer, case, "extend", version=version):
        take_step(viewer, case, "delayed", by=HEAD, fields={"until": until})
        letter = issue(viewer, case, "delay_notice", {"until": spoken(until)})
        record(viewer, case, "delay_case", after={"due_on": str(case.due_on)})
    return letter


def _decide(viewer: Viewer, request: ExtensionRequest, state: ExtensionState, remark: str) -> None:
    rows = ExtensionRequest.objects.filter(pk=request.pk, state=ExtensionState.ASKED)
    decided = {"state": state, "decided_by_id": viewer.person_id, "decided_at": viewer.now, "remark": remark.strip()}
    if not rows.update(**decided):
        raise InputError("这项延期申请已经处理过")
    request.refresh_from_db(fields=list(decided))
