"""Text with living figures cannot disagree with the figures; a number typed by hand is seen."""

from __future__ import annotations

import pytest

from gongkai.check.claims import find_claims
from gongkai.web.reporting.living import Entry, Figurebook, pieces, render, typed_numbers, unknown_references

KINDS = (("count:own.1", "概况类信息", 368), ("count:own.2", "政务动态信息", 469), ("count:own.3", "目录信息", 873))
BOOK = Figurebook({name: Entry(name, label, value) for name, label, value in KINDS})
WRITTEN = (
    "全年，通过区政府网站发布各类主动公开信息{{count:own.1+count:own.2+count:own.3}}条，其中概况类信息{{count:own.1}}条、"
    "政务动态信息{{count:own.2}}条、信息公开目录信息{{count:own.3}}条。"
)
PRINTED = (
    "全年，通过区政府网站发布各类主动公开信息1750条，其中概况类信息368条、政务动态信息469条、信息公开目录信息873条。"
)


def test_the_published_sentence_written_with_living_figures_cannot_say_1750():
    text = render(WRITTEN, BOOK)
    assert text == PRINTED.replace("1750", "1710")
    assert [claim.verdict for claim in find_claims(text)] == ["holds"]


def test_the_published_sentence_typed_by_hand_is_flagged():
    assert [one.text for one in typed_numbers(PRINTED, BOOK) if not one.fits] == ["1750条"]
    assert [claim.verdict for claim in find_claims(PRINTED)] == ["fails"]


def test_a_figure_shows_whatever_its_value_is_now():
    later = Figurebook(BOOK.entries | {"count:own.1": Entry("count:own.1", "概况类信息", 400)})
    assert "信息1742条，其中概况类信息400条" in render(WRITTEN, later)


def test_a_typed_number_is_offered_the_figures_of_its_value():
    [typed] = typed_numbers("制作解读469件。", BOOK)
    assert [entry.name for entry in typed.fits] == ["count:own.2"]


@pytest.mark.parametrize(
    "words", ["2023年3月5日", "国办公开办函〔2021〕30号", "第二十条", "“12345”热线", "三审三校", "两个方面"]
)
def test_dates_documents_and_ordinals_are_not_figures(words):
    assert typed_numbers(f"按照{words}要求办理。", BOOK) == []


def test_a_share_that_its_sentence_proves_is_not_called_unmatched():
    text = "网办事项622项，占633项的98.26%。"
    assert "98.26%" not in [one.text for one in typed_numbers(text, BOOK)]


def test_a_reference_to_no_figure_is_seen():
    assert [piece.reference for piece in unknown_references("共{{count:none}}件", BOOK)] == ["count:none"]


def test_offsets_of_pieces_are_those_of_the_text_as_it_is_read():
    text = render(WRITTEN, BOOK)
    assert [text[piece.start : piece.end] for piece in pieces(WRITTEN, BOOK)] == [p.text for p in pieces(WRITTEN, BOOK)]


def test_a_number_of_trainings_is_not_taken_for_as_many_documents():
    book = Figurebook({"count:items": Entry("count:items", "主动公开信息（条）", 2)})
    [typed] = typed_numbers("开展培训2次。", book)
    assert typed.fits == ()


def test_of_equal_figures_the_one_called_like_the_words_beside_is_offered_first():
    names = ("收费金额", "行政许可", "本年新收政府信息公开申请数量")
    book = Figurebook({f"a/{label}/b": Entry(f"a/{label}/b", label, 7) for label in names})
    [typed] = typed_numbers("全年收到申请7件。", book)
    assert typed.fits[0].label == "本年新收政府信息公开申请数量"
