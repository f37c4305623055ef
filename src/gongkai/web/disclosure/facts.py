"""What a year's report may count beside its tables: items published, and what went out through which channel.

Names are those of living figures in the text of a report (`{{count:interpretations}}`); `COUNT_NAMES` says what people
call them. Nothing here names a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db.models import Count, QuerySet, Sum

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


def item_counts(organ: Organ, year: int) -> Mapping[str, int]:
    """Return what an organ published on this platform in a year, by the names of `COUNT_NAMES`.

    An item counts in the year of its publication, whatever became of it later, unless it was withdrawn.
    """
    rows = _published(organ, year)
    kinds = dict(rows.order_by().values_list("kind").annotate(Count("pk")))
    forms = dict(rows.order_by().values_list("interpretation__form").annotate(Count("pk")))
    received = Opinion.objects.filter(item__organ=organ, received_at__year=year)
    found = {"items": sum(kinds.values())}
    found |= {name: kinds.get(kind, 0) for name, kind in _BY_KIND.items()}
    found |= {name: forms.get(form, 0) for name, form in _FORMS.items()}
    found["opinions_received"] = received.count()
    found["opinions_adopted"] = received.filter(verdict__in=[Verdict.ADOPTED, Verdict.PARTLY]).count()
    found["concerns"] = Concern.objects.filter(organ=organ, raised_at__year=year).count()
    return found | _accounts(organ, year)


def channel_counts(organ: Organ, year: int) -> Mapping[str, int]:
    """Return how many pieces an organ published in each channel in a year: the site from its items, others as entered.

    Every channel of `listed.channels` is named, with 0 where nothing went out.
    """
    rows = ChannelPost.objects.filter(organ=organ, on__year=year, struck_at=None)
    sums = dict(rows.order_by().values_list("channel").annotate(Sum("count")))
    site = _published(organ, year).count()
    return {name: site if channel.is_automatic else sums.get(name, 0) for name, channel in channels().items()}


def category_counts(organ: Organ, year: int) -> Mapping[str, int]:
    """Return how many items of each category of the law an organ published on this platform in a year."""
    rows = dict(_published(organ, year).order_by().values_list("category").annotate(Count("pk")))
    return {name: rows.get(name, 0) for name in categories()}


def _published(organ: Organ, year: int) -> QuerySet[Item]:
    return Item.objects.filter(
        organ=organ, published_on__year=year, state__in=[ItemState.PUBLISHED, ItemState.EXPIRED], corrects=None
    )


def _accounts(organ: Organ, year: int) -> dict[str, int]:
    rows = MediaAccount.objects.filter(organ=organ)
    opened = rows.filter(opened_on__year__lte=year)
    return {
        "media_accounts": opened.exclude(closed_on__year__lte=year).count(),
        "media_closed": rows.filter(closed_on__year=year).count(),
    }
