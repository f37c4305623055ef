"""Which items go out together: a policy that has to be explained does not go out without its interpretation."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from gongkai.errors import InputError
from gongkai.web.disclosure.choices import ItemKind, ItemState, RelationKind
from gongkai.web.disclosure.models import CommentPeriod, Item, Release

_GOES_OUT: Final = ItemState.PUBLISHED


def interpretations_of(policy: Item) -> QuerySet[Item]:
    """Return the items that explain a policy, whatever their state."""
    return Item.objects.filter(
        relations__other=policy, relations__kind=RelationKind.INTERPRETS, kind=ItemKind.INTERPRETATION
    ).distinct()


def policies_of(item: Item) -> QuerySet[Item]:
    """Return the policies that an interpretation explains, whatever their state."""
    return Item.objects.filter(relations_from__item=item, relations_from__kind=RelationKind.INTERPRETS).distinct()


def require_company(item: Item, at: datetime, *, with_policy: int | None = None) -> None:
    """Refuse to let an item out alone that has to go out with another, or before its time has been set.

    Args:
        item: is about to be published.
        at: when it becomes visible.
        with_policy: the policy that goes out in the same transaction, where an interpretation goes out with it.

    Raises:
        InputError: what is missing, and what to do.
    """
    if item.kind == ItemKind.INTERPRETATION:
        _require_policy(item, at, with_policy)
    elif item.kind == ItemKind.COMMENT_DRAFT:
        _require_period(item)
    else:
        _require_interpretation(item, at)


def refuse_parting(item: Item, now: datetime) -> None:
    """Refuse to give another time to an item that is set to go out with a policy or its interpretation.

    Raises:
        InputError: it names the other.
    """
    others = (policies_of(item) | interpretations_of(item)).filter(state=_GOES_OUT, publish_at__gt=now)
    if item.publish_at is not None and (other := others.filter(publish_at=item.publish_at).first()) is not None:
        raise InputError(
            f"《{item.title}》与《{other.title}》定于同时发布",
            why="解读与文件同步发布",
            fix="请在文件页面一并改期",
        )


def _require_policy(item: Item, at: datetime, with_policy: int | None) -> None:
    waiting = policies_of(item).exclude(pk=with_policy or 0).exclude(state=_GOES_OUT, publish_at__lte=at)
    first = waiting.exclude(state__in=[ItemState.WITHDRAWN, ItemState.EXPIRED]).first()
    if first is not None:
        raise InputError(
            f"《{item.title}》解读的《{first.title}》还没有发布",
            why="解读与文件同步发布，不能先于文件公开",
            fix="请在文件页面“与解读一并发布”",
        )


def _require_interpretation(item: Item, at: datetime) -> None:
    release = Release.objects.filter(item=item).first()
    if release is None or not release.is_explained or release.alone_because:
        return
    if not interpretations_of(item).filter(state=_GOES_OUT, publish_at__lte=at).exists():
        raise InputError(
            f"《{item.title}》须同步解读，不能单独发布",
            why="政策解读与文件同步起草、同步审批、同步发布",
            fix="请与通过审核的解读一并发布，或者写明单独发布的理由",
        )


def _require_period(item: Item) -> None:
    if not CommentPeriod.objects.filter(item=item).exists():
        raise InputError(f"《{item.title}》没有设置征求意见的期限", fix="请先设置征求意见的起止日期")
