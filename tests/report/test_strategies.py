"""The random reports that other tests stand on are themselves right."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings

from gongkai.form import editions
from gongkai.report import Report
from strategies import random_report, reports


def differences(report: Report) -> list[str]:
    """Name the equations of this report's form that its figures break; blanks count as zero."""
    present = {index for index, value in enumerate(report.values) if isinstance(value, (int, Decimal))}
    bad = []
    for equation in report.edition.equations:
        if equation.relation.across_years or not present.issuperset(equation.left + equation.right):
            continue
        sides = [sum(int(report.values[i] or 0) for i in side) for side in (equation.left, equation.right)]
        if sides[0] != sides[1]:
            bad.append(equation.relation.id)
    return bad


@settings(max_examples=60, deadline=None)
@given(reports())
def test_every_random_report_balances(report):
    assert differences(report) == []


def test_a_report_with_merged_row_six_has_none_of_its_parts():
    report = next(
        r
        for r in (random_report(Random(seed)) for seed in range(200))
        if r.count("requests/otherwise_closed/total") is not None
    )
    assert [f.cell.ref for f in report.figures() if f.cell.ref.startswith("requests/otherwise_closed.")] == []


@pytest.mark.parametrize("edition_id", editions())
def test_the_next_year_continues_the_last(edition_id):
    rng = Random(7)
    first = random_report(rng, edition_id)
    second = random_report(rng, edition_id, previous=first)
    assert second.year == first.year + 1
    assert second.organ == first.organ
