"""HTML: every figure named, every table accessible, nothing of the words run as markup."""

import pytest
from lxml import html
from written import nasty_report, plain_report, report_with

from gongkai.form import editions
from gongkai.report import ABSENT
from gongkai.write import write_report

BOTH = ["html", "html-fragment"]


def parsed(report, format="html"):
    return html.document_fromstring(write_report(report, format).decode())


@pytest.mark.parametrize("format", BOTH)
@pytest.mark.parametrize("edition_id", editions())
def test_every_figure_carries_its_ref(format, edition_id):
    report = plain_report(edition_id)
    shown = parsed(report, format).xpath("//td/@data-cell")
    assert sorted(shown) == sorted(figure.cell.ref for figure in report.figures())


@pytest.mark.parametrize("format", BOTH)
def test_every_table_has_a_caption_a_head_and_scoped_headings(format):
    for table in parsed(plain_report(), format).xpath("//table"):
        assert table.xpath("string(caption)").strip()
        assert table.xpath("thead/tr")
        assert all(th.get("scope") for th in table.iter("th"))


def test_every_figure_names_headings_that_exist_from_its_row_and_its_column():
    page = parsed(plain_report())
    known = set(page.xpath("//th/@id"))
    for cell in page.xpath("//td[@data-cell]"):
        assert set(cell.get("headers").split()) <= known
    cell = page.xpath("//td[@data-cell='requests/refused.state_secret/business']")[0]
    words = [page.get_element_by_id(name).text_content() for name in cell.get("headers").split()]
    assert words == [
        "申请人情况", "法人或其他组织", "商业企业", "三、本年度办理结果", "（三）不予公开", "1.属于国家秘密",
    ]  # fmt: skip


@pytest.mark.parametrize("format", BOTH)
def test_words_are_never_markup(format):
    report = nasty_report()
    page = parsed(report, format)
    assert page.xpath("string(//h1)") == report.title
    assert not page.xpath("//b | //script")
    first = page.xpath("//section[@data-section='1']/p")[0]
    assert first.text_content() == report.section_text(1).split("\n")[0]


@pytest.mark.parametrize("format", BOTH)
def test_nothing_is_loaded_or_run(format):
    page = parsed(plain_report(), format)
    assert not page.xpath("//script | //link | //img | //iframe | //@src | //@href | //@onclick")


def test_the_fragment_has_no_style_sheet_and_is_one_element():
    written = write_report(plain_report(), "html-fragment").decode()
    assert "<style" not in written
    assert written.startswith("<article")
    assert written.rstrip().endswith("</article>")


def test_blank_zero_and_absent_differ():
    page = parsed(report_with({"requests/received/total": 0, "requests/received/business": ABSENT}))
    shown = {ref: page.xpath(f"string(//td[@data-cell='requests/received/{ref}'])") for ref in ("total", "business")}
    assert shown == {"total": "0", "business": "缺"}
    assert page.xpath("string(//td[@data-cell='requests/received/research'])") == ""


def test_numbers_keep_their_digits_and_signs():
    page = parsed(plain_report("2019"))
    report = plain_report("2019")
    value = report.count("disclosure/licensing/items_change")
    assert page.xpath("string(//td[@data-cell='disclosure/licensing/items_change'])") == f"{value:+d}"
