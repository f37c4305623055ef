"""A file is what its bytes are."""

from __future__ import annotations

import pytest
from files_world import PNG, book, jpeg, ofd, old_word, pdf, word, zipped

from gongkai.errors import InputError
from gongkai.web.files.kinds import plain_name, sniff


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.pdf", b""),
        ("page.html", b"<html><script>"),
        ("page.png", b"<svg onload=alert(1)>"),
        ("a.docx", b"PK\x03\x04 broken"),
        ("a.exe", b"MZ\x90\0"),
        ("a.txt", b"MZ\x90\0"),
        ("a.zip", zipped({"a.txt": b"x"})),
        ("a.odt", zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"})),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")),
    ],
)
def test_what_is_none_of_the_listed_kinds_is_not_taken_in(name: str, content: bytes) -> None:
    with pytest.raises(InputError):
        sniff(name, content)


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        (PNG, ".png"),
        (pdf(), ".pdf"),
        (word("正文"), ".docx"),
        (book([["a"]]), ".xlsx"),
        (ofd("正文"), ".ofd"),
        (old_word(), ".doc"),
        (jpeg(), ".jpg"),
    ],
)
def test_the_bytes_decide_and_not_the_name(content: bytes, suffix: str) -> None:
    assert sniff("看着像.txt", content) == suffix


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/ActiveX/control.xml"])
def test_macros_and_controls_are_refused(part: str) -> None:
    with pytest.raises(InputError, match="宏"):
        sniff("a.docx", word("正文", extra={part: b"x"}))


def test_macros_of_an_old_word_file_are_refused() -> None:
    with pytest.raises(InputError, match="宏"):
        sniff("a.wps", old_word("_VBA_PROJECT"))


@pytest.mark.parametrize("other", ["mimetype", "META-INF/MANIFEST.MF", "[Content_Types].xml"])
def test_a_zip_of_files_is_taken_in_where_it_is_asked_for_and_a_program_s_own_format_is_not(other: str) -> None:
    assert sniff("a.zip", zipped({"a.txt": b"x"}), bundles=True) == ".zip"
    with pytest.raises(InputError):
        sniff("a.zip", zipped({other: b"x"}), bundles=True)


def test_a_name_is_kept_without_its_path_and_without_what_turns_its_reading() -> None:
    assert plain_name("..\\..\\etc/通知\u202efdp.exe\0") == "通知fdp.exe"
