"""Charge the information-processing fee (Article 42): notice, payment, or lapse."""

from __future__ import annotations

from datetime import date

from gongkai import fees
from gongkai.clocks import deadline
from gongkai.errors import InputError
from gongkai.web.cases.letters.compose import spoken
from gongkai.web.cases.letters.issue import issue
from gongkai.web.cases.models import Case, Fee, Letter, Office
from gongkai.web.cases.notices import notify
from gongkai.web.cases.transitions import calendar_of, changing, record, state_of, take_step, today_of
from gongkai.web.organs.access import Viewer


def notify_fee(viewer: Viewer, case: Case, *, version: int, scale: str, count: int, before: int = 0) -> Letter:
    """Tell the applicant the fee, with its basis and how it was worked out.

    Args:
        viewer: the officer of the case.
        case: the case.
        version: of the case as it was shown.
        scale: `items` or `pages`, never both.
        count: how many items or pages.
        before: by items, how many of the applicant's this month came before.

    Raises:
        Refused: the case is not the viewer's.
        InputError: the scale is unknown, or nothing is owed.
        ProcedureError: the time for handling is over, or a fee was told before.
    """
    with changing(viewer, case, "edit", version=version):
        fee = _fee(case, scale, count, before)
        today = today_of(viewer)
        take_step(viewer, case, "fee_notified", by="disclosure_office", fields={"amount_yuan": fee.amount_yuan})
        Fee.objects.create(
            case=case,
            scale=scale,
            count=count,
            before=before,
            amount_yuan=fee.amount_yuan,
            notified_on=today,
            due_on=deadline("fee_payment", today, calendar=calendar_of(case)).due_on,
        )
        office = Office.objects.filter(organ=case.organ).first()
        unit = "件" if scale == "items" else "页"
        bands = "；".join(f"第{s.first}至{s.last}{unit}，每{unit}{s.each}元，计{s.sum}元" for s in fee.steps)
        payment = office.payment if office and office.payment else "请与本机关政府信息公开工作机构联系"
        words = {"calculation": bands, "amount_yuan": str(fee.amount_yuan), "payment": payment}
        letter = issue(viewer, case, "fee_notice", words)
        notify(viewer, [case.owner], case, "fee", f"申请{case.number}有收费通知书，请查看")
        record(viewer, case, "notify_fee", after={"amount_yuan": fee.amount_yuan, "scale": scale, "count": count})
    return letter


def record_payment(viewer: Viewer, case: Case, *, version: int, voucher: str, on: date | None = None) -> None:
    """Record full payment.

    Raises:
        Refused: the case is not the viewer's.
        InputError: the number of the voucher is missing.
        ProcedureError: no fee was told, or it is paid too late.
    """
    if not voucher.strip():
        raise InputError("没有填写财政票据号", fix="请填写", field="voucher")
    with changing(viewer, case, "edit", version=version):
        take_step(viewer, case, "fee_paid", by="disclosure_office", on=on)
        paid_on = on or today_of(viewer)
        Fee.objects.filter(case=case).update(paid_on=paid_on, voucher=voucher.strip())
        record(viewer, case, "record_payment", after={"paid_on": str(paid_on), "due_on": str(case.due_on)})


def lapse_fee(viewer: Viewer, case: Case, *, version: int) -> Letter:
    """Close an application whose fee was not paid in time.

    Raises:
        Refused: the case is not the viewer's.
        ProcedureError: the time to pay is not over.
    """
    with changing(viewer, case, "edit", version=version):
        asked_on = state_of(case).last("fee_notified").on
        take_step(viewer, case, "fee_lapsed", by="disclosure_office")
        letter = issue(viewer, case, "fee_lapsed", {"asked_on": spoken(asked_on)})
        record(viewer, case, "lapse_fee", after={"outcome": case.outcome, "letter": letter.ref})
    return letter


def _fee(case: Case, scale: str, count: int, before: int) -> fees.Fee:
    on = case.received_on or case.arrived_on
    if scale == "items":
        fee = fees.fee_by_items(count, on=on, before=before)
    elif scale == "pages":
        fee = fees.fee_by_pages(count, on=on)
    else:
        raise InputError("没有选择收费标准", why="按件、按量只能选一种", fix="请选择按件或者按量", field="scale")
    if not fee.amount_yuan:
        raise InputError("按标准不需要收费", why="没有超过免费的件数或者页数", fix="请核对数量", field="count")
    return fee
