"""An item as somebody wrote it down elsewhere: what an import reads and an export writes."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Final

from gongkai.errors import InputError
from gongkai.web.disclosure.choices import Attribute, ItemKind, RelationKind, Validity

_MOST: Final = {"title": 200, "document_number": 80, "index_number": 60, "theme": 40, "genre": 20}
_NAMES: Final = {
    "title": "标题",
    "document_number": "文号",
    "index_number": "索引号",
    "theme": "主题分类",
    "genre": "体裁",
}


@dataclass(frozen=True)
class PastItem:
    """One item with everything that is moved from one place to another. Others are named by their index numbers.

    Attributes:
        body: HTML, not yet cleaned.
        body_file: the file that holds the body, where a cell cannot.
        files: names of the attachments in the folder that came with the table.
        relations: kind and index number of each item that this one stands to.
        successor: index number of the item that took its place.
    """

    title: str
    made_on: date
    index_number: str = ""
    document_number: str = ""
    kind: str = "document"
    category: str = ""
    theme: str = ""
    genre: str = ""
    published_on: date | None = None
    validity: str = "in_force"
    attribute: str = "public"
    attribute_reason: str = ""
    attribute_basis: str = ""
    body: str = ""
    body_file: str = ""
    files: tuple[str, ...] = ()
    relations: tuple[tuple[str, str], ...] = ()
    successor: str = ""
    public_note: str = ""

    def plain(self) -> dict[str, Any]:
        """Return the item as JSON writes it: days as texts, nothing left out."""
        found = asdict(self)
        found["made_on"] = self.made_on.isoformat()
        found["published_on"] = self.published_on.isoformat() if self.published_on else None
        return found


FIELDS: Final = tuple(field.name for field in fields(PastItem))


def judge_item(item: PastItem, today: date, categories: frozenset[str] | set[str]) -> None:
    """Refuse what cannot be an item.

    Raises:
        InputError: with the field that is wrong.
    """
    _judge_words(item)
    _judge_choices(item, categories)
    _judge_days(item, today)
    if item.body and item.body_file:
        raise InputError("正文和正文文件都填写了", fix="请只填一项", field="body_file")
    if item.successor and item.successor == item.index_number:
        raise InputError("替代文件是文件自己", fix="请填写替代它的文件的索引号", field="successor")


def _judge_words(item: PastItem) -> None:
    if not item.title.strip():
        raise InputError("没有填写标题", fix="请填写", field="title")
    for name, most in _MOST.items():
        if len(getattr(item, name)) > most:
            raise InputError(f"{_NAMES[name]}超过{most}字", fix="请缩短", field=name)


def _judge_choices(item: PastItem, categories: frozenset[str] | set[str]) -> None:
    known = {"kind": ItemKind.values, "validity": Validity.values, "attribute": Attribute.values}
    for name, values in known.items():
        if getattr(item, name) not in values:
            raise InputError("不在可选范围内", fix="请从模板的填写说明中选择", field=name)
    if item.category and item.category not in categories:
        raise InputError("没有这一类别", fix="请填写条例第二十条、第二十一条的类别名称", field="category")
    if item.attribute != Attribute.PUBLIC and not item.attribute_reason.strip():
        raise InputError("不是主动公开的，没有说明理由", fix="请填写理由", field="attribute_reason")
    for kind, number in item.relations:
        if kind not in RelationKind.values or not number:
            raise InputError("关联写法无法识别", fix="请写成“解读=索引号”，多项之间用分号分开", field="relations")


def _judge_days(item: PastItem, today: date) -> None:
    if item.made_on > today:
        raise InputError("成文日期在今天之后", fix="请核对", field="made_on")
    if item.published_on is None:
        return
    if item.published_on > today:
        raise InputError("发布日期在今天之后", why="不得伪造发稿日期", fix="请核对", field="published_on")
    if item.attribute != Attribute.PUBLIC:
        raise InputError("不是主动公开的，却有发布日期", fix="请核对公开属性", field="published_on")
