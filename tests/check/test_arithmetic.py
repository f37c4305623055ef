from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from gongkai.check import Severity, check
from gongkai.report import Report, Value
from strategies import Shape, random_report

EDITIONS = ("2019", "2021")


def perturbed(report: Report, index: int, change: int) -> Report:
    values: list[Value] = list(report.values)
    value = values[index]
    assert isinstance(value, int)
    values[index] = value + change
    return replace(report, values=tuple(values))


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_correct_report_has_no_error(edition: str) -> None:
    for seed in range(250):
        report = random_report(Random(seed), edition)
        errors = [f for f in check(report).findings if f.severity is Severity.ERROR]
        lost = {"GK109"}  # the generator leaves out whole tables, which is an error of its own
        assert [f for f in errors if f.code not in lost] == [], seed


@pytest.mark.parametrize("edition", EDITIONS)
def test_one_wrong_cell_of_tables_three_and_four_is_always_found_and_named(edition: str) -> None:
    for seed in range(60):
        rng = Random(seed)
        report = random_report(rng, edition, shape=Shape(largest=rng.choice((3, 40))))
        cells = [c for c in report.edition.cells if c.table != "disclosure" and not c.variant]
        cell = rng.choice(cells)
        findings = check(perturbed(report, cell.index, rng.choice((1, 2, 10)))).findings
        errors = [f for f in findings if f.severity is Severity.ERROR]
        assert errors
        assert all(cell.ref in f.cells for f in errors), (seed, cell.ref)


@pytest.mark.parametrize("edition", EDITIONS)
def test_where_one_cell_alone_would_mend_table_three_it_comes_first(edition: str) -> None:
    for seed in range(60):
        rng = Random(seed)
        report = random_report(rng, edition, shape=Shape(largest=40))
        cells = [c for c in report.edition.cells if c.table == "requests" and not c.variant]
        cell = rng.choice(cells)
        errors = [f for f in check(perturbed(report, cell.index, 7)).findings if f.severity is Severity.ERROR]
        assert {f.cells[0] for f in errors} == {cell.ref}, seed
        assert all(f"如为{report.values[cell.index]}" in f.message for f in errors)


def test_a_blank_on_the_smaller_side_makes_it_a_warning_as_it_may_stand_for_a_lost_number() -> None:
    report = random_report(Random(5), "2021", shape=Shape(largest=3))
    cell = report.edition.cell("requests/received/natural_person")
    values = list(report.values)
    values[cell.index] = None
    findings = [f for f in check(replace(report, values=tuple(values))).findings if f.code in ("GK301", "GK303")]
    assert all(f.severity is Severity.WARNING for f in findings)
