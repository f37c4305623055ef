"""A file is what its bytes are."""

from __future__ import annotations

import pytest
from files_world import PNG, book, pdf, word

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
    ],
)
def test_what_is_none_of_the_listed_kinds_is_not_taken_in(name: str, content: bytes) -> None:
    with pytest.raises(InputError):
        sniff(name, content)


@pytest.mark.parametrize(
    ("content", "suffix"), [(PNG, ".png"), (pdf(), ".pdf"), (word("正文"), ".docx"), (book([["a"]]), ".xlsx")]
)
def test_the_bytes_decide_and_not_the_name(content: bytes, suffix: str) -> None:
    assert sniff("看着像.txt", content) == suffix


@pytest.mark.parametrize("part", ["word/vbaProject.bin", "word/ActiveX/control.xml"])
def test_macros_and_controls_are_refused(part: str) -> None:
    with pytest.raises(InputError, match="宏"):
        sniff("a.docx", word("正文", extra={part: b"x"}))


def test_a_name_is_kept_without_its_path_and_without_what_turns_its_reading() -> None:
    assert plain_name("..\\..\\etc/通知\u202efdp.exe\0") == "通知fdp.exe"
