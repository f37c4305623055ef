"""Give a case to an officer, hand it over, give it back."""

from __future__ import annotations

from gongkai.errors import InputError
from gongkai.web.cases.models import Case
from gongkai.web.cases.notices import notify, notify_role
from gongkai.web.cases.transitions import changing, record
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Account
from gongkai.web.organs.queries import people_with


def assign_case(viewer: Viewer, case: Case, officer: Account, *, version: int, reason: str = "") -> None:
    """A leader gives a case to an officer of the organ, or takes it from one and gives it to another.

    Raises:
        Refused: the viewer may not assign in that organ.
        InputError: the person is no officer there, or has the case already.
    """
    with changing(viewer, case, "edit", version=version, extra="assigning"):
        _move(viewer, case, officer, "assign_case", reason)


def hand_over(viewer: Viewer, case: Case, officer: Account, *, version: int, reason: str) -> None:
    """The officer who has a case hands it to a colleague.

    Raises:
        Refused: the case is not the viewer's.
        InputError: the person is no officer there or has the case already, or no reason is given.
    """
    if not reason.strip():
        raise InputError("没有填写移交理由", fix="请填写后再移交", field="reason")
    with changing(viewer, case, "edit", version=version):
        _move(viewer, case, officer, "hand_over", reason)


def give_back(viewer: Viewer, case: Case, *, version: int, reason: str) -> None:
    """The officer who has a case gives it back to be assigned anew.

    Raises:
        Refused: the case is not the viewer's.
        InputError: no reason is given.
    """
    if not reason.strip():
        raise InputError("没有填写退回理由", fix="请填写后再退回", field="reason")
    with changing(viewer, case, "edit", version=version):
        case.handler = None
        case.save(update_fields=["handler"])
        text = f"案件{case.number}被退回，请重新分办"
        notify_role(viewer, case, ("disclosure_head", "deputy_leader"), "returned", text)
        record(viewer, case, "give_back", reason=reason, before={"handler": viewer.ref}, after={"handler": ""})


def _move(viewer: Viewer, case: Case, officer: Account, action: str, reason: str) -> None:
    if not people_with(case.organ, ("officer",)).filter(pk=officer.pk).exists():
        raise InputError(f"“{officer.name}”不是“{case.organ.name}”的经办人", fix="请从列表中选择", field="officer")
    if officer.pk == case.handler_id:
        raise InputError(f"案件{case.number}已经由“{officer.name}”经办", fix="请选择另一名经办人", field="officer")
    before = case.handler.ref if case.handler else ""
    case.handler = officer
    case.save(update_fields=["handler"])
    notify(viewer, [officer], case, "assigned", f"案件{case.number}已交给您办理")
    record(viewer, case, action, reason=reason, before={"handler": before}, after={"handler": officer.ref})
