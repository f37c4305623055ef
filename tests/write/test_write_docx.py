"""Word: the official tables with merged cells, real styles, the page of GB/T 9704."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from written import nasty_report, plain_report, report_with

from gongkai.form import editions
from gongkai.write import write_report


def opened(report):
    return docx.Document(io.BytesIO(write_report(report, "docx")))


@pytest.mark.parametrize("edition_id", editions())
def test_the_three_tables_have_the_official_columns(edition_id):
    tables = opened(plain_report(edition_id)).tables
    assert [len(table.columns) for table in tables] == [4 if edition_id == "2021" else 7, 10, 15]


def test_merged_cells_run_both_ways():
    table = opened(plain_report()).tables[1]
    assert table.cell(0, 0)._tc is table.cell(2, 2)._tc
    assert table.cell(1, 4)._tc is table.cell(1, 8)._tc
    assert table.cell(5, 0).text == "三、本年度办理结果"
    assert table.cell(5, 0)._tc is table.cell(26, 0)._tc


def test_heading_rows_are_marked_and_repeat():
    for table in opened(plain_report()).tables[1:]:
        marked = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert marked[:4] == [True, True, True, False]


def test_tables_have_a_caption_and_a_description():
    for table in opened(plain_report()).tables:
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_headings_are_real_headings():
    document = opened(plain_report())
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == list(plain_report().edition.sections.values())


def test_the_page_is_that_of_the_standard():
    """GB/T 9704—2012 5.1, 5.2.1: A4, 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm (each ± 1 mm)."""
    section = opened(plain_report()).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert abs(section.top_margin.mm - 37) < 0.5
    assert abs(section.left_margin.mm - 28) < 0.5
    assert abs(section.page_width.mm - section.left_margin.mm - section.right_margin.mm - 156) < 0.5
    assert abs(section.page_height.mm - section.top_margin.mm - section.bottom_margin.mm - 225) < 0.5


def test_fonts_are_named_as_the_standard_names_them():
    styles = opened(plain_report()).styles
    fonts = {
        name: styles[name].element.rPr.rFonts.get(qn("w:eastAsia")) for name in ("Title", "Body Text", "Heading 1")
    }
    assert fonts == {"Title": "方正小标宋简体", "Body Text": "仿宋_GB2312", "Heading 1": "黑体"}


def test_page_numbers_differ_for_odd_and_even_pages():
    document = opened(plain_report())
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    assert section.footer.paragraphs[0].text.startswith("— ")
    assert section.even_page_footer.paragraphs[0].text.startswith("— ")


def test_words_stand_as_they_are():
    report = nasty_report()
    texts = [paragraph.text for paragraph in opened(report).paragraphs]
    assert texts[0] == report.title
    assert report.section_text(1).split("\n")[0] in texts


def test_control_characters_do_not_break_the_file():
    report = report_with({}, sections={1: "甲\x0b乙\x00丙\ufffe丁", 5: "", 6: ""})
    assert "甲乙丙丁" in [paragraph.text for paragraph in opened(report).paragraphs]


def test_the_same_report_gives_the_same_bytes():
    assert write_report(plain_report(), "docx") == write_report(plain_report(), "docx")


def test_members_carry_no_time_of_writing():
    package = zipfile.ZipFile(io.BytesIO(write_report(plain_report(), "docx")))
    assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
