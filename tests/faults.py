"""Faults to plant in a correct report, each with the rule that must find it and the cell it must name.

A report is drawn at random, printed as a person would publish it, spoiled in one way, and read back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from random import Random

from flattenings import flatten, tab_led
from gongkai.check import Neighbours, check
from gongkai.check.rule import Finding
from gongkai.form import edition
from gongkai.read import read_text
from gongkai.report import ABSENT, Report, Value
from strategies import Shape, random_report

Spoil = Callable[[Report, Random], tuple[Report, str | None]]


@dataclass(frozen=True)
class FaultKind:
    """A kind of fault: how a report is spoiled, and the rules of which one must fire. The cell comes from `spoil`."""

    name: str
    rules: frozenset[str]
    spoil: Spoil


def correct(rng: Random, edition_id: str = "2021") -> Report:
    """A report that is right in every way that the rules look at, as it is read back from print."""
    report = random_report(rng, edition_id, shape=Shape(largest=rng.choice((3, 40, 400)), places=2))
    cells: dict[str, Value] = {f.cell.ref: f.value for f in report.figures() if f.cell.row.id != "rules"}
    if report.organ and report.organ.endswith(("镇人民政府", "乡人民政府", "街道办事处")):
        cells["disclosure/fees/amount"] = 0
    values = [
        cells.get(cell.ref, 0 if not cell.variant else report.values[cell.index]) for cell in report.edition.cells
    ]
    closing = report.sections[6]
    six = replace(closing, text=f"{report.year}年度本机关收取信息处理费0元。")
    fixed = replace(report, values=tuple(values), sections={**report.sections, 6: six})
    return read_text(flatten(fixed, tab_led, Random(0)))


def change(report: Report, ref: str, value: Value) -> Report:
    """The report with another value in one cell."""
    values = list(report.values)
    values[report.edition.cell(ref).index] = value
    return replace(report, values=tuple(values))


def _perturb(row: str) -> Spoil:
    def spoil(report: Report, rng: Random) -> tuple[Report, str | None]:
        column = rng.choice([c.id for c in report.edition.table("requests").blocks[0].columns])
        ref = f"requests/{row}/{column}"
        return change(report, ref, (report.count(ref) or 0) + rng.choice((1, 2, 5, 10))), ref

    return spoil


def _perturb_remedy(group: str) -> Spoil:
    def spoil(report: Report, rng: Random) -> tuple[Report, str | None]:
        ref = f"remedies/{group}/{rng.choice(('upheld', 'corrected', 'other', 'pending', 'total'))}"
        return change(report, ref, (report.count(ref) or 0) + rng.randint(1, 9)), ref

    return spoil


def _value(ref: str, value: Value) -> Spoil:
    return lambda report, rng: (change(report, ref, value), ref)


def _text(old: str, new: str, section: int = 1) -> Spoil:
    """Spoil the printed text of a report and read it again."""

    def spoil(report: Report, rng: Random) -> tuple[Report, str | None]:
        assert old in report.text, old
        at = report.text.find(old, report.sections[section].offset if section else 0)
        assert at >= 0, old
        return read_text(report.text[:at] + new + report.text[at + len(old) :]), None

    return spoil


def _with_year(template: str, new: str, *, back: int = 1) -> Spoil:
    def spoil(report: Report, rng: Random) -> tuple[Report, str | None]:
        year = report.year or 0
        words = new.format(year=year, other=year - back)
        return _text(template, words)(report, rng)

    return spoil


def _drop(prefix: str) -> Spoil:
    def spoil(report: Report, rng: Random) -> tuple[Report, str | None]:
        values = [
            ABSENT if cell.ref.startswith(prefix) else value
            for cell, value in zip(report.edition.cells, report.values, strict=True)
        ]
        return replace(report, values=tuple(values)), None

    return spoil


def _dated(month: int, day: int, *, years: int) -> Spoil:
    def spoil(report: Report, rng: Random) -> tuple[Report, str | None]:
        assert report.published_on is not None
        on = report.published_on.replace(year=(report.year or 0) + years, month=month, day=day)
        return replace(report, published_on=on), None

    return spoil


def _blank(report: Report, rng: Random) -> tuple[Report, str | None]:
    ref = rng.choice([f.cell.ref for f in report.figures() if f.value == 0])
    return change(report, ref, None), ref


def _no_organ(report: Report, rng: Random) -> tuple[Report, str | None]:
    return replace(report, organ=None), None


def _no_year(report: Report, rng: Random) -> tuple[Report, str | None]:
    return replace(report, year=None), None


def _old_form(report: Report, rng: Random) -> tuple[Report, str | None]:
    old = correct(rng, "2019")
    return replace(old, year=2023), None


SUMS = frozenset({"requests_do_not_balance", "closed_does_not_add_up", "applicants_do_not_add_up"})


def kinds() -> Iterator[FaultKind]:
    """Yield every kind of fault."""
    for row in edition("2021").table("requests").blocks[0].rows:
        yield FaultKind(f"表三 {row.id}", SUMS, _perturb(row.id))
    for group in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        yield FaultKind(f"表四 {group}", frozenset({"remedies_do_not_add_up"}), _perturb_remedy(group))
    one: list[tuple[str, str, Spoil]] = [
        ("负数", "negative_count", _value("disclosure/licensing/decisions", -3)),
        ("小数", "fractional_count", _value("disclosure/penalties/decisions", Decimal("3.5"))),
        ("空白", "blank_cells", _blank),
        ("缺表四", "table_missing", _drop("remedies/")),
        ("缺表二", "table_missing", _drop("disclosure/")),
        ("缺行", "rows_missing", _drop("requests/unavailable.still_unclear/")),
        ("旧表", "old_form_used", _old_form),
        ("缺第六部分", "section_missing", _text("六、其他需要报告的事项\n", "", 0)),
        ("标题改名", "section_renamed", _text("五、存在的主要问题及改进情况", "五、存在的主要问题及整改措施", 0)),
        ("编号", "heading_numbering_broken", _text("五、存在的主要问题及改进情况", "5、存在的主要问题及改进情况", 0)),
        ("二级编号", "heading_numbering_broken", _text("（三）政府信息管理", "（3）政府信息管理")),
        ("往年截止日", "another_year_stated", _with_year("三审三校", "三审三校”。截至{other}年12月31日，运行良好“")),
        ("问题只写无", "problems_not_stated", _problems),
        ("信息处理费", "processing_fee_not_reported", _text("收取信息处理费0元", "没有其他事项")),
        ("引旧文号", "old_instrument_cited", _text("认真贯彻落实", "按照国办公开办函〔2019〕60号认真贯彻落实")),
        ("无机关", "organ_not_stated", _no_organ),
        ("无年度", "year_not_stated", _no_year),
        ("过早发布", "published_before_year_end", _dated(12, 19, years=0)),
        ("逾期发布", "published_late", _dated(6, 1, years=1)),
        ("身份证号", "identity_number_published", _text("业务培训", "业务培训（联系人证件11010519491231002X）")),
        ("手机号", "mobile_number_published", _text("业务培训", "业务培训（张某13812345678）")),
        ("分项之和", "stated_total_differs", _total),
        ("模板提示", "placeholder_left", _text("强化考核", "强化考核（请根据实际情况填写）")),
        ("密级标志", "secrecy_mark_left", _text("业务培训", "业务培训机密★10年")),
    ]
    for name, rule, spoil in one:
        yield FaultKind(name, frozenset({rule}), spoil)


def _problems(report: Report, rng: Random) -> tuple[Report, str | None]:
    section = report.sections[5]
    return replace(report, sections={**report.sections, 5: replace(section, text="无")}), None


def _total(report: Report, rng: Random) -> tuple[Report, str | None]:
    """全年公开政府信息N条，其中工作动态A条，通知公告B条: make N wrong."""
    text = report.section_text(1)
    start = text.index("全年公开政府信息") + len("全年公开政府信息")
    number = text[start : text.index("条", start)]
    return _text(f"全年公开政府信息{number}条", f"全年公开政府信息{int(number) + rng.randint(1, 90)}条")(report, rng)


def found_by(kind: FaultKind, report: Report, cell: str | None) -> tuple[bool, list[Finding]]:
    """Whether the right rule names the right cell, and the error findings that have nothing to do with the fault."""
    findings = check(report, Neighbours()).findings
    hits = [f for f in findings if f.rule in kind.rules and (cell is None or cell in f.cells)]
    stray = [f for f in findings if f.severity == "error" and f.rule not in kind.rules]
    return bool(hits), stray
