"""The steps that a person can take on a case, and which of them a case page offers now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.web.cases.access import case_target
from gongkai.web.cases.actions import assign, draft_reply, keep_record, part_ways, register, serve
from gongkai.web.cases.choices import ReplyKind
from gongkai.web.cases.models import Case
from gongkai.web.cases.queries import Clock, may_assign
from gongkai.web.desk.forms.cases import DayForm, OfficerForm, ReasonForm, StepForm
from gongkai.web.desk.forms.steps import CorrectDateForm, SearchForm, SplitForm, TransferForm
from gongkai.web.desk.further_acts import FURTHER
from gongkai.web.desk.step import Act, plain
from gongkai.web.organs.access import Viewer, may

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Offered:
    """A step as the case page offers it."""

    title: StrOrPromise
    address: str
    is_first: bool


def _running(case: Case, clock: Clock) -> bool:
    return case.phase not in ("new", "served", "closed")


def _correct_date(viewer: Viewer, case: Case, said: Mapping[str, Any]) -> None:
    keep_record.correct_date(
        viewer,
        said["event"],
        version=said["version"],
        new_on=said["new_on"],
        reason=said["reason"],
        sure_new_on=said["sure_new_on"],
    )


ACTS: Final = (
    Act(
        "confirm",
        _("确认收到"),
        "create",
        DayForm,
        plain(register.confirm_receipt),
        _("填与申请人确认之日。答复期限自这一天起算，当天不计入。"),
        when=lambda case, clock: case.phase == "new",
    ),
    Act(
        "register",
        _("登记"),
        "create",
        DayForm,
        plain(register.register_case),
        _("登记后由您经办。补录以前收到的申请，填实际登记的日期。"),
        event="registered",
    ),
    Act(
        "assign",
        _("分办"),
        "edit",
        OfficerForm,
        plain(assign.assign_case),
        _("交给一名经办人办理；已有经办人的，改由新的人办理。"),
        when=_running,
        state="assigning",
    ),
    *FURTHER,
    Act(
        "search",
        _("登记检索"),
        "edit",
        SearchForm,
        plain(keep_record.record_search),
        _("答复“没有”以前，须有合理检索的记录。"),
        when=_running,
    ),
    Act("split", _("拆分"), "edit", SplitForm, plain(part_ways.split_case), event="split"),
    Act("transfer", _("移送其他机关"), "edit", TransferForm, plain(part_ways.transfer_case), event="transferred"),
    Act(
        "withdraw",
        _("申请人撤回"),
        "edit",
        ReasonForm,
        plain(part_ways.withdraw_case),
        _("只能依申请人的书面意思登记。"),
        event="withdrawn",
    ),
    Act(
        "correct-date",
        _("更正日期"),
        "edit",
        CorrectDateForm,
        _correct_date,
        _("原来的日期保留在经过和日志里，期限随之重算。"),
        when=lambda case, clock: bool(clock.state.history),
    ),
    Act("hand-over", _("移交他人"), "edit", OfficerForm, plain(assign.hand_over), when=_running),
    Act("give-back", _("退回分办"), "edit", ReasonForm, plain(assign.give_back), when=_running),
    Act(
        "archive",
        _("归档办结"),
        "edit",
        StepForm,
        plain(serve.archive_case),
        _("归档后不能再改动，只能补充或者更正答复。"),
        event="closed",
        when=lambda case, clock: not serve.unserved_answers(case).exists(),
    ),
)


def may_take(viewer: Viewer, act: Act, case: Case) -> bool:
    """Whether the viewer may take a step on a case, whatever its state."""
    if act.state and not may_assign(viewer):
        return False
    return may(viewer, act.verb, case_target(case, "request_case", *filter(None, [act.state])))


def acts_for(viewer: Viewer, case: Case, clock: Clock) -> list[Offered]:
    """Return the steps that can be taken now, by this viewer; writing the answer first."""
    following = {kind.id for kind in clock.may_follow}
    offered = _answering(viewer, case, following)
    for act in ACTS:
        if (not act.event or act.event in following) and act.when(case, clock) and may_take(viewer, act, case):
            offered.append(Offered(act.title, reverse(f"desk:case_{act.id}", args=[case.ref]), not offered))
    return offered


def _answering(viewer: Viewer, case: Case, following: set[str]) -> list[Offered]:
    open_reply = case.replies.filter(state__in=["draft", "in_review"]).exists()
    may_answer = "decided" in following or draft_reply.may_supplement(case)
    if open_reply or not may_answer or not may(viewer, "edit", case_target(case)):
        return []
    address = reverse("desk:draft_reply", args=[case.ref])
    if "decided" in following:
        return [Offered(_("起草答复"), address, is_first=True)]
    further = (ReplyKind.SUPPLEMENT, ReplyKind.CORRECTION)
    return [Offered(_("起草%(kind)s") % {"kind": kind.label}, f"{address}?kind={kind}", False) for kind in further]
