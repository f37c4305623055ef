"""The fixed columns of the government information platform (国办公开办函〔2019〕61号), the same for every organ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its id in addresses, its name, the kinds of items in it, and what it is in a sentence."""

    id: str
    name: StrOrPromise
    kinds: tuple[str, ...]
    about: StrOrPromise


COLUMNS: Final = {
    column.id: column
    for column in (
        Column("guide", _("政府信息公开指南"), ("guide", "catalogue"), _("怎样查找、怎样申请，工作机构和联系方式")),
        Column("institutions", _("政府信息公开制度"), ("institution",), _("公开工作的法规、规章和工作制度")),
        Column(
            "content",
            _("法定主动公开内容"),
            ("document", "interpretation", "response", "comment_draft", "other"),
            _("依照条例第二十条、第二十一条应当主动公开的信息"),
        ),
        Column("reports", _("政府信息公开年报"), ("annual_report",), _("每年一月底前公布的公开工作年度报告")),
    )
}


def column_of(kind: str) -> Column:
    """Return the column that an item of this kind stands in."""
    return next((column for column in COLUMNS.values() if kind in column.kinds), COLUMNS["content"])
