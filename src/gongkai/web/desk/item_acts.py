"""The steps that a person can take on an item, and which of them its page offers now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from gongkai.errors import InputError
from gongkai.web.desk.forms import items as asked
from gongkai.web.desk.forms.cases import StepForm
from gongkai.web.desk.item_act import ItemAct, Offered, said
from gongkai.web.desk.special_item_acts import ACTS as SPECIAL_ACTS
from gongkai.web.disclosure.access import DRAFT, KIND, item_target, new_target
from gongkai.web.disclosure.actions import correct_item as correcting
from gongkai.web.disclosure.actions import publish_item as publishing
from gongkai.web.disclosure.actions.change_validity import change_validity
from gongkai.web.disclosure.actions.draft_item import share_item
from gongkai.web.disclosure.actions.relate_items import relate_items
from gongkai.web.disclosure.actions.submit_item import submit_item, take_back
from gongkai.web.disclosure.actions.withdraw_item import withdraw_item
from gongkai.web.disclosure.choices import Attribute, ItemState
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries import item_by_index
from gongkai.web.organs.access import Viewer, declare, may

_DOWN: Final = (ItemState.WITHDRAWN, ItemState.EXPIRED)


def _other(viewer: Viewer, number: str, field: str) -> Item | None:
    if not number.strip():
        return None
    other = item_by_index(viewer, number)
    if other is None:
        raise InputError(f"没有索引号为“{number}”的信息", fix="请核对索引号", field=field)
    return other


def _validity(viewer: Viewer, item: Item, said: Mapping[str, Any]) -> None:
    successor = _other(viewer, said["successor"], "successor")
    change_validity(
        viewer, item, version=said["version"], validity=said["validity"], successor=successor, reason=said["reason"]
    )


def _relate(viewer: Viewer, item: Item, said: Mapping[str, Any]) -> None:
    other = _other(viewer, said["other"], "other")
    if other is None:
        raise InputError("没有填写索引号", fix="请填写", field="other")
    relate_items(viewer, item, other, said["kind"], version=said["version"])


def _draft(item: Item) -> bool:
    return item.state == ItemState.DRAFT


def _to_publish(item: Item) -> bool:
    return item.state == ItemState.PASSED and item.attribute == Attribute.PUBLIC


ACTS: Final = (
    ItemAct(
        "submit",
        _("送审"),
        "submit",
        DRAFT,
        StepForm,
        said(submit_item),
        _draft,
        _("先做发布前检查，通过以后进入三审三校和保密审查。"),
        is_main=True,
    ),
    ItemAct(
        "publish",
        _("发布"),
        "publish",
        KIND,
        asked.PublishForm,
        said(publishing.publish_item),
        _to_publish,
        _("发布前再做一次检查。更正稿发布后并入原件。"),
        is_main=True,
    ),
    ItemAct(
        "take-back",
        _("退回修改"),
        "publish",
        KIND,
        asked.ReasonForm,
        said(take_back),
        lambda item: item.state == ItemState.PASSED,
    ),
    ItemAct(
        "schedule",
        _("改发布和到期时间"),
        "publish",
        KIND,
        asked.PublishForm,
        said(publishing.schedule),
        lambda item: item.state == ItemState.PUBLISHED,
        _("已经公开的不能改发布时间，只能改到期时间。"),
    ),
    ItemAct(
        "correct",
        _("更正"),
        "correct",
        KIND,
        asked.CorrectForm,
        said(correcting.correct_item),
        lambda item: item.state in (ItemState.PUBLISHED, *_DOWN),
        _("另起一份更正稿，走同样的审核；原件在更正稿发布以前照常公开。"),
        is_main=True,
    ),
    ItemAct(
        "order",
        _("要求下级更正"),
        "correct",
        KIND,
        asked.OrderForm,
        said(correcting.order_correction),
        lambda item: item.state == ItemState.PUBLISHED,
    ),
    ItemAct(
        "validity",
        _("修改有效性"),
        "publish",
        KIND,
        asked.ValidityForm,
        _validity,
        lambda item: item.state == ItemState.PUBLISHED,
        _("废止、失效、修改的，在原件上标明，并与代替它的文件互相链接。"),
    ),
    ItemAct(
        "withdraw",
        _("撤下"),
        "publish",
        KIND,
        asked.WithdrawForm,
        said(withdraw_item),
        lambda item: item.state in (ItemState.PUBLISHED, ItemState.EXPIRED),
        _("公众看到的是您写的说明，不再看到原文。原文和全部版本仍然保存。"),
    ),
    ItemAct("relate", _("关联其他信息"), "edit", DRAFT, asked.RelateForm, _relate, _draft),
    ItemAct(
        "share",
        _("请同事一起写"),
        "edit",
        DRAFT,
        asked.ShareForm,
        said(share_item),
        _draft,
        _("一起写的人不能审核这件信息。"),
    ),
    ItemAct("drop", _("作废"), "edit", DRAFT, asked.ReasonForm, said(correcting.drop_draft), _draft),
    *SPECIAL_ACTS,
)


def acts_for_item(viewer: Viewer, item: Item) -> list[Offered]:
    """Return the steps that this viewer can take now."""
    offered = []
    if may(viewer, "edit", item_target(item, DRAFT)):
        offered.append(Offered(_("修改"), reverse("desk:edit_item", args=[item.ref]), is_main=True))
    offered += [
        Offered(act.title, reverse(f"desk:item_{act.id}", args=[item.ref]), act.is_main)
        for act in ACTS
        if act.when(item) and may(viewer, act.verb, item_target(item, act.kind)) and _is_theirs(viewer, act, item)
    ]
    if item.state == ItemState.PUBLISHED and may(declare(viewer), "withdraw", item_target(item)):
        offered.append(Offered(_("紧急撤下"), reverse("desk:urgent_withdrawal", args=[item.ref]), is_main=False))
    return offered


def _is_theirs(viewer: Viewer, act: ItemAct, item: Item) -> bool:
    """Of the two that may ask for a correction, an officer makes it and a superior office orders it."""
    makes = may(viewer, "create", new_target(item.organ_id))
    return {"correct": makes, "order": not makes}.get(act.id, True)
