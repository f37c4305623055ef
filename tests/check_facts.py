"""Build reports for rule tests, and compare what a rule finds as facts, not prose."""

from __future__ import annotations

from gongkai.check import Neighbours, check, rules
from gongkai.form import edition
from gongkai.report import Heading, Report, Value, build_report

ASPECTS = "主动公开信息10条。依申请公开0件。政府信息管理，严格三审。平台建设。监督保障。"


def zeros(edition_id: str = "2021") -> dict[str, Value]:
    """Every statutory cell of an edition, at zero."""
    return {cell.ref: 0 for cell in edition(edition_id).cells if not cell.variant}


def report_with(
    cells: dict[str, Value] | None = None,
    *,
    edition_id: str = "2021",
    year: int | None = 2023,
    organ: str | None = "青山区财政局",
    sections: dict[int, str] | None = None,
    without: tuple[str, ...] = (),
) -> Report:
    """A report of zeros, correct but for what the caller gives. `without` drops cells by the start of their refs."""
    values = {ref: value for ref, value in zeros(edition_id).items() if not ref.startswith(without or ("-",))}
    texts = {1: ASPECTS, 5: "问题：一是不够及时。改进：加强学习。", 6: "本年度收取信息处理费0元。", **(sections or {})}
    return build_report(edition(edition_id), {**values, **(cells or {})}, organ=organ, year=year, sections=texts)


def with_headings(report: Report, *texts: str) -> Report:
    """The report with these headings, numbered as given; offsets as if each stood on its own line."""
    headings, offset, line = [], 0, 1
    for number, text in enumerate(texts, 1):
        if text:
            headings.append(Heading(number, text, offset, line))
            offset, line = offset + len(text) + 1, line + 1
    return Report(
        organ=report.organ,
        year=report.year,
        edition=report.edition,
        values=report.values,
        sections=report.sections,
        headings=tuple(headings),
        title=report.title,
        text="\n".join(text for text in texts if text),
    )


Facts = list[tuple[str, str | None, object, object]]


def facts(name: str, report: Report, near: Neighbours | None = None) -> Facts:
    """What one rule finds: code, first cell (or the words quoted), expected, found."""
    assert name in rules()
    return [
        (f.code, f.cells[0] if f.cells else f.words.quote if f.words else None, f.expected, f.found)
        for f in check(report, near).findings
        if f.rule == name
    ]


def not_run(name: str, report: Report, near: Neighbours | None = None) -> list[str]:
    """Why one rule did not run."""
    return [item.why for item in check(report, near).not_run if item.rule == name]
