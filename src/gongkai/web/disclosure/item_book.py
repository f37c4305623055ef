"""Past items as a spreadsheet: its template, its rows as items with every fault at its cell, its writing."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import xlsxwriter

from gongkai.errors import InputError
from gongkai.web.disclosure.bodies import body_of_text
from gongkai.web.disclosure.categories import categories, genres, themes
from gongkai.web.disclosure.choices import Attribute, ItemKind, RelationKind, Validity
from gongkai.web.disclosure.contents import ItemContent
from gongkai.web.disclosure.days import read_day
from gongkai.web.disclosure.past_items import PastItem, judge_past
from gongkai.web.organs.sheets import CellFault, Row, Sheet

MOST_IN_CELL: Final = 32_000
"""Excel takes 32,767 characters in a cell."""
_KINDS: Final = {str(value): str(label) for value, label in ItemKind.choices}
_VALIDITIES: Final = {str(value): str(label) for value, label in Validity.choices}
_ATTRIBUTES: Final = {str(value): str(label) for value, label in Attribute.choices}
_RELATIONS: Final = {str(value): str(label) for value, label in RelationKind.choices}
COLUMNS: Final = {
    "索引号": "可空，由平台编号；填写的沿用原号，不能重复",
    "标题": "必填，不超过200字",
    "文号": "可空，如 某政发〔2023〕5号",
    "种类": "可空，默认“政府信息”；可填：" + "、".join(_KINDS.values()),
    "类别": "种类为“政府信息”的必填：条例第二十条、第二十一条的类别，见下",
    "主题分类": "可空，见下",
    "体裁": "可空，见下",
    "成文日期": "必填，如 2023-05-08",
    "发布日期": "原来的发布日期；空着的导入为草稿",
    "有效性": "可空，默认“现行有效”；可填：" + "、".join(_VALIDITIES.values()),
    "公开属性": "可空，默认“主动公开”；可填：" + "、".join(_ATTRIBUTES.values()),
    "公开属性理由": "不是主动公开的必填",
    "公开属性依据": "不是主动公开的必填",
    "内容概述": "可空，不超过300字；空着的取正文开头",
    "正文": f"文字或者 HTML，不超过{MOST_IN_CELL}字；更长的放在文件里",
    "正文文件": "可空；压缩包内的 HTML、TXT、DOCX 或者 DOC 文件",
    "附件": "可空；压缩包内的文件名，多个用分号分开",
    "关联": "可空；如 解读=索引号；可写：" + "、".join(_RELATIONS.values()),
    "替代文件": "可空；替代本文件的新文件的索引号",
    "公开说明": "可空",
}
FIELD_OF: Final = dict(
    zip(
        COLUMNS,
        (
            *("index_number", "title", "document_number", "kind", "category", "theme", "genre", "made_on"),
            *(
                "published_on",
                "validity",
                "attribute",
                "attribute_reason",
                "attribute_basis",
                "summary",
                "body",
                "body_file",
            ),
            *("files", "relations", "successor", "public_note"),
        ),
        strict=True,
    )
)
_COLUMN_OF: Final = {field: column for column, field in FIELD_OF.items()}


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row and the item it states."""

    row: Row
    item: PastItem


def template() -> bytes:
    """Return the empty table with its columns and how to fill them."""
    return write_book([])


def read_items(sheet: Sheet, *, today: date) -> tuple[list[ReadRow], list[CellFault]]:
    """Return every row as an item, and every fault; where there is a fault nothing should be taken in."""
    found: list[ReadRow] = []
    faults: list[CellFault] = []
    for row in sheet.rows:
        try:
            item = _item(row)
            judge_past(item, today)
            found.append(ReadRow(row, item))
        except InputError as error:
            column = _COLUMN_OF.get(error.field or "", "标题")
            faults.append(sheet.fault(row, column, _words(error)))
    return found, faults + _twice(sheet, found)


def write_book(items: Iterable[PastItem]) -> bytes:
    """Return items as a spreadsheet that `read_items` reads back; no cell is ever a formula or a link."""
    out = io.BytesIO()
    options: dict[str, Any] = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet, help_sheet = book.add_worksheet("信息目录"), book.add_worksheet("填写说明")
        bold, text = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "@"})
        for place, (name, explanation) in enumerate(COLUMNS.items()):
            sheet.write_string(0, place, name, bold)
            sheet.set_column(place, place, 40 if name in ("标题", "正文") else 14, text)
            help_sheet.write_string(place, 0, name, bold)
            help_sheet.write_string(place, 1, explanation)
        help_sheet.set_column(1, 1, 80)
        choices = [(column, zh) for column, field in _LISTS.items() for zh in _LABELS[field]().values()]
        for place, (column, zh) in enumerate(choices, len(COLUMNS) + 1):
            help_sheet.write_string(place, 0, column)
            help_sheet.write_string(place, 1, zh)
        sheet.freeze_panes(1, 2)
        for number, item in enumerate(items, 1):
            for place, cell in enumerate(cells_of(item)):
                sheet.write_string(number, place, cell, text)
    return out.getvalue()


def cells_of(past: PastItem) -> Sequence[str]:
    """Return the cells of one item, in the order of the columns. A body too long for a cell is left to its file."""
    said = past.plain()
    said |= {name: labels().get(said[name], said[name]) for name, labels in _LABELS.items()}
    said["body"] = said["body"] if len(said["body"]) <= MOST_IN_CELL else ""
    said["published_on"] = said["published_on"] or ""
    said["made_on"] = "" if past.content.made_on == date.min else said["made_on"]  # unknown: somebody has to write it
    said["files"] = "；".join(past.files)
    said["relations"] = "；".join(f"{_RELATIONS[kind]}={number}" for kind, number in past.relations)
    return [str(said[field]) for field in FIELD_OF.values()]


def _item(row: Row) -> PastItem:
    said = {field: row.values[column].strip() for column, field in FIELD_OF.items()}
    if len(said["body"]) > MOST_IN_CELL:
        raise InputError(f"正文超过{MOST_IN_CELL}字", fix="请放在“正文文件”里", field="body")
    if not said["made_on"]:
        raise InputError("没有填写", field="made_on")
    chosen = {name: _choice(said[name], labels(), name, _DEFAULTS.get(name, "")) for name, labels in _LABELS.items()}
    written = {
        name: said[name] for name in ("title", "document_number", "attribute_reason", "attribute_basis", "summary")
    }
    body = said["body"] if said["body"].startswith("<") else body_of_text(said["body"])
    return PastItem(
        content=ItemContent(made_on=read_day(said["made_on"], "made_on"), body=body, **written, **chosen),
        published_on=read_day(said["published_on"], "published_on") if said["published_on"] else None,
        files=tuple(_parts(said["files"])),
        relations=tuple(_relation(part) for part in _parts(said["relations"])),
        **{name: said[name] for name in ("index_number", "body_file", "successor", "public_note")},
    )


def _category_names() -> Mapping[str, str]:
    return {category.id: category.zh for category in categories().values()}


_LABELS: Final[Mapping[str, Callable[[], Mapping[str, str]]]] = {
    "kind": lambda: _KINDS,
    "validity": lambda: _VALIDITIES,
    "attribute": lambda: _ATTRIBUTES,
    "category": _category_names,
    "theme": themes,
    "genre": genres,
}
_DEFAULTS: Final = {"kind": "document", "validity": "in_force", "attribute": "public"}
_LISTS: Final = {"类别": "category", "主题分类": "theme", "体裁": "genre"}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;；\n]", text) if part.strip()]


def _relation(text: str) -> tuple[str, str]:
    kind, _, number = text.replace("＝", "=").partition("=")
    values = {label: value for value, label in _RELATIONS.items()}
    return values.get(kind.strip(), kind.strip()), number.strip()


def _choice(text: str, known: Mapping[str, str], field: str, default: str) -> str:
    if not text:
        return str(default)
    found = [value for value, label in known.items() if text in (value, label)]
    if not found:
        shown = "、".join(known.values()) if len(known) < 12 else "“填写说明”中的名称"
        raise InputError("不在可选范围内", fix=f"可填：{shown}", field=field)
    return found[0]


def _twice(sheet: Sheet, rows: list[ReadRow]) -> list[CellFault]:
    first: dict[str, int] = {}
    faults = []
    for found in rows:
        number = found.item.index_number
        if number and first.setdefault(number, found.row.number) != found.row.number:
            faults.append(sheet.fault(found.row, "索引号", f"与第{first[number]}行重复"))
    return faults


def _words(error: InputError) -> str:
    return "，".join(filter(None, (error.what, error.why, error.fix)))
