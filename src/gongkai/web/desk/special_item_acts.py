"""The further steps on an item that is a policy, an interpretation, a draft for comment or an institution."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from gongkai.web.desk.forms import special as asked
from gongkai.web.desk.item_act import ItemAct, said
from gongkai.web.disclosure.access import DRAFT, KIND
from gongkai.web.disclosure.actions import release_together as together
from gongkai.web.disclosure.actions.ask_comments import Period, set_period
from gongkai.web.disclosure.choices import Attribute, ItemKind, ItemState
from gongkai.web.disclosure.company import interpretations_of
from gongkai.web.disclosure.models import Item
from gongkai.web.organs.access import Viewer

Said = Mapping[str, Any]


def _interpret(viewer: Viewer, item: Item, words: Said) -> Item:
    return together.draft_interpretation(viewer, item, _form(words), version=words["version"])


def _state_form(viewer: Viewer, item: Item, words: Said) -> None:
    together.state_form(viewer, item, _form(words), version=words["version"])


def _form(words: Said) -> together.Form:
    return together.Form(words["form"], words["address"], words["transcript"])


def _period(viewer: Viewer, item: Item, words: Said) -> None:
    period = Period(*(words[name] for name in ("opens_on", "closes_on", "shorter_because", "ways")))
    set_period(viewer, item, period, version=words["version"])


def _publish(viewer: Viewer, item: Item, words: Said) -> None:
    together.publish_together(viewer, item, version=words["version"], at=words["at"])


def _reschedule(viewer: Viewer, item: Item, words: Said) -> None:
    together.schedule_together(viewer, item, version=words["version"], at=words["at"] or viewer.now)


def initial_of(item: Item) -> dict[str, Any]:
    """Return what was said before of an item, for the forms of these steps."""
    found: dict[str, Any] = {}
    for name in ("release", "interpretation", "comment_period", "institution"):
        row = getattr(item, name, None)
        for form in (asked.ReleaseForm, asked.InterpretForm, asked.PeriodForm, asked.InstitutionForm):
            found |= {field: getattr(row, field) for field in form.base_fields if row and hasattr(row, field)}
    found.pop("version", None)
    return found


def _is_policy(item: Item) -> bool:
    return item.kind == ItemKind.DOCUMENT and item.attribute == Attribute.PUBLIC and item.corrects_id is None


def _in_draft(kind: str) -> Any:  # noqa: ANN401 - a condition on items
    return lambda item: item.state == ItemState.DRAFT and item.kind == kind


def _has_interpretation(item: Item, state: str) -> bool:
    return _is_policy(item) and interpretations_of(item).filter(state=state).exists()


ACTS: Final = (
    ItemAct(
        "together",
        _("与解读一并发布"),
        "publish",
        KIND,
        asked.TogetherForm,
        _publish,
        lambda item: item.state == ItemState.PASSED and _has_interpretation(item, ItemState.PASSED),
        _("文件和通过审核的解读在同一时刻公开；有一件不能发布，就都不发布。"),
        is_main=True,
    ),
    ItemAct(
        "reschedule",
        _("与解读一并改期"),
        "publish",
        KIND,
        asked.TogetherForm,
        _reschedule,
        lambda item: item.state == ItemState.PUBLISHED and _has_interpretation(item, ItemState.PUBLISHED),
        _("还没有公开的，文件和解读一起改到同一时刻。"),
    ),
    ItemAct(
        "interpret",
        _("起草解读"),
        "create",
        DRAFT,
        asked.InterpretForm,
        _interpret,
        lambda item: _is_policy(item) and item.state in (ItemState.DRAFT, ItemState.PASSED, ItemState.PUBLISHED),
        _("解读与文件同步起草、同步审批、同步发布，互相链接。"),
        is_main=True,
    ),
    ItemAct(
        "release",
        _("确定是否同步解读"),
        "edit",
        DRAFT,
        asked.ReleaseForm,
        said(together.decide_release),
        _in_draft(ItemKind.DOCUMENT),
        _("须同步解读的文件，不与解读一起就不能发布，除非写明单独发布的理由。"),
    ),
    ItemAct(
        "form", _("修改解读形式"), "edit", DRAFT, asked.InterpretForm, _state_form, _in_draft(ItemKind.INTERPRETATION)
    ),
    ItemAct(
        "period",
        _("设置征求意见期限"),
        "edit",
        DRAFT,
        asked.PeriodForm,
        _period,
        _in_draft(ItemKind.COMMENT_DRAFT),
        _("没有设置期限的草案不能发布。"),
        is_main=True,
    ),
    ItemAct(
        "institution",
        _("标明是哪项制度"),
        "edit",
        DRAFT,
        asked.InstitutionForm,
        said(together.mark_institution),
        _in_draft(ItemKind.INSTITUTION),
        _("用来核对本机关应当建立的制度是否齐全。"),
    ),
)
