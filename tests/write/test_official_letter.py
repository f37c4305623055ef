"""An official letter as PDF: signed and dated, and the signature never stands alone on a page."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest

from gongkai.write.letter import OfficialLetter, write_letter_pdf

ORGAN, DAY = "某某街道办事处", date(2026, 11, 23)


def pages(lines: int) -> list[str]:
    text = tuple("现将你申请的政府信息提供如下，请查收，如有疑问请与本机关联系。" for _ in range(lines))
    letter = OfficialLetter(ORGAN, "某政信〔2026〕1号", "政府信息公开申请答复书", "张三", text, DAY)
    document = pypdfium2.PdfDocument(write_letter_pdf(letter))
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


def test_a_long_last_paragraph_begins_on_the_page_of_the_one_before_it() -> None:
    """The remedies, some eight lines, do not leave half a page empty."""
    remedies = "如不服本答复，可以依法申请行政复议或者提起行政诉讼。" * 9
    letter = OfficialLetter(ORGAN, "某政信〔2026〕1号", "答复书", "张三", ("现予以答复。",) * 6 + (remedies,), DAY)
    first, last = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(write_letter_pdf(letter))]
    assert "如不服本答复" in first
    assert "行政诉讼" in last


def test_a_character_that_no_font_has_is_printed_as_a_sign_and_named_in_a_note() -> None:
    letter = OfficialLetter(ORGAN, "某政信〔2026〕1号", "答复书", "张三", ("路灯😀\ufe0f合同。",), DAY)
    [page] = pypdfium2.PdfDocument(write_letter_pdf(letter))
    text = page.get_textpage().get_text_range()
    assert "路灯〓合同" in text
    assert "U+1F600" in text


def test_a_letter_is_signed_with_the_organ_and_the_day() -> None:
    [page] = pages(1)
    assert page.count(ORGAN) == 2  # the mark and the signature
    assert "2026年11月23日" in page


@pytest.mark.parametrize("lines", [6, 7, 8, 9, 10])
def test_the_page_with_the_signature_carries_text_too(lines: int) -> None:
    last = pages(lines)[-1]
    assert "2026年11月23日" in last
    assert "请查收" in last
