"""The books as data: which columns each has, what they are called, and what may stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from gongkai.tally import ChargeFact, DecisionFact, DocumentFact, ItemFact, PurchaseFact
from gongkai.web.organs.columns import Column
from gongkai.web.registers.choices import CountKind, DecisionKind, DocumentKind, ItemKind
from gongkai.web.registers.models import Charge, Decision, Document, Entry, ListedItem, Purchase, StatedCount

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Book:
    """One book of the registers.

    Attributes:
        fact: what the tables of the report count of it; None for what only the text tells.
        days: fields that hold a day, or ("year",) for entries by month; they say which years an entry concerns.
        same: the fields by which an entry is known: two that stand may not agree in all of them.
    """

    id: str
    name: StrOrPromise
    about: StrOrPromise
    model: type[Entry]
    fact: type | None
    columns: tuple[Column, ...]
    days: tuple[str, ...]
    same: tuple[str, ...]

    @property
    def heads(self) -> Mapping[str, Column]:
        """The columns by heading."""
        return {column.head: column for column in self.columns}


_NOTE: Final = Column("note", "备注", most=300)

BOOKS: Final[Mapping[str, Book]] = {
    book.id: book
    for book in (
        Book(
            "document",
            _("规章和行政规范性文件"),
            _("表二第二十条第（一）项：制发、废止和现行有效件数由此逐件计算。以前制发、仍然有效的也要录入。"),
            Document,
            DocumentFact,
            (
                Column("kind", "种类", "choice", needed=True, choices=DocumentKind.choices),
                Column("title", "名称", needed=True),
                Column("number", "文号", most=80),
                Column("issued_on", "制发日期", "day", needed=True),
                Column("disclosed_on", "公开日期", "day", help="没有公开的空着"),
                Column("valid_until", "有效期至", "day", help="长期有效的空着；期满次日起不再计入现行有效"),
                Column("repealed_on", "废止日期", "day", help="没有废止的空着"),
                Column("repeal_basis", "废止依据", help="废止的填文件名称、文号"),
                _NOTE,
            ),
            ("issued_on", "disclosed_on", "valid_until", "repealed_on"),
            ("kind", "number", "title"),
        ),
        Book(
            "decision",
            _("行政许可、处罚、强制决定"),
            _("表二第二十条第（五）、（六）项：包括已公开和依法未公开的全部处理决定，按月登记。"),
            Decision,
            DecisionFact,
            (
                Column("kind", "种类", "choice", needed=True, choices=DecisionKind.choices),
                Column("year", "年度", "year", needed=True),
                Column("month", "月份", "month", needed=True),
                Column("count", "件数", "count", needed=True, help="当月作出的决定件数，没有的填0"),
                Column("source", "数据来源", most=100, help="如 行政执法平台导出；同月有几个来源的分行登记"),
                _NOTE,
            ),
            ("year",),
            ("kind", "year", "month", "source"),
        ),
        Book(
            "charge",
            _("行政事业性收费"),
            _("表二第二十条第（八）项：按项目、按月登记，单位为元；报告自动折算为万元。"),
            Charge,
            ChargeFact,
            (
                Column("name", "收费项目", needed=True, most=100),
                Column("year", "年度", "year", needed=True),
                Column("month", "月份", "month", needed=True),
                Column("amount_yuan", "收费金额（元）", "yuan", needed=True),
                _NOTE,
            ),
            ("year",),
            ("name", "year", "month"),
        ),
        Book(
            "item",
            _("事项目录"),
            _("2019年版格式使用：许可、处罚、强制、收费等事项的列入和取消。"),
            ListedItem,
            ItemFact,
            (
                Column("kind", "种类", "choice", needed=True, choices=ItemKind.choices),
                Column("name", "事项名称", needed=True),
                Column("listed_on", "列入日期", "day", needed=True),
                Column("delisted_on", "取消日期", "day", help="没有取消的空着"),
                _NOTE,
            ),
            ("listed_on", "delisted_on"),
            ("kind", "name", "listed_on"),
        ),
        Book(
            "purchase",
            _("政府集中采购"),
            _("2019年版格式使用：采购项目数量和总金额。"),
            Purchase,
            PurchaseFact,
            (
                Column("name", "采购项目", needed=True),
                Column("bought_on", "采购日期", "day", needed=True),
                Column("count", "项目数", "count", needed=True),
                Column("amount_yuan", "采购金额（元）", "yuan", needed=True),
                _NOTE,
            ),
            ("bought_on",),
            ("name", "bought_on"),
        ),
        Book(
            "count",
            _("培训、热线等其他数字"),
            _("年度报告正文要写、平台又没有记录的数字，按月登记，写明依据；正文引用的就是登记数之和。"),
            StatedCount,
            None,
            (
                Column("kind", "种类", "choice", needed=True, choices=CountKind.choices),
                Column("name", "名称", most=60, help="种类选“其他”时填写，写明单位，如 政务公开日活动（场）"),
                Column("year", "年度", "year", needed=True),
                Column("month", "月份", "month", needed=True),
                Column("count", "数字", "count", needed=True, help="当月的数，没有的填0"),
                Column("source", "依据", needed=True, most=100, help="如 签到表、12345平台导出；可以再附文件"),
                _NOTE,
            ),
            ("year",),
            ("kind", "name", "year", "month", "source"),
        ),
    )
}
"""The books by id, in the order in which they are shown."""
