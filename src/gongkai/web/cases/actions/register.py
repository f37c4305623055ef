"""Confirm receipt with the applicant (Article 31) and enter the case into the register (Article 45)."""

from __future__ import annotations

from datetime import date

from gongkai.errors import InputError
from gongkai.web.cases.actions.file_application import receive_case
from gongkai.web.cases.models import Case
from gongkai.web.cases.transitions import changing, record, take_step, today_of
from gongkai.web.organs.access import Viewer


def confirm_receipt(viewer: Viewer, case: Case, *, version: int, on: date | None = None) -> None:
    """Record the day on which receipt was confirmed with the applicant: day 0 of every clock.

    Raises:
        Refused: the viewer may not.
        InputError: receipt was confirmed before.
        ProcedureError: the day cannot be.
    """
    with changing(viewer, case, "create", version=version):
        if case.phase != "new":
            raise InputError(f"案件{case.number}已经确认收到", fix="日期有误的，请用“更正日期”")
        receive_case(viewer, case, on or today_of(viewer))
        record(
            viewer, case, "confirm_receipt", after={"received_on": str(case.received_on), "due_on": str(case.due_on)}
        )


def register_case(viewer: Viewer, case: Case, *, version: int, on: date | None = None) -> None:
    """Enter a received case into the register. Where nobody has it yet, the officer who registers takes it.

    Args:
        viewer: an officer.
        case: the case.
        version: of the case as it was shown.
        on: the day on which it was entered; an earlier one where the organ kept its register elsewhere until now.

    Raises:
        Refused: the viewer may not.
        InputError: the day is before the receipt.
        ProcedureError: the case cannot be registered now.
    """
    with changing(viewer, case, "create", version=version):
        if on is not None and case.received_on is not None and on < case.received_on:
            raise InputError(
                f"登记日期早于收到申请之日{case.received_on}", why="收到以后才能登记", fix="请核对登记日期", field="on"
            )
        take_step(viewer, case, "registered", by="disclosure_office", on=on)
        if case.handler_id is None:
            case.handler_id = viewer.account_id
            case.save(update_fields=["handler"])
        record(viewer, case, "register_case", after={"number": case.number, "handler": viewer.ref})
