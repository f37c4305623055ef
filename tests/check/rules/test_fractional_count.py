from __future__ import annotations

from decimal import Decimal

from check_facts import facts, report_with

NAME = "fractional_count"


def test_a_fraction_of_a_decision_is_found() -> None:
    report = report_with({"disclosure/penalties/decisions": Decimal("38.5")})
    assert facts(NAME, report) == [("GK203", "disclosure/penalties/decisions", None, Decimal("38.5"))]


def test_money_may_have_decimals() -> None:
    assert facts(NAME, report_with({"disclosure/fees/amount": Decimal("4068.208")})) == []
