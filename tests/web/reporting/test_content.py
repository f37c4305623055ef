"""What is frozen comes back as it was."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.form import editions
from gongkai.report import build_report
from gongkai.web.reporting.content import content_of, load_content


@pytest.mark.parametrize("form", editions().values(), ids=str)
@pytest.mark.parametrize("amount", ["0", "12", "130.50"])
def test_a_frozen_report_comes_back_with_every_value_and_word(form, amount):
    values = {cell.ref: cell.index for cell in form.cells if cell.type == "count"}
    values |= {cell.ref: Decimal(amount) for cell in form.cells if cell.type == "decimal"}
    values |= {cell.ref: None for cell in form.cells if cell.table == "remedies"}
    report = build_report(form, values, organ="甲", year=form.first_year, sections={1: "一段\n二段", 5: "", 6: "无。"})
    again = load_content(content_of(report))
    assert (again.values, [type(value) for value in again.values]) == (
        report.values,
        [type(value) for value in report.values],
    )
    assert (again.sections, again.headings, again.title) == (report.sections, report.headings, report.title)


def test_the_frozen_text_is_the_same_whenever_it_is_written():
    form = next(iter(editions().values()))
    report = build_report(form, {form.cells[0].ref: 3}, organ="甲", year=form.first_year)
    assert content_of(load_content(content_of(report))) == content_of(report)
