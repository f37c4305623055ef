"""Articles by address, and how well each is known."""

from __future__ import annotations

import pytest

from gongkai import law
from gongkai.errors import LawError
from gongkai.law.articles import articles


def test_article_33_paragraph_2_sets_twenty_working_days():
    assert "自收到申请之日起20个工作日内予以答复" in law.passage("oir#33.2")[0]


def test_article_36_item_3_is_the_refusal_with_reasons():
    assert law.passage("oir#36.3") == ("（三）行政机关依据本条例的规定决定不予公开的，告知申请人不予公开并说明理由；",)


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("oir#33", "政府信息公开条例第三十三条"),
        ("oir#33.2", "政府信息公开条例第三十三条第二款"),
        ("oir#36.3", "政府信息公开条例第三十六条第（三）项"),
        ("oir#29.2.1", "政府信息公开条例第二十九条第二款第（一）项"),
        ("arl#23.1.4", "行政复议法第二十三条第一款第（四）项"),
        ("service_reply#4", "国办公开办函〔2016〕235号第四项"),
        ("holiday_notice#2026", "国务院办公厅放假安排通知（2026年）"),
        ("oir", "《政府信息公开条例》"),
    ],
)
def test_an_address_reads_as_an_officer_writes_it(ref, words):
    assert law.cite(ref).zh == words


@pytest.mark.parametrize("name_and_count", [("oir", 56), ("arl", 90), ("apl", 103), ("holiday_measures", 8)])
def test_whole_texts_have_every_article(name_and_count):
    name, count = name_and_count
    assert [article.number for article in articles(name)] == list(range(1, count + 1))


@pytest.mark.parametrize("ref", ["oir#57", "oir#33.4", "oir#36.8", "oir#0", "oir#36.3.1", "nothing#1"])
def test_an_address_without_text_is_refused(ref):
    with pytest.raises(LawError) as refusal:
        law.passage(ref)
    assert refusal.value.field == "ref"


@pytest.mark.parametrize("ref", ["oir#", "oir #3", "OIR#3", "oir#3.", "oir#三", "oir#1.2.3.4", "", "#3", "oir#99999"])
def test_an_address_written_wrongly_is_refused_or_names_the_whole(ref):
    if ref == "oir#":
        assert law.cite(ref).lines == ()
        return
    with pytest.raises(LawError):
        law.cite(ref)


def test_no_article_text_is_empty_or_holds_a_heading():
    lines = [line for name in law.instruments() for article in articles(name) for line in article.lines]
    assert lines
    assert all(line.strip() and not line.startswith(("#", "第一章", "<!--")) for line in lines)


def test_press_reports_of_the_fee_measures_are_marked():
    assert not law.cite("fee_measures#6").confirmed
    assert law.cite("fee_measures#3").confirmed


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (60, "六十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1005, "一千零五"),
    ],
)
def test_numbers_are_written_as_statutes_do(number, written):
    assert law.chinese_number(number) == written
