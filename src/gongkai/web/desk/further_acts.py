"""Steps that only some cases need: correction, opinions of others, more time, reasons, fees."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from gongkai.web.cases.actions import charge, consult, correction, extend, reasons
from gongkai.web.cases.models import Case, ExtensionRequest
from gongkai.web.cases.queries import Clock, untold
from gongkai.web.desk.forms import steps
from gongkai.web.desk.forms.cases import StepForm
from gongkai.web.desk.step import Act, plain
from gongkai.web.organs.access import Refused, Viewer


def _of_consultation(action: Callable[..., object]) -> Callable[[Viewer, Case, Mapping[str, Any]], object]:
    def perform(viewer: Viewer, case: Case, said: Mapping[str, Any]) -> object:
        rest = {name: value for name, value in said.items() if name not in ("version", "consultation")}
        return action(viewer, said["consultation"], **rest)

    return perform


def _asked(case: Case) -> ExtensionRequest | None:
    return case.extension_requests.filter(state="asked").first()


def _may_extend(case: Case, clock: Clock) -> bool:
    """Whether there is a period left to extend that was not extended, and nobody asked yet (Article 33)."""
    is_running = clock.working_days_left is not None and clock.working_days_left >= 0
    return is_running and clock.state.extension is None and _asked(case) is None


def _decide_extension(viewer: Viewer, case: Case, said: Mapping[str, Any]) -> None:
    request = _asked(case)
    if request is None:
        raise Refused("extend", "request_case", case.ref)
    decide = extend.approve_extension if said["granted"] == "yes" else extend.refuse_extension
    decide(viewer, request, version=said["version"], remark=said["remark"])


def _waiting(case: Case, clock: Clock) -> bool:
    return bool(clock.state.open_consultations())


def _undelivered(case: Case, clock: Clock) -> bool:
    return any(one.delivered_on is None for one in clock.state.open_consultations().values())


FURTHER: Final = (
    Act(
        "consult",
        _("征求意见"),
        "edit",
        steps.ConsultForm,
        plain(consult.send_consultation),
        _("发出征求意见书，并告知申请人。"),
        event="consultation_sent",
    ),
    Act(
        "delivered",
        _("登记征求意见书送达"),
        "edit",
        steps.DeliveredForm,
        _of_consultation(consult.deliver_consultation),
        _("对方的期限自送达之日起算，当天不计入。"),
        event="consultation_delivered",
        when=_undelivered,
    ),
    Act(
        "opinion",
        _("登记收到的意见"),
        "edit",
        steps.OpinionForm,
        _of_consultation(consult.receive_opinion),
        event="opinion_received",
        when=_waiting,
    ),
    Act(
        "lapse-opinion",
        _("逾期未提出意见"),
        "edit",
        steps.ConsultationForm,
        _of_consultation(consult.lapse_consultation),
        _("第三方逾期没有意见的，由本机关依法决定；共同制作机关逾期没有意见的，视为同意公开。"),
        event="consultation_lapsed",
        when=_waiting,
    ),
    Act(
        "tell-third-party",
        _("告知第三方"),
        "edit",
        steps.TellThirdPartyForm,
        _of_consultation(consult.tell_third_party),
        _("第三方不同意公开，本机关决定公开的，须书面告知决定公开的内容和理由（《条例》第三十二条）。"),
        when=lambda case, clock: untold(case).exists(),
    ),
    Act(
        "ask-extension",
        _("申请延期"),
        "edit",
        steps.AskExtensionForm,
        plain(extend.ask_extension),
        _("须经政府信息公开工作机构负责人同意，并在原期限内告知申请人。"),
        event="extended",
        when=_may_extend,
    ),
    Act(
        "extension",
        _("审批延期"),
        "extend",
        steps.DecideExtensionForm,
        _decide_extension,
        when=lambda case, clock: _asked(case) is not None,
    ),
    Act(
        "ask-correction",
        _("告知补正"),
        "edit",
        steps.AskCorrectionForm,
        plain(correction.ask_correction),
        _("只能告知一次。补正以后答复期限重新起算。"),
        event="correction_asked",
        when=lambda case, clock: clock.may_ask_correction,
    ),
    Act(
        "corrected",
        _("登记收到的补正"),
        "edit",
        steps.CorrectionForm,
        plain(correction.receive_correction),
        event="corrected",
    ),
    Act(
        "lapse-correction",
        _("逾期不补正，不再处理"),
        "edit",
        StepForm,
        plain(correction.lapse_correction),
        event="correction_lapsed",
    ),
    Act(
        "ask-reasons",
        _("要求说明理由"),
        "edit",
        steps.AskReasonsForm,
        plain(reasons.ask_reasons),
        event="reasons_asked",
    ),
    Act(
        "reasons",
        _("登记说明的理由"),
        "edit",
        steps.GivenReasonsForm,
        plain(reasons.record_reasons),
        event="reasons_given",
    ),
    Act("delay", _("确定延迟答复的期限"), "extend", steps.DelayForm, plain(extend.delay_case), event="delayed"),
    Act("fee", _("发出收费通知"), "edit", steps.FeeForm, plain(charge.notify_fee), event="fee_notified"),
    Act("paid", _("登记缴费"), "edit", steps.PaymentForm, plain(charge.record_payment), event="fee_paid"),
    Act("lapse-fee", _("逾期未缴费，不再处理"), "edit", StepForm, plain(charge.lapse_fee), event="fee_lapsed"),
)
