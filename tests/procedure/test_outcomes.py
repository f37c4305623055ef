"""What each outcome means in law, and the remedy paragraph."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai import law
from gongkai.errors import InputError, LawError
from gongkai.form import edition as load_edition
from gongkai.form import edition_for, editions
from gongkai.procedure import documents, organ_kinds, outcome, outcomes, remedy_for_document, remedy_for_outcome
from gongkai.tally.requests import row_for

ON = date(2026, 3, 2)
WITHHELD = ["D1", "D2", "D3", "D4", "D5", "D6", "D7"]
REVIEWED = ["P", "D8", "U2", "N1", "N2", "N3", "N5", "O3"]


def remedy(code, organ="local_department", on=ON, **more):
    return remedy_for_outcome(code, organ=organ, on=on, **more)


@pytest.mark.parametrize("code", WITHHELD)
def test_withholding_under_articles_14_to_16_goes_to_reconsideration_first(code):
    text = remedy(code).text
    assert "应当先" in text
    assert "六十日内向本级人民政府申请行政复议" in text
    assert "十五日内" in text
    assert "直接向人民法院" not in text


@pytest.mark.parametrize("code", WITHHELD)
def test_withholding_requires_reasons(code):
    assert outcome(code).reasons == "oir#36.3"


@pytest.mark.parametrize("code", ["G1", "G2", "U1a", "U1b", "U3", "N4", "N5", "O1", "O2"])
def test_other_replies_leave_the_choice_between_reconsideration_and_suit(code):
    text = remedy(code).text
    assert "六个月内直接向人民法院提起行政诉讼" in text
    assert "应当先" not in text


def test_before_2024_withholding_did_not_go_to_reconsideration_first():
    old = remedy("D1", on=date(2023, 12, 31))
    assert "应当先" not in old.text
    assert "本级人民政府或者上一级主管部门" in old.text
    assert old.needs_legal_review
    assert outcome("D1").must_reconsider_first(date(2023, 12, 31)) == "no"


@pytest.mark.parametrize("code", ["D8", "U2", "N1", "N2", "N3"])
def test_replies_that_may_not_be_suable_carry_no_ordinary_paragraph(code):
    found = remedy(code)
    assert (found.text, found.carries, found.needs_legal_review) == ("", False, True)


@pytest.mark.parametrize("code", REVIEWED)
def test_open_questions_ask_for_legal_review(code):
    assert outcome(code).needs_legal_review


def test_partly_granted_is_treated_as_reconsideration_first_and_reviewed():
    found = remedy("P")
    assert "应当先" in found.text
    assert found.needs_legal_review


@pytest.mark.parametrize(
    ("organ", "who", "basis"),
    [
        ("local_department", "向本级人民政府申请", "arl#24.1.1"),
        ("local_government", "向上一级人民政府申请", "arl#24.1.2"),
        ("dispatched_organ", "向设立该派出机关的人民政府申请", "arl#24.1.3"),
        ("provincial_government", "向作出本答复的省级人民政府申请", "arl#24.2"),
        ("state_council_department", "向作出本答复的国务院部门申请", "arl#25.1"),
        ("vertical_organ", "向上一级主管部门申请", "arl#27"),
        ("justice_department", "向本级人民政府或者上一级司法行政部门申请", "arl#28"),
    ],
)
def test_who_reconsiders_since_2024(organ, who, basis):
    found = remedy("D1", organ)
    assert who in found.text
    assert basis in found.basis
    assert all(law.cite(ref).lines for ref in found.basis)


@pytest.mark.parametrize("organ", organ_kinds())
def test_only_provinces_and_ministries_mention_a_final_ruling(organ):
    final = "国务院申请裁决" in remedy("G2", organ).text
    assert final == (organ in {"provincial_government", "state_council_department"})


def test_a_reply_served_online_must_give_the_online_channel():
    with pytest.raises(InputError) as refusal:
        remedy("D1", by_internet=True)
    assert refusal.value.field == "online"
    assert "https://fy.example" in remedy("D1", by_internet=True, online="https://fy.example").text


def test_the_proper_name_of_the_authority_is_used():
    assert "向某某市人民政府申请行政复议" in remedy("D1", authority="某某市人民政府").text


@pytest.mark.parametrize("name", documents())
def test_procedural_documents_never_carry_the_paragraph(name):
    assert not remedy_for_document(name).carries


@pytest.mark.parametrize("name", ["extension_notice", "correction_notice", "fee_notice", "overdue_silence"])
def test_documents_with_open_questions_say_so(name):
    assert remedy_for_document(name).needs_legal_review


@pytest.mark.parametrize("edition", editions(), ids=str)
def test_every_outcome_has_a_row_in_every_edition(edition):
    known = load_edition(edition)
    rows = tuple({cell.row.id for cell in known.cells[: known.statutory] if cell.table == "requests"})
    assert all(row_for(found.row, rows) for found in outcomes().values())


def test_every_row_of_a_closed_application_has_an_outcome():
    rows = {cell.row.id for cell in edition_for(2025).cells[: edition_for(2025).statutory] if cell.table == "requests"}
    assert rows - {found.row for found in outcomes().values()} == {"received", "carried_in", "closed", "carried_out"}


def test_every_outcome_cites_law_that_exists():
    for found in outcomes().values():
        assert law.cite(found.basis).zh
        assert found.reasons is None or law.cite(found.reasons).lines


def test_unknown_names_are_refused_with_the_known_ones():
    with pytest.raises(InputError, match="国家秘密"):
        outcome("D99")
    with pytest.raises(InputError, match="local_department"):
        remedy("D1", "party")
    with pytest.raises(InputError):
        remedy_for_document("poem")
    with pytest.raises(LawError):
        remedy("D1", "vertical_organ", on=date(2020, 1, 1))
