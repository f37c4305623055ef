from __future__ import annotations

from decimal import Decimal

from check_facts import facts, report_with

NAME = "fee_looks_like_yuan"


FEES = "disclosure/fees/amount"


def test_a_street_office_with_a_hundred_million_yuan_is_noted() -> None:
    assert facts(NAME, report_with({FEES: 152790}, organ="水塔街道办事处")) == [("GK205", FEES, None, 152790)]


def test_a_county_may_really_collect_that_much() -> None:
    assert facts(NAME, report_with({FEES: Decimal("40680.5")}, organ="沭阳县人民政府")) == []
