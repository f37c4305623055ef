"""Where an application stands, in words for the applicant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from gongkai.procedure import Event

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STAGES: Final = (_("提交"), _("收到登记"), _("办理"), _("作出答复"), _("送达"))
_STAGE_OF: Final = {"new": 0, "received": 1, "decided": 4, "served": 5, "closed": 5}


@dataclass(frozen=True, slots=True)
class Words:
    """A headline and what it means."""

    headline: StrOrPromise
    meaning: StrOrPromise


PHASES: Final = {
    "new": Words(_("已经提交，等待确认收到"), _("机关会与您联系确认。自确认之日起计算答复期限。")),
    "received": Words(_("机关已经收到"), _("工作人员正在登记您的申请。")),
    "processing": Words(_("正在办理"), _("机关正在查找信息、依法审查能否公开。")),
    "awaiting_correction": Words(
        _("需要您补正"), _("申请的内容还不够明确，请按补正告知书补充。补正以后重新计算答复期限。")
    ),
    "awaiting_reasons": Words(_("需要您说明理由"), _("您申请的数量、频次较多，机关请您说明理由。")),
    "awaiting_payment": Words(_("等待缴费"), _("请按收费通知书缴纳信息处理费。")),
    "decided": Words(_("已经作出答复，正在送达"), _("答复书已经签发，将按您选择的方式送达。")),
    "served": Words(_("已经答复"), _("答复书已经送达，可以在下面下载。")),
    "closed": Words(_("已经办结"), _("这件申请已经办理完毕。")),
}

_EVENTS: Final = {
    "received": _("机关收到申请"),
    "registered": _("登记"),
    "correction_asked": _("机关请您补正"),
    "corrected": _("机关收到您的补正"),
    "correction_lapsed": _("逾期没有补正，不再处理"),
    "reasons_asked": _("机关请您说明理由"),
    "reasons_given": _("您说明了理由"),
    "consultation_sent": _("机关开始征求其他方面的意见，所需时间不计入答复期限"),
    "opinion_received": _("机关收到意见"),
    "extended": _("延长答复期限，见延期答复告知书"),
    "delayed": _("确定延迟答复的合理期限"),
    "fee_notified": _("发出收费通知"),
    "fee_paid": _("收到缴费"),
    "fee_lapsed": _("逾期没有缴费，不再处理"),
    "split": _("拆分为多件办理"),
    "transferred": _("转给负责公开这项信息的机关"),
    "withdrawn": _("您撤回了申请"),
    "decided": _("作出答复"),
    "served": _("答复书送达"),
    "supplemented": _("补充或者更正答复"),
    "closed": _("归档"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the way: done, now, or still to come ("")."""

    name: StrOrPromise
    standing: str


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happened."""

    on: date
    words: StrOrPromise


def stages(phase: str) -> list[Stage]:
    """Return the way of an application with where it stands."""
    at = _STAGE_OF.get(phase, 2)
    return [Stage(name, "done" if n < at else "now" if n == at else "") for n, name in enumerate(STAGES)]


def lines(events: Iterable[Event]) -> Iterator[Line]:
    """Return what the applicant may know of what happened: never who else was asked, or what they said."""
    for event in events:
        if event.kind in _EVENTS:
            yield Line(event.on, _EVENTS[event.kind])
