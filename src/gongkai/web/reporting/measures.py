"""Figures that reports are compared by: each with its method in words and the cells behind it. Missing is not zero."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from gongkai.report import ABSENT, Report
from gongkai.terms import term

OUTCOMES: Final = ("granted", "partly_granted", "refused", "unavailable", "not_processed", "otherwise_closed")
"""The groups of ways in which an application is closed, in the order of the form."""
_TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure: its value or why there is none, and the cells behind it."""

    value: Decimal | None
    why: str = ""
    cells: tuple[str, ...] = ()
    unit: str = ""

    @property
    def shown(self) -> str:
        """The value in words, "" where there is none."""
        if self.value is None:
            return ""
        if self.unit == "%":
            return f"{self.value.quantize(_TENTH, ROUND_HALF_UP)}%"
        return f"{self.value.normalize():f}"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is compared: its name, how it is worked out, and the working out."""

    id: str
    name: str
    method: str
    work_out: Callable[[Report], Measured]
    unit: str = ""


def _total(ref: str, unit: str = "件") -> Callable[[Report], Measured]:
    def work_out(report: Report) -> Measured:
        value, why = _value(report, ref)
        return Measured(value, why, (ref,), unit)

    return work_out


def _share(parts: Sequence[str], wholes: Sequence[str], none: str) -> Callable[[Report], Measured]:
    """Return the share of parts in wholes, in per cent; `none` says what it means that there are no wholes."""

    def work_out(report: Report) -> Measured:
        return share_of(report, parts, wholes, none)

    return work_out


def share_of(report: Report, parts: Sequence[str], wholes: Sequence[str], none: str) -> Measured:
    """Return the share of some cells in others, in per cent."""
    cells = tuple(dict.fromkeys((*parts, *wholes)))
    part, why = _sum(report, parts)
    whole, why_whole = _sum(report, wholes)
    if part is None or whole is None:
        return Measured(None, why or why_whole, cells, "%")
    if not whole:
        return Measured(None, none, cells, "%")
    return Measured(part * 100 / whole, "", cells, "%")


def outcome_parts(report: Report) -> dict[str, Measured]:
    """Return how many applications were closed in each group of ways."""
    groups: dict[str, list[str]] = {name: [] for name in OUTCOMES}
    for row in _closed_rows(report):
        groups[row.partition(".")[0]].append(f"requests/{row}/total")
    found = {}
    for name, refs in groups.items():
        value, why = _sum(report, refs)
        found[name] = Measured(value, why, tuple(refs), "件")
    return found


def outcome_name(group: str) -> str:
    """Return what a group of ways to close an application is called."""
    return term(group).zh


def _closed_rows(report: Report) -> list[str]:
    """Return the rows whose sum is 总计; where the report prints one row for several, that row."""
    form = report.edition
    rows = next(
        [part.id for part in relation.right]
        for relation in form.relations
        if relation.table == "requests" and [whole.id for whole in relation.left] == ["closed"]
    )
    for block in form.table("requests").blocks:
        for variant in block.variants:
            if report.value(f"requests/{variant.row.id}/total") is not ABSENT:
                rows = [row for row in rows if row not in variant.replaces] + [variant.row.id]
    return rows


def _sum(report: Report, refs: Sequence[str]) -> tuple[Decimal | None, str]:
    total = Decimal(0)
    for ref in refs:
        value, why = _value(report, ref)
        if value is None:
            return None, why
        total += value
    return total, ""


def _value(report: Report, ref: str) -> tuple[Decimal | None, str]:
    if ref not in report.edition.index:
        return None, "当年的格式没有这一格"
    value = report.value(ref)
    if value is ABSENT:
        return None, "报告没有这一格"
    if value is None:
        return None, "报告中是空白"
    if isinstance(value, str):
        return None, f"报告写的是“{value[:20]}”"
    return Decimal(value), ""


_NO_CLOSED: Final = "没有办结的申请"
_RECONSIDERED: Final = tuple(f"remedies/reconsideration/{column}" for column in ("upheld", "corrected", "other"))
_SUITS: Final = ("litigation_direct", "litigation_after_reconsideration")
_JUDGED: Final = tuple(f"remedies/{row}/{column}" for row in _SUITS for column in ("upheld", "corrected", "other"))

MEASURES: Final = (
    Measure(
        "received",
        "新收申请",
        "表三“一、本年新收政府信息公开申请数量”的总计。",
        _total("requests/received/total"),
        "件",
    ),
    Measure("closed", "办结申请", "表三“（七）总计”的总计。", _total("requests/closed/total"), "件"),
    Measure(
        "carried_out",
        "结转下年度",
        "表三“四、结转下年度继续办理”的总计。",
        _total("requests/carried_out/total"),
        "件",
    ),
    Measure(
        "disclosed",
        "公开比例",
        "表三（“予以公开”＋“部分公开”）÷“（七）总计”。没有办结的申请时无法计算，不算作0。",
        _share(("requests/granted/total", "requests/partly_granted/total"), ("requests/closed/total",), _NO_CLOSED),
        "%",
    ),
    Measure(
        "reconsiderations",
        "行政复议",
        "表四行政复议的总计，含尚未审结的。",
        _total("remedies/reconsideration/total"),
        "件",
    ),
    Measure(
        "corrected_in_reconsideration",
        "复议纠正比例",
        "表四行政复议“结果纠正”÷（“结果维持”＋“结果纠正”＋“其他结果”），尚未审结的不计。",
        _share((_RECONSIDERED[1],), _RECONSIDERED, "没有审结的复议"),
        "%",
    ),
    Measure(
        "corrected_in_court",
        "诉讼纠正比例",
        "表四两类行政诉讼“结果纠正”之和÷已审结之和，尚未审结的不计。",
        _share(tuple(ref for ref in _JUDGED if ref.endswith("/corrected")), _JUDGED, "没有审结的诉讼"),
        "%",
    ),
    Measure(
        "documents",
        "现行有效行政规范性文件",
        "表二行政规范性文件“现行有效件数”。",
        _total("disclosure/normative_documents/in_force"),
        "件",
    ),
    Measure(
        "licences",
        "行政许可决定",
        "表二行政许可“本年处理决定数量”。",
        _total("disclosure/licensing/decisions"),
        "件",
    ),
    Measure(
        "penalties",
        "行政处罚决定",
        "表二行政处罚“本年处理决定数量”。",
        _total("disclosure/penalties/decisions"),
        "件",
    ),
)
"""What is compared, in the order in which it is shown."""
