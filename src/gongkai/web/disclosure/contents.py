"""What people write of an item, as one value: judged on the way in, compared, kept as revisions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from gongkai.errors import InputError
from gongkai.web.disclosure.bodies import clean_body, plain_text
from gongkai.web.disclosure.categories import categories, genres, themes
from gongkai.web.disclosure.choices import Attribute, ItemKind, Validity
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.summaries import MOST as MOST_SUMMARY
from gongkai.web.disclosure.summaries import propose_summary

_EARLIEST: Final = date(1949, 10, 1)


@dataclass(frozen=True, slots=True)
class ItemContent:
    """Everything about an item that people write. Names are those of the columns.

    Attributes:
        title: at most 200 characters, in one line.
        made_on: the day it was made or obtained: Article 26 counts from it.
        attribute: 公开属性; what is not public needs a reason and a basis.
        summary: 内容概述 of the catalogue; left empty, it follows the body.
        body: HTML from anywhere; it is cleaned on the way in.
        category: required of documents to be made public.
    """

    title: str
    made_on: date
    body: str = ""
    kind: str = ItemKind.DOCUMENT
    document_number: str = ""
    category: str = ""
    theme: str = ""
    genre: str = ""
    validity: str = Validity.IN_FORCE
    attribute: str = Attribute.PUBLIC
    attribute_reason: str = ""
    attribute_basis: str = ""
    summary: str = ""

    def plain(self) -> dict[str, Any]:
        """Return the content as JSON keeps it."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**found, "made_on": self.made_on.isoformat()}


NAMES: Final = tuple(field.name for field in fields(ItemContent))


def content_of(item: Item) -> ItemContent:
    """Return what stands in an item."""
    return ItemContent(**{name: getattr(item, name) for name in NAMES})


def put_content(item: Item, content: ItemContent, today: date) -> None:
    """Put judged content into an item, its body clean and its text beside it.

    Raises:
        InputError: something is missing or cannot be right.
    """
    judge(content, today)
    proposed = propose_summary(item.text, item.title)
    for name in NAMES:
        value = getattr(content, name)
        setattr(item, name, value.strip() if isinstance(value, str) else value)
    item.title = " ".join(content.title.split())
    item.body = clean_body(content.body)
    item.text = plain_text(item.body)
    item.summary = " ".join(content.summary.split())
    if item.summary in ("", proposed):  # nobody wrote one: it follows the body
        item.summary = propose_summary(item.text, item.title)


def judge(content: ItemContent, today: date) -> None:
    """Judge what was written.

    Raises:
        InputError: something is missing or cannot be right; it names the field.
    """
    if not content.title.strip():
        raise InputError("没有填写标题", fix="请填写", field="title")
    if len(content.title) > 200:
        raise InputError("标题超过200字", fix="请缩短", field="title")
    if len(content.summary) > MOST_SUMMARY:
        raise InputError(f"内容概述超过{MOST_SUMMARY}字", fix="请缩短", field="summary")
    if not _EARLIEST <= content.made_on <= today:
        raise InputError("成文日期不对", why="不能晚于今天，也不能早于1949年10月1日", fix="请核对", field="made_on")
    _judge_choices(content)
    if content.attribute == Attribute.PUBLIC and content.kind == ItemKind.DOCUMENT and not content.category:
        raise InputError(
            "没有选择法定主动公开类别",
            why="政府信息公开条例第二十条、第二十一条",
            fix="请从列表中选择",
            field="category",
        )
    if content.attribute != Attribute.PUBLIC:
        for name, words in (("attribute_reason", "理由"), ("attribute_basis", "依据")):
            if not getattr(content, name).strip():
                raise InputError(
                    f"没有填写不主动公开的{words}", why="拟不公开的信息须有法定理由和依据", fix="请填写", field=name
                )


def _judge_choices(content: ItemContent) -> None:
    known: Mapping[str, tuple[str, tuple[object, ...]]] = {
        "kind": ("种类", tuple(ItemKind.values)),
        "validity": ("有效性", tuple(Validity.values)),
        "attribute": ("公开属性", tuple(Attribute.values)),
        "category": ("法定主动公开类别", ("", *categories())),
        "theme": ("主题分类", ("", *themes())),
        "genre": ("体裁", ("", *genres())),
    }
    for name, (words, values) in known.items():
        if getattr(content, name) not in values:
            raise InputError(f"“{words}”不在列表中", fix="请从列表中选择", field=name)


def snapshot_of(item: Item) -> dict[str, Any]:
    """Return everything about an item that a revision keeps: its content and its files by name and digest."""
    rows = item.files.order_by("place", "pk").values("ref", "role", "name", "size", "digest")
    return {**content_of(item).plain(), "files": list(rows)}


def digest_of(item: Item) -> str:
    """Return the digest of what an item says: the same as long as nothing of it changed."""
    snapshot = snapshot_of(item)
    snapshot["files"] = [[row["name"], row["digest"]] for row in snapshot["files"]]
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()
