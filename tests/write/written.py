"""What the tests of the writers share: a report of each kind, and comparing what was written with what is read."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from gongkai.form import edition
from gongkai.report import Report, Value, build_report
from strategies import Shape, random_report

NASTY = "=1+1|<b>&amp;“引号”\"'`*_[x](y) #set page() \\ {{ x }} ]]> -- 末"


def plain_report(edition_id: str = "2021") -> Report:
    return random_report(Random(5), edition_id, shape=Shape(places=3))


def report_with(cells: dict[str, Value], **changes: object) -> Report:
    """Return a report of the edition of 2021 with every cell blank but these."""
    form = edition("2021")
    values: dict[str, Value] = {cell.ref: None for cell in form.cells if not cell.variant}
    return build_report(form, values | cells, organ="某县财政局", year=2023, **changes)  # type: ignore[arg-type]


def nasty_report() -> Report:
    return report_with(
        {"disclosure/fees/amount": Decimal("4068.208")},
        sections={1: NASTY + "\n" + NASTY, 5: "=cmd|' /C calc'!A0", 6: "@无"},
        title="=某县<财政>局2023年政府信息公开工作年度报告&",
    )


def figures_of(report: Report) -> list[tuple[str, str]]:
    """List refs and values with their exact digits; what the report does not have is not listed."""
    return [(figure.cell.ref, repr(figure.value)) for figure in report.figures()]


def words_of(report: Report) -> dict[object, object]:
    """List the words, paragraph by paragraph; how many empty lines stand between them is no word."""
    paragraphs = {
        number: [line for line in section.text.split("\n") if line.strip()]
        for number, section in report.sections.items()
    }
    return {
        "organ": report.organ,
        "year": report.year,
        "title": report.title,
        "published_on": report.published_on,
        **{number: lines for number, lines in paragraphs.items() if lines},
    }
