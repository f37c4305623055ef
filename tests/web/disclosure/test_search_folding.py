"""What is compared when somebody searches."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.web.disclosure.search.aliases import groups, spellings
from gongkai.web.disclosure.search.asking import understand
from gongkai.web.disclosure.search.folding import fold, fold_word, tidy
from gongkai.web.disclosure.search.tokens import numbers, numbers_of_word, pairs

CHINESE = st.text(st.sampled_from("政府信息公开條例申請，。〔〕２０２3Ａb ＋㈠体\n"), max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("政府資訊公開", "政府资讯公开"),
        ("ＧＯＮＧＫＡＩ２０２３", "gongkai2023"),
        ("国办函〔2020〕109号", "国办函[2020]109号"),
        ("通　知", "通知"),
        ("关于 印发 方案", "关于印发方案"),
        ("《条例》", "条例"),
    ],
)
def test_what_does_not_matter_is_not_compared(one: str, other: str) -> None:
    assert fold_word(one) == fold_word(other)


def test_words_on_either_side_of_a_full_stop_do_not_make_a_new_word() -> None:
    assert "复议" not in fold(tidy("已经恢复。议定如下"))


def test_a_line_of_a_pdf_that_runs_on_is_joined() -> None:
    assert "行政复议" in fold(tidy("可以申请行政\n复议", is_wrapped=True))


@given(CHINESE)
def test_a_place_in_the_folded_text_is_the_same_place_in_the_shown_text(text: str) -> None:
    assert len(fold(tidy(text))) == len(tidy(text))


@given(CHINESE, st.integers(0, 40), st.integers(1, 12))
def test_a_fragment_folds_to_a_fragment(text: str, start: int, length: int) -> None:
    fragment = text[start : start + length]
    assert fold_word(fragment) in fold(tidy(text)) or "\n" in fragment


@given(CHINESE)
def test_a_text_holds_all_numbers_of_its_words(text: str) -> None:
    folded = fold(tidy(text))
    assert {number for pair in pairs(folded) for number in numbers_of_word(pair)} <= numbers(folded)


@pytest.mark.parametrize(
    "typed", ["国办函〔2020〕109号", "国办函[2020]109号", "国办函2020 109号", "国办函【2020】第109号"]
)
def test_a_document_number_is_understood_in_any_brackets(typed: str) -> None:
    assert understand(typed).number == "国办函|2020|109号"


@pytest.mark.parametrize("typed", ["2023年预算", "预算 2023 12", "条例", "12345"])
def test_other_words_with_digits_are_no_document_number(typed: str) -> None:
    assert understand(typed).number == ""


def test_words_between_blanks_are_looked_for_each_by_itself() -> None:
    assert [term.typed for term in understand("预算　公开 街道").terms] == ["预算", "公开", "街道"]


def test_a_phrase_between_quotation_marks_is_looked_for_as_it_is() -> None:
    assert [term.spellings for term in understand("“申请公开”").terms] == [("申请公开",)]


def test_another_name_of_the_same_is_looked_for_too() -> None:
    assert "最低生活保障办法" in spellings("低保办法")


def test_what_the_word_finds_anyway_is_not_looked_for_twice() -> None:
    assert "依申请公开" not in spellings("申请公开")


def test_no_name_stands_in_two_groups() -> None:
    names = [name for group in groups() for name in group]
    assert len(names) == len(set(names))


def test_nothing_typed_asks_for_nothing() -> None:
    assert understand(" ，。 ").terms == ()
