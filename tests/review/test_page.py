"""The page of one report: marks on the very cells and words, nothing loaded, nothing of the report run."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

import pytest
from lxml import html

from check_facts import report_with
from gongkai.check import check
from gongkai.check.acceptance import accept, choose, settle
from gongkai.report import Report, Section
from gongkai.review import review_page

TOTAL = "remedies/reconsideration/total"
WRONG = {TOTAL: 0, "remedies/reconsideration/upheld": 10}
SENTENCE = "全年发布信息1750条，其中概况类信息368条、动态信息469条、目录信息873条"
TEXT = f"（一）主动公开。情况良好。{SENTENCE}。\n依申请公开0件。信息管理。平台。监督。"


def parsed(report: Report, accepted: str = "") -> html.HtmlElement:
    checked = check(report)
    kept = [accept(f, report, reason="有说明") for f in choose(checked.findings, accepted)] if accepted else []
    return html.document_fromstring(review_page(settle(checked, kept), file="年报.docx"))


def test_a_wrong_cell_is_marked_under_its_own_ref_and_linked_both_ways() -> None:
    page = parsed(report_with(WRONG))
    cell = page.get_element_by_id(TOTAL)
    assert cell.get("data-cell") == TOTAL
    assert "error" in cell.get("class").split()
    number = cell.find("a").get("href")[1:]
    finding = page.get_element_by_id(number)
    assert finding.xpath("string(.//span[@class='code'])") == "GK401"
    assert f"#{TOTAL}" in finding.xpath(".//a/@href")
    assert TOTAL in finding.get("data-at").split()


def test_severity_is_said_in_signs_and_words_too() -> None:
    page = parsed(report_with(WRONG))
    link = page.get_element_by_id(TOTAL).find("a")
    assert (link.text, link.get("aria-label")) == ("✗1", "错误1")


def test_exactly_the_words_are_marked() -> None:
    page = parsed(report_with(sections={1: TEXT}))
    marks = page.xpath("//section[@data-section='1']//mark")
    assert "".join(mark.text for mark in marks) == SENTENCE
    paragraph = page.xpath("//section[@data-section='1']/p")[0]
    shown = "".join(t for t in paragraph.itertext() if t not in paragraph.xpath(".//a/text()"))
    assert shown == TEXT.split("\n", maxsplit=1)[0]


def test_marks_that_overlap_lose_no_letter() -> None:
    report = report_with(sections={1: TEXT.replace("全年发布", "截止到2022年12月31日，全年发布")})
    page = parsed(report)
    paragraph = page.xpath("//section[@data-section='1']/p")[0]
    tags = set(paragraph.xpath(".//a/text()"))
    assert "".join(t for t in paragraph.itertext() if t not in tags) == report.section_text(1).split("\n")[0]
    assert len(tags) >= 2


def test_a_finding_on_many_cells_marks_each_with_a_sign_alone() -> None:
    cells = {cell.ref: None for cell in report_with().edition.cells if cell.table == "requests" and not cell.variant}
    page = parsed(report_with(cells))
    signs = {a.text for a in page.xpath("//table[@class='requests']//td/a")}
    assert signs == {"!"}


def test_an_accepted_finding_is_shown_as_accepted() -> None:
    page = parsed(report_with(WRONG), accepted="GK401")
    assert page.get_element_by_id(TOTAL).get("class").split()[1] == "accepted"
    assert "已接受：有说明" in page.xpath("string(//li[contains(@class, 'accepted')]/p[@class='reason'])")


def test_nothing_but_the_named_style_and_script_may_act() -> None:
    text = review_page(settle(check(report_with(WRONG))))
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        assert content
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy[1]
    page = html.document_fromstring(text)
    assert not page.xpath("//@style | //@src | //@onclick | //link | //img | //iframe")


@pytest.mark.parametrize(
    "nasty", ["<script>alert(1)</script>", "</style><b>&amp;", "\x00\x07控制", '’"><svg onload=x>']
)
def test_the_words_of_a_report_are_never_markup(nasty: str) -> None:
    report = report_with(organ=f"青山区{nasty}局", sections={1: nasty + TEXT, 5: nasty})
    page = html.document_fromstring(review_page(settle(check(report)), file=nasty))
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//b | //svg | //@onload")


def test_words_of_the_whole_file_are_marked_in_the_section_that_they_stand_in() -> None:
    text = "标题\n" + TEXT
    report = replace(report_with(sections={1: TEXT}), text=text, sections={1: Section(1, TEXT, 3)})
    from gongkai.check.rule import Words
    from gongkai.review.marking import mark_report
    from gongkai.review.wording import remarks_of

    settled = settle(check(report))
    found = next(f for f in settled.open if f.code == "GK501")
    assert found.words
    moved = replace(found, words=Words(None, found.words.start + 3, found.words.end + 3, found.words.quote))
    marked = mark_report(report, remarks_of(replace(settled, open=(moved,))))
    assert "".join(html.fromstring(marked.html).xpath("//mark/text()")) == SENTENCE
