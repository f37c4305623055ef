"""An item as somebody wrote it down elsewhere: what an import reads and an export writes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.errors import InputError
from gongkai.web.disclosure.choices import Attribute, RelationKind
from gongkai.web.disclosure.contents import ItemContent, judge

MOST_NOTE = 500


@dataclass(frozen=True)
class PastItem:
    """One item with everything that is moved from one place to another. Others are named by their index numbers.

    Attributes:
        content: what people wrote of it; its body is HTML, not yet cleaned.
        body_file: the file that holds the body, where a cell cannot.
        files: names of the attachments in the folder that came with the table.
        relations: kind and index number of each item that this one stands to.
        successor: index number of the item that took its place.
    """

    content: ItemContent
    index_number: str = ""
    published_on: date | None = None
    body_file: str = ""
    files: tuple[str, ...] = ()
    relations: tuple[tuple[str, str], ...] = ()
    successor: str = ""
    public_note: str = ""

    def plain(self) -> dict[str, Any]:
        """Return the item as JSON writes it: days as texts, nothing left out."""
        return {
            "index_number": self.index_number,
            **self.content.plain(),
            "published_on": self.published_on.isoformat() if self.published_on else None,
            "body_file": self.body_file,
            "files": list(self.files),
            "relations": [list(pair) for pair in self.relations],
            "successor": self.successor,
            "public_note": self.public_note,
        }


def judge_past(past: PastItem, today: date) -> None:
    """Refuse what cannot be an item.

    Raises:
        InputError: with the field that is wrong.
    """
    judge(past.content, today)
    _judge_day(past, today)
    if len(past.index_number) > 60:
        raise InputError("索引号超过60字", fix="请核对", field="index_number")
    if past.content.body and past.body_file:
        raise InputError("正文和正文文件都填写了", fix="请只填一项", field="body_file")
    if past.successor and past.successor == past.index_number:
        raise InputError("替代文件是文件自己", fix="请填写替代它的文件的索引号", field="successor")
    for kind, number in past.relations:
        if kind not in RelationKind.values or not number:
            raise InputError("关联写法无法识别", fix="请写成“解读=索引号”，多项之间用分号分开", field="relations")
    if len(past.public_note) > MOST_NOTE:
        raise InputError(f"公开说明超过{MOST_NOTE}字", fix="请缩短", field="public_note")


def _judge_day(past: PastItem, today: date) -> None:
    if past.published_on is None:
        return
    if past.published_on > today:
        raise InputError("发布日期在今天之后", why="不得伪造发稿日期", fix="请核对", field="published_on")
    if past.published_on < past.content.made_on:
        raise InputError("发布日期早于成文日期", fix="请核对两个日期", field="published_on")
    if past.content.attribute != Attribute.PUBLIC:
        raise InputError("不是主动公开的，却有发布日期", fix="请核对公开属性", field="published_on")
