from __future__ import annotations

from check_facts import facts, not_run, report_with

NAME = "requests_do_not_balance"


def test_received_and_carried_in_must_equal_closed_and_carried_out() -> None:
    """The form prints the relation above Table 三."""
    report = report_with(
        {
            "requests/received/natural_person": 39,
            "requests/received/total": 39,
            "requests/granted/natural_person": 37,
            "requests/granted/total": 37,
            "requests/closed/natural_person": 37,
            "requests/closed/total": 37,
        }
    )
    assert [(code, expected, found) for code, _, expected, found in facts(NAME, report)] == [
        ("GK301", 37, 39),
        ("GK301", 37, 39),
    ]


def test_a_column_that_balances_is_quiet() -> None:
    report = report_with(
        {
            "requests/received/business": 3,
            "requests/carried_in/business": 1,
            "requests/closed/business": 2,
            "requests/carried_out/business": 2,
        }
    )
    assert facts(NAME, report) == []


def test_blank_columns_are_said_not_to_have_been_checked() -> None:
    blank = {f"requests/{row}/research": None for row in ("received", "carried_in", "closed", "carried_out")}
    assert facts(NAME, report_with(blank)) == []
    assert not_run(NAME, report_with(blank)) == ["等式一边的单元格都是空白，1处未核对"]
