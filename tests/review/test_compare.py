"""Two reports beside each other: blank, absent and zero apart, editions bridged by ref, no word lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from check_facts import report_with
from gongkai.review import compare
from gongkai.review.compare import comparison_object, shown, shown_change
from gongkai.review.compare_page import comparison_page
from gongkai.review.sentences import compare_texts

RECEIVED = "requests/received/natural_person"
FEES = "disclosure/fees/amount"


def pair_of(a, b, ref=RECEIVED):
    (pair,) = [pair for pair in compare(a, b).cells if pair.ref == ref]
    return pair.state, shown(pair.a), shown(pair.b), shown_change(pair)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (3, 5, ("changed", "3", "5", "+2")),
        (5, 3, ("changed", "5", "3", "-2")),
        (0, 0, ("same", "0", "0", "0")),
        (None, 0, ("changed", "（空白）", "0", "—")),
        (None, None, ("same", "（空白）", "（空白）", "—")),
    ],
)
def test_a_cell_of_both(a, b, expected):
    assert pair_of(report_with({RECEIVED: a}), report_with({RECEIVED: b})) == expected


def test_a_cell_that_one_report_lacks_is_neither_blank_nor_zero():
    lost = report_with(without=("requests/received/",))
    assert pair_of(report_with({RECEIVED: 0}), lost) == ("only_a", "0", "（无此格）", "—")


def test_amounts_differ_exactly():
    a, b = report_with({FEES: Decimal("0.10")}), report_with({FEES: Decimal("0.30")})
    assert pair_of(a, b, FEES)[3] == "+0.20"


def test_editions_are_bridged_where_a_ref_is_in_both():
    comparison = compare(report_with({RECEIVED: 1}, edition_id="2019", year=2020), report_with({RECEIVED: 4}))
    states = {pair.ref: pair.state for pair in comparison.cells}
    assert states[RECEIVED] == "changed"
    assert set(states.values()) >= {"same", "only_a", "only_b"}


def test_a_report_is_the_same_as_itself():
    report = report_with({RECEIVED: None}, sections={1: "一句。两句。"})
    assert compare(report, report).is_same


def test_a_changed_number_is_shown_whole():
    (passages, _) = compare_texts("共收到申请139件。", "共收到申请149件。")
    assert [(p.state, p.text) for p in passages[0].pieces()] == [
        ("same", "共收到申请"), ("removed", "139"), ("added", "149"), ("same", "件。"),
    ]  # fmt: skip


def test_sentences_added_and_removed_stand_where_they_were():
    (passages, _) = compare_texts(
        "甲说一件事情。乙说另一件。丙说第三件。", "甲说一件事情。丙说第三件。全新的一句话在此。"
    )
    assert [p.state for p in passages] == ["same", "removed", "same", "added"]


@given(st.text(alphabet="甲乙丙12。\n；，", max_size=60), st.text(alphabet="甲乙丙12。\n；，", max_size=60))
def test_no_letter_is_lost_on_either_side(a, b):
    (passages, _) = compare_texts(a, b)
    for text, side, gone in ((a, "a", "added"), (b, "b", "removed")):
        shown_text = "".join(p.text for passage in passages for p in passage.pieces() if p.state != gone)
        assert "".join(shown_text.split()) == "".join(text.split())
        assert "".join("".join(getattr(p, side) for p in passages).split()) == "".join(text.split())


def test_programs_get_no_key_for_an_absent_cell():
    shape = comparison_object(compare(report_with({RECEIVED: 0}), report_with(without=("requests/received/",))))
    cell = next(c for c in shape["cells"] if c["ref"] == RECEIVED)
    assert cell == {"ref": RECEIVED, "state": "only_a", "a": 0, "change": None}


def test_the_page_shows_changes_and_runs_nothing():
    a = report_with({RECEIVED: 1}, sections={1: "<b>甲</b>共1件。"})
    b = report_with({RECEIVED: 2}, sections={1: "<b>甲</b>共2件。"})
    page = html.document_fromstring(comparison_page(compare(a, b)))
    assert not page.xpath("//b | //script | //@style")
    assert page.xpath("string(//section//del)") == "1"
    assert page.xpath("string(//section//ins)") == "2"
    assert [td.text for td in page.xpath(f"//tr[@id='{RECEIVED}']/td")] == ["1", "2", "+1"]
