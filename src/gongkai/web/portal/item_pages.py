"""What the page of one item shows beside its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.web.disclosure.categories import categories, genres, themes
from gongkai.web.disclosure.choices import ItemKind
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries.standing import neighbours_of, predecessors_of, standings_of, successor_of
from gongkai.web.disclosure.summaries import propose_summary
from gongkai.web.portal.special_pages import special_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NEIGHBOURS: Final = 5
RELATIONS: Final[dict[tuple[str, bool], StrOrPromise]] = {
    ("interprets", False): gettext_lazy("解读的政策"),
    ("interprets", True): gettext_lazy("政策解读"),
    ("implements", False): gettext_lazy("贯彻落实的文件"),
    ("implements", True): gettext_lazy("贯彻落实情况"),
    ("amends", False): gettext_lazy("修改的文件"),
    ("amends", True): gettext_lazy("被以下文件修改"),
    ("replaces", False): gettext_lazy("替代的文件"),
    ("replaces", True): gettext_lazy("被以下文件替代"),
    ("related", False): gettext_lazy("相关信息"),
    ("related", True): gettext_lazy("相关信息"),
}


@dataclass(frozen=True, slots=True)
class Related:
    """Items that stand to the shown one in the same way."""

    title: StrOrPromise
    items: list[Item]


def item_context(now: datetime, item: Item) -> dict[str, Any]:
    """Return what the page shows: statutory data, validity with what follows, related items."""
    grouped: dict[str, Related] = {}
    standings, before = standings_of(now, item), predecessors_of(now, item)
    for one in standings:
        if not (one.kind == "interprets" and one.is_reverse):  # stands above the text already
            title = RELATIONS[one.kind, one.is_reverse]
            grouped.setdefault(str(title), Related(title, [])).items.append(one.item)
    shown = {one.item.pk for one in standings} | {one.pk for one in before} | {item.successor_id}
    return {
        "item": item,
        "facts": facts(item),
        "special": special_of(now, item, standings),
        "successor": successor_of(now, item),
        "predecessors": before,
        "related": list(grouped.values()),
        "neighbours": [one for one in neighbours_of(now, item, NEIGHBOURS + len(shown)) if one.pk not in shown][
            :NEIGHBOURS
        ],
    }


def facts(item: Item) -> list[tuple[str, str]]:
    """Return the statutory data of an item in words; not what it lacks, nor a summary that only repeats its body."""
    *rest, (name, summary) = all_facts(item)
    if summary != propose_summary(item.text, item.title):
        rest.append((name, summary))
    return [(name, value) for name, value in rest if value]


def all_facts(item: Item) -> list[tuple[str, str]]:
    """Return the statutory data of an item in words, empty where it has none, the summary last."""
    category = categories().get(item.category)
    return [
        (_("索引号"), item.index_number),
        (_("文号"), item.document_number),
        (_("公开机关"), item.organ.name),
        (_("成文日期"), item.made_on.isoformat()),
        (_("发布日期"), _published_on(item)),
        (_("有效性"), "" if item.kind == ItemKind.COMMENT_DRAFT else str(item.get_validity_display())),
        (_("法定类别"), _(category.zh) if category else ""),
        (_("主题分类"), themes().get(item.theme, "")),
        (_("体裁"), genres().get(item.genre, "")),
        (_("公开属性"), str(item.get_attribute_display())),
        (_("内容概述"), item.summary),
    ]


def described(item: Item, address: str) -> dict[str, Any]:
    """Return the item in the words of schema.org."""
    return {
        "@context": "https://schema.org",
        "@type": "Legislation" if item.category == "regulations" and item.kind == "document" else "Article",
        "headline": item.title,
        "name": item.title,
        "identifier": [one for one in (item.index_number, item.document_number) if one],
        "url": address,
        "inLanguage": "zh-CN",
        "isAccessibleForFree": True,
        "dateCreated": item.made_on.isoformat(),
        "datePublished": _published_on(item),
        "dateModified": timezone.localdate(item.updated_at).isoformat(),
        "publisher": {"@type": "GovernmentOrganization", "name": item.organ.name},
        "author": {"@type": "GovernmentOrganization", "name": item.organ.name},
        "description": item.summary or item.text[:150],
    }


def _published_on(item: Item) -> str:
    if item.published_on:
        return item.published_on.isoformat()
    return timezone.localdate(item.publish_at).isoformat() if item.publish_at else ""
