from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.check import Neighbours, check
from gongkai.errors import InputError
from gongkai.form import edition
from gongkai.report import ABSENT, Report, build_report
from gongkai.rollup import RollUp, Version, Why, roll_up, rolled_report

RECEIVED = "requests/received/natural_person"
OTHER = "requests/otherwise_closed.other/natural_person"
MERGED = "requests/otherwise_closed/natural_person"
FEES = "disclosure/fees/amount"


def version(organ: str, cells: dict, *, form: str = "2021", year: int = 2024) -> Version:
    return Version(organ, build_report(edition(form), cells, organ=organ, year=year))


def rolled(*versions: Version, own: Version | None = None, **more: object) -> RollUp:
    return roll_up(versions, edition("2021"), own=own, **more)


def test_a_sum_names_whose_number_each_part_is() -> None:
    figure = rolled(version("b", {RECEIVED: 4}), version("a", {RECEIVED: 3})).figure(RECEIVED)
    assert figure.value == 7
    assert [(part.organ, part.value) for part in figure.parts] == [("a", 3), ("b", 4)]


def test_own_figures_are_added_and_kept_apart() -> None:
    result = rolled(version("a", {RECEIVED: 3}), own=version("district", {RECEIVED: 10}))
    assert result.figure(RECEIVED).value == 13
    assert result.own is not None
    assert result.own.report.value(RECEIVED) == 10


def test_a_blank_is_named_and_is_no_zero() -> None:
    figure = rolled(version("a", {RECEIVED: None}), version("b", {RECEIVED: 2})).figure(RECEIVED)
    assert figure.value == 2
    assert [(lack.organ, lack.why) for lack in figure.lacks] == [("a", Why.BLANK)]


def test_a_cell_that_a_report_does_not_have_is_named_apart_from_a_blank() -> None:
    figure = rolled(version("a", {}), version("b", {RECEIVED: 2})).figure(RECEIVED)
    assert [(lack.organ, lack.why) for lack in figure.lacks] == [("a", Why.ABSENT)]


def test_only_blanks_make_a_blank_and_only_absent_cells_an_absent_one() -> None:
    assert rolled(version("a", {RECEIVED: None}), version("b", {})).figure(RECEIVED).value is None
    assert rolled(version("a", {}), version("b", {})).figure(RECEIVED).value is ABSENT


def test_zeros_make_a_zero_with_nothing_lacking() -> None:
    figure = rolled(version("a", {RECEIVED: 0}), version("b", {RECEIVED: 0})).figure(RECEIVED)
    assert figure.value == 0
    assert figure.is_whole


def test_who_should_have_reported_and_did_not_is_named() -> None:
    result = rolled(version("a", {RECEIVED: 1}), expected=["a", "c", "b"])
    assert result.missing == ("b", "c")
    assert not result.is_whole


def test_amounts_are_added_to_the_last_digit() -> None:
    parts = [version(f"o{n}", {FEES: Decimal("0.000001")}) for n in range(3)]
    assert rolled(*parts, version("z", {FEES: 12345678901234567890})).figure(FEES).value == Decimal(
        "12345678901234567890.000003"
    )


def test_the_same_organ_twice_is_refused() -> None:
    with pytest.raises(InputError, match="有两份"):
        rolled(version("a", {}), version("a", {}))


def test_an_organ_above_and_below_at_once_is_refused() -> None:
    with pytest.raises(InputError, match="既是本级又是下级"):
        rolled(version("a", {}), own=version("a", {}))


def test_reports_of_different_years_are_refused() -> None:
    with pytest.raises(InputError, match=r"2023、2024"):
        rolled(version("a", {}, year=2023), version("b", {}))


def test_a_report_in_the_old_form_gives_what_means_the_same() -> None:
    figure = rolled(version("a", {RECEIVED: 5}, form="2019"), version("b", {RECEIVED: 2})).figure(RECEIVED)
    assert figure.value == 7
    assert figure.is_whole


def test_a_report_in_the_old_form_says_why_it_gives_nothing_else() -> None:
    figure = rolled(version("a", {"disclosure/rules/made": 5}, form="2019")).figure("disclosure/rules/issued")
    assert figure.value is ABSENT
    assert figure.lacks[0].why is Why.OTHER_EDITION
    assert "口径不同" in figure.lacks[0].text


def test_a_merged_row_that_is_not_zero_cannot_be_split() -> None:
    result = rolled(version("a", {MERGED: 3}), version("b", {OTHER: 2}))
    assert result.figure(OTHER).value == 2
    assert [lack.why for lack in result.figure(OTHER).lacks] == [Why.MERGED]


def test_a_merged_row_of_zero_is_zero_in_each_of_its_parts() -> None:
    figure = rolled(version("a", {MERGED: 0}), version("b", {OTHER: 2})).figure(OTHER)
    assert figure.is_whole
    assert figure.value == 2


def three_parts(count: int) -> dict[str, int]:
    return {
        f"requests/otherwise_closed.{part}/natural_person": count for part in ("uncorrected", "fee_unpaid", "other")
    }


def test_the_sum_prints_the_merged_row_where_a_report_below_filled_only_that() -> None:
    report = rolled_report(rolled(version("a", {MERGED: 3}), version("b", three_parts(1))))
    assert report.value(MERGED) == 6
    assert report.value(OTHER) is ABSENT


def test_the_sum_prints_the_parts_where_every_report_below_did() -> None:
    report = rolled_report(rolled(version("a", three_parts(2)), version("b", three_parts(1))))
    assert report.value(OTHER) == 3
    assert report.value(MERGED) is ABSENT


def test_the_checker_agrees_with_the_sum() -> None:
    own, below = version("district", {RECEIVED: 10}), version("a", {RECEIVED: 3})
    report: Report = rolled_report(rolled(below, own=own), organ="区", year=2024)
    found = check(report, Neighbours(children=(below.report,), own=own.report)).findings
    assert [finding.code for finding in found if finding.rule == "differs_from_children"] == []
