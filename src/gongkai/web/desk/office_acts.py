"""The steps on accounts, concerns, posts, opinions and imports, and which of them a page offers now."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.web.desk.forms import special as asked
from gongkai.web.desk.forms.cases import StepForm
from gongkai.web.disclosure.access import DRAFT, KIND, new_target
from gongkai.web.disclosure.actions import keep_media
from gongkai.web.disclosure.actions.answer_concerns import answer_concern
from gongkai.web.disclosure.actions.ask_comments import judge_opinion
from gongkai.web.disclosure.actions.enter_posts import strike_post
from gongkai.web.disclosure.actions.release_import import release_import
from gongkai.web.disclosure.models import Item, ItemImport, MediaAccount
from gongkai.web.disclosure.queries.channels import concern_of, media_of, post_of
from gongkai.web.disclosure.queries.special import import_of, opinion_of
from gongkai.web.disclosure.special_access import OPINION, account_target
from gongkai.web.disclosure.special_choices import ImportState, MediaState
from gongkai.web.organs.access import Viewer, may

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class OfficeAct:
    """One step.

    Attributes:
        id: the end of its address, below `where`.
        where: what it is a step on; also the name of the reference in the address.
        find: obtains the row, or refuses.
        perform: calls the action; an address or an item that it returns is shown next.
        back: the page from which the step is taken, and whether that page is of the row itself.
        states: in which states it is offered; empty for always.
    """

    id: str
    where: str
    title: StrOrPromise
    verb: str
    kind: str
    find: Callable[[Viewer, str], Any]
    form: type[forms.Form]
    perform: Callable[[Viewer, Any, Mapping[str, Any]], object]
    back: str
    is_own_page: bool = False
    meaning: StrOrPromise = ""
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """A step as a page offers it."""

    title: StrOrPromise
    address: str


def _said(action: Callable[..., object]) -> Callable[[Viewer, Any, Mapping[str, Any]], object]:
    return lambda viewer, row, said: action(viewer, row, **said)


def _answer(viewer: Viewer, row: Any, said: Mapping[str, Any]) -> Item:  # noqa: ANN401 - one of the rooms' rows
    return answer_concern(viewer, row, version=said["version"])


def _media(
    ident: str,
    title: StrOrPromise,
    action: Callable[..., object],
    form: type[forms.Form],
    states: tuple[str, ...],
    *,
    leads: bool = True,
    meaning: StrOrPromise = "",
) -> OfficeAct:
    verb, kind = ("publish", KIND) if leads else ("create", DRAFT)
    return OfficeAct(
        ident, "media", title, verb, kind, media_of, form, _said(action), "desk:media_account", True, meaning, states
    )


_ASKED, _OPEN, _CLOSING = (MediaState.ASKED,), (MediaState.OPEN,), (MediaState.CLOSING,)
ACTS: Final = (
    _media("open", _("同意开设"), keep_media.open_account, asked.OpenForm, _ASKED),
    _media("refuse", _("不同意开设"), keep_media.refuse_account, asked.ReasonForm, _ASKED),
    _media(
        "ask-closing",
        _("申请注销"),
        keep_media.ask_closing,
        asked.ReasonForm,
        _OPEN,
        leads=False,
        meaning=_("由负责人同意后注销；注销后仍留在登记簿里。"),
    ),
    _media("close", _("同意注销"), keep_media.close_account, StepForm, _CLOSING),
    _media("keep", _("不同意注销"), keep_media.keep_open, asked.ReasonForm, _CLOSING),
    _media(
        "review",
        _("登记检查"),
        keep_media.review_account,
        asked.ReviewForm,
        (*_OPEN, *_CLOSING),
        leads=False,
        meaning=_("看更新、互动、内容安全，记下结论。"),
    ),
    OfficeAct(
        "answer",
        "concerns",
        _("起草回应"),
        "create",
        DRAFT,
        concern_of,
        StepForm,
        _answer,
        "desk:concerns",
        meaning=_("起草一篇“回应关切”，审核发布后，这件关切就算回应。"),
    ),
    OfficeAct(
        "strike",
        "channels",
        _("删去记录"),
        "create",
        DRAFT,
        post_of,
        asked.ReasonForm,
        _said(strike_post),
        "desk:channels",
        meaning=_("记录不再计数，但仍然保存，可以在日志里查到。"),
    ),
    OfficeAct(
        "judge",
        "opinions",
        _("处理意见"),
        "edit",
        OPINION,
        lambda viewer, ref: opinion_of(viewer, ref, "edit"),
        asked.VerdictForm,
        _said(judge_opinion),
        "desk:opinions",
        meaning=_("摘要和理由会公开，原文和提出人不公开。"),
    ),
    OfficeAct(
        "release",
        "past",
        _("发布导入的信息"),
        "publish",
        KIND,
        import_of,
        StepForm,
        _said(release_import),
        "desk:past",
        meaning=_("通过检查的信息按原发布日期公开；检查发现问题的留作草稿，逐件处理。"),
    ),
)


def acts_for_account(viewer: Viewer, account: MediaAccount) -> list[Offered]:
    """Return the steps on an account that this viewer can take now; who asked does not consent."""
    is_other = viewer.account_id != account.asked_by_id
    open_to = {
        "publish": is_other and organ_publishes(viewer, account.organ_id),
        "create": may(viewer, "create", new_target(account.organ_id)),
    }
    return [
        Offered(act.title, reverse(f"desk:media_{act.id}", args=[account.ref]))
        for act in ACTS
        if act.where == "media" and account.state in act.states and open_to[act.verb]
    ]


def may_release(viewer: Viewer, book: ItemImport) -> bool:
    """Whether the viewer may let the items of a table out."""
    is_other = viewer.account_id != book.asked_by_id
    return book.state == ImportState.READY and is_other and organ_publishes(viewer, book.organ_id)


def organ_publishes(viewer: Viewer, organ_id: int) -> bool:
    """Whether the viewer may publish for an organ."""
    return may(viewer, "publish", account_target(MediaAccount(organ_id=organ_id)))
