"""PDF: embedded fonts, every word there, and a clear refusal rather than boxes."""

import sys

import pypdfium2
import pytest
from written import nasty_report, plain_report, report_with

from gongkai.errors import UnwritableReport
from gongkai.write import fonts, pdf, write_report


def has_chinese_font():
    try:
        fonts.choose_faces(font.family for font in pdf._fonts(fonts.font_folders()).fonts())
    except UnwritableReport:
        return False
    return True


needs_fonts = [
    pytest.mark.tools,
    pytest.mark.skipif(not has_chinese_font(), reason="没有中文字体：apt-get install fonts-noto-cjk"),
]


def text_of(data):
    document = pypdfium2.PdfDocument(data)
    try:
        return "".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


class TestWithFonts:
    pytestmark = needs_fonts

    def test_the_words_are_there_and_are_no_markup(self):
        written = "".join(text_of(write_report(nasty_report(), "pdf")).split())
        assert "".join(nasty_report().section_text(1).split("\n")[0].split()) in written

    def test_fonts_are_embedded(self):
        assert b"/FontFile" in write_report(plain_report(), "pdf")

    def test_the_same_report_gives_the_same_bytes(self):
        assert write_report(plain_report(), "pdf") == write_report(plain_report(), "pdf")

    def test_a_character_that_no_font_has_is_refused_by_name(self):
        report = report_with({}, sections={1: "甲\U0003134a\ue000\U0001f9ff乙", 5: "", 6: ""})
        with pytest.raises(UnwritableReport, match=r"U\+3134A"):
            write_report(report, "pdf")

    def test_a_font_lists_the_characters_that_it_has(self):
        found = next(f for f in pdf._fonts(fonts.font_folders()).fonts() if f.family in fonts._LAST)
        assert ord("公") in fonts.coverage(found.path, found.index)
        assert 0x3134A not in fonts.coverage(found.path, found.index)


def test_no_chinese_font_is_refused_with_what_to_install(monkeypatch):
    monkeypatch.setattr(pdf, "font_folders", lambda _given: ())
    with pytest.raises(UnwritableReport, match="fonts-noto-cjk"):
        pdf.write_pdf(plain_report())


def test_without_typst_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UnwritableReport, match=r"gongkai\[pdf\]"):
        pdf.write_pdf(plain_report())


def test_the_variable_names_further_font_folders(monkeypatch, tmp_path):
    monkeypatch.setenv(fonts.VARIABLE, str(tmp_path))
    assert fonts.font_folders()[0] == str(tmp_path)
