"""What a year's report may count beside its tables: items published, and what went out through which channel.

Names are those of living figures in the text of a report (`{{count:interpretations}}`); `COUNT_NAMES` says what people
call them. Nothing here names a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Count, Q, Sum

from gongkai.web.disclosure.categories import categories
from gongkai.web.disclosure.choices import ItemKind, ItemState
from gongkai.web.disclosure.listed import channels
from gongkai.web.disclosure.models import ChannelPost, Concern, Item, MediaAccount, Opinion
from gongkai.web.disclosure.special_choices import InterpretationForm, Verdict
from gongkai.web.organs.models import Organ

_BY_KIND: Final = {
    "documents": ItemKind.DOCUMENT,
    "interpretations": ItemKind.INTERPRETATION,
    "responses": ItemKind.RESPONSE,
    "comment_drafts": ItemKind.COMMENT_DRAFT,
    "institutions": ItemKind.INSTITUTION,
}
_FORMS: Final = {f"interpretations_{value}": str(value) for value in InterpretationForm.values}
COUNT_NAMES: Final = {
    "items": "本年在本平台公开的政府信息（条）",
    "documents": "其中政府信息文件（件）",
    "interpretations": "政策解读（篇）",
    **{name: f"其中{InterpretationForm(form).label}（篇）" for name, form in _FORMS.items()},
    "responses": "回应关切（篇）",
    "comment_drafts": "公开征求意见的决策草案（件）",
    "institutions": "公开制度（件）",
    "opinions_received": "收到对决策草案的意见（条）",
    "opinions_adopted": "其中采纳或者部分采纳（条）",
    "concerns": "登记的公众关切（件）",
    "media_accounts": "年末运行的政务新媒体账号（个）",
    "media_closed": "本年注销的政务新媒体账号（个）",
}
"""What each count of `item_counts` is called."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many items an organ published in a year, by kind, by form of interpretation, by category."""

    kinds: Counter[str] = field(default_factory=Counter)
    forms: Counter[str | None] = field(default_factory=Counter)
    categories: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Counts:
    """All counts of an organ for a year."""

    items: Mapping[str, int]
    categories: Mapping[str, int]
    channels: Mapping[str, int]


def item_counts(organ: Organ, year: int) -> Mapping[str, int]:
    """Return what an organ published on this platform in a year, by the names of `COUNT_NAMES`.

    An item counts in the year of its publication, whatever became of it later, unless it was withdrawn.
    """
    return item_counts_by_organ([organ.pk], year)[organ.pk]


def item_counts_by_organ(organs: Collection[int], year: int) -> dict[int, Mapping[str, int]]:
    """Return the same for many organs, each number of all of them in one query."""
    return _item_counts(organs, year, published_by_organ(organs, year))


def _item_counts(
    organs: Collection[int], year: int, published: Mapping[int, Published]
) -> dict[int, Mapping[str, int]]:
    received = Opinion.objects.filter(item__organ__in=organs, received_at__year=year).order_by()
    adopted = Q(verdict__in=[Verdict.ADOPTED, Verdict.PARTLY])
    opinions = {
        owner: counts
        for owner, *counts in received.values_list("item__organ_id").annotate(
            all=Count("pk"), taken=Count("pk", filter=adopted)
        )
    }
    raised = Concern.objects.filter(organ__in=organs, raised_at__year=year).order_by()
    concerns = dict(raised.values_list("organ_id").annotate(Count("pk")))
    accounts = _accounts(organs, year)
    found: dict[int, Mapping[str, int]] = {}
    for organ in organs:
        counts = {"items": published[organ].kinds.total()}
        counts |= {name: published[organ].kinds[value] for name, value in _BY_KIND.items()}
        counts |= {name: published[organ].forms[value] for name, value in _FORMS.items()}
        counts["opinions_received"], counts["opinions_adopted"] = opinions.get(organ, (0, 0))
        counts["concerns"] = concerns.get(organ, 0)
        counts["media_accounts"], counts["media_closed"] = accounts.get(organ, (0, 0))
        found[organ] = counts
    return found


def channel_counts(organ: Organ, year: int) -> Mapping[str, int]:
    """Return how many pieces an organ published in each channel in a year: the site from its items, others as entered.

    Every channel of `listed.channels` is named, with 0 where nothing went out.
    """
    return channel_counts_by_organ([organ.pk], year)[organ.pk]


def channel_counts_by_organ(organs: Collection[int], year: int) -> dict[int, Mapping[str, int]]:
    """Return the same for many organs."""
    return _channel_counts(organs, year, published_by_organ(organs, year))


def _channel_counts(
    organs: Collection[int], year: int, published: Mapping[int, Published]
) -> dict[int, Mapping[str, int]]:
    posts = ChannelPost.objects.filter(organ__in=organs, on__year=year, struck_at=None).order_by()
    rows = posts.values_list("organ_id", "channel").annotate(Sum("count"))
    sums = {(owner, name): total for owner, name, total in rows}
    return {
        organ: {
            name: published[organ].kinds.total() if channel.is_automatic else sums.get((organ, name), 0)
            for name, channel in channels().items()
        }
        for organ in organs
    }


def category_counts(organ: Organ, year: int) -> Mapping[str, int]:
    """Return how many items of each category of the law an organ published on this platform in a year."""
    return category_counts_by_organ([organ.pk], year)[organ.pk]


def category_counts_by_organ(organs: Collection[int], year: int) -> dict[int, Mapping[str, int]]:
    """Return the same for many organs."""
    return _category_counts(published_by_organ(organs, year))


def _category_counts(published: Mapping[int, Published]) -> dict[int, Mapping[str, int]]:
    return {organ: {name: counts.categories[name] for name in categories()} for organ, counts in published.items()}


def all_counts_by_organ(organs: Collection[int], year: int) -> dict[int, Counts]:
    """Return items, categories and channels of many organs together: what was published is asked once."""
    published = published_by_organ(organs, year)
    items, kinds = _item_counts(organs, year, published), _category_counts(published)
    posts = _channel_counts(organs, year, published)
    return {organ: Counts(items[organ], kinds[organ], posts[organ]) for organ in organs}


def published_by_organ(organs: Collection[int], year: int) -> dict[int, Published]:
    """Return what each organ published in a year by kind, form of interpretation and category, in one query."""
    rows = Item.objects.filter(
        organ__in=organs, published_on__year=year, state__in=[ItemState.PUBLISHED, ItemState.EXPIRED], corrects=None
    )
    columns = ("organ_id", "kind", "interpretation__form", "category")
    found = {organ: Published() for organ in organs}
    for owner, kind, form, category, count in rows.order_by().values_list(*columns).annotate(Count("pk")):
        found[owner].kinds[kind] += count
        found[owner].forms[form] += count
        found[owner].categories[category] += count
    return found


def _accounts(organs: Collection[int], year: int) -> dict[int, tuple[int, int]]:
    """Return how many accounts run at the end of a year, and how many were closed in it."""
    runs = Q(opened_on__year__lte=year) & (Q(closed_on=None) | Q(closed_on__year__gt=year))
    rows = MediaAccount.objects.filter(organ__in=organs).order_by()
    counted = rows.values_list("organ_id").annotate(
        running=Count("pk", filter=runs), closed=Count("pk", filter=Q(closed_on__year=year))
    )
    return {owner: (running, closed) for owner, running, closed in counted}
