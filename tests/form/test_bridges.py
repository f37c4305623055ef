from __future__ import annotations

import pytest

from gongkai.form import bridge, edition, editions


@pytest.mark.parametrize(("old", "new"), [("2019", "2021"), ("2021", "2019")])
def test_every_cell_of_both_editions_has_a_counterpart_or_a_reason(old: str, new: str) -> None:
    across = bridge(old, new)
    for cell in (*edition(old).cells, *edition(new).cells):
        assert cell.ref in across.same or across.without[cell.ref], cell.ref


def test_any_two_editions_have_a_bridge() -> None:
    assert all(bridge(old, new) is not None for old in editions() for new in editions())


def test_the_one_row_of_other_outcomes_answers_to_the_row_that_merges_three() -> None:
    assert edition("2021").cell(bridge("2019", "2021").same["requests/otherwise_closed/total"]).variant


def test_documents_made_are_not_documents_issued() -> None:
    assert "disclosure/rules/made" not in bridge("2019", "2021").same
    assert "口径不同" in bridge("2019", "2021").without["disclosure/rules/issued"]


def test_an_edition_answers_to_itself() -> None:
    same = bridge("2021", "2021").same
    assert same == {cell.ref: cell.ref for cell in edition("2021").cells}
