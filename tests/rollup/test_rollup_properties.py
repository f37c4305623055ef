"""Over random areas: to the unit, whatever the order, level by level as all at once."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.check import Neighbours, check
from gongkai.rollup import Version, rolled_report
from rollup.worlds import YEAR, mismatches, random_area, rolled
from strategies import Shape

seeds = st.integers(0, 2**32 - 1)


@settings(max_examples=300, deadline=None)
@given(seeds)
def test_sums_equal_the_children_to_the_unit_in_any_order(seed: int) -> None:
    rng = Random(seed)
    assert mismatches(random_area(rng), rng) == []


@settings(max_examples=60, deadline=None)
@given(seeds)
def test_level_by_level_gives_the_same_as_all_at_once(seed: int) -> None:
    rng = Random(seed)
    versions = [Version(v.organ, v.report) for v in random_area(rng, most=9, shape=Shape())]
    cut = rng.randint(0, len(versions))
    towns = [rolled_report(rolled(part), year=YEAR) for part in (versions[:cut], versions[cut:]) if part]
    above = rolled([Version(f"town-{n}", town) for n, town in enumerate(towns)])
    at_once = rolled(versions)
    torn = {figure.cell.row for figure in at_once.figures() if not figure.is_whole}
    for figure in at_once.figures():
        if figure.cell.row not in torn and not figure.cell.variant:
            assert above.figure(figure.cell.ref).value == figure.value


@settings(max_examples=30, deadline=None)
@given(seeds)
def test_the_sum_of_balanced_reports_is_balanced(seed: int) -> None:
    rng = Random(seed)
    versions = random_area(rng, shape=Shape(merged_other=rng.random() < 0.5))
    report = rolled_report(rolled(versions), organ="某区", year=YEAR)
    found = check(report, Neighbours(children=tuple(v.report for v in versions))).findings
    sums = {"requests_do_not_balance", "closed_does_not_add_up", "applicants_do_not_add_up", "remedies_do_not_add_up"}
    assert [f.message for f in found if f.rule in sums | {"differs_from_children"}] == []
