"""What is hidden in a file is found before it goes out, in a process that a hostile file may break."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from cases_world import NUMBER
from files_world import PNG, book, pdf, png, with_part, word

from gongkai.errors import InputError
from gongkai.web.files.kinds import sniff
from gongkai.web.files.looking import look_through


def found(content: bytes) -> str:
    return "；".join(look_through(content, sniff("a.txt", content)).findings)


@pytest.mark.parametrize(
    "content",
    [
        PNG,
        word("一切正常"),
        book([["项目", 12]]),
        pdf("all is well"),
        "一切正常".encode(),
        "一切正常".encode("gb18030"),
    ],
)
def test_a_file_with_nothing_hidden_passes(content: bytes) -> None:
    assert found(content) == ""


DOCUMENT = "word/document.xml"
RUN = b"<w:t>open</w:t>"


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (word("x", extra={"word/comments.xml": b"<x/>"}), "批注"),
        (word("x", extra={"word/embeddings/oleObject1.bin": b"x"}), "内嵌"),
        (with_part(word("open"), DOCUMENT, RUN, b"<w:rPr><w:vanish/></w:rPr>" + RUN), "隐藏文字"),
        (with_part(word("open"), DOCUMENT, b"<w:r>", b'<w:ins w:author="A" w:id="1"/><w:r>'), "修订"),
        (
            with_part(word("x"), "docProps/core.xml", b"<dc:creator></dc:creator>", b"<dc:creator>A</dc:creator>"),
            "作者",
        ),
        (book([["a"]], [["b"]], hidden=(1,)), "隐藏的工作表"),
        (book([["a"], ["b"]], hidden_row=1), "隐藏的行"),
        (pdf(extra=b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "脚本"),
        (pdf("x", author="A. Person"), "作者"),
        (pdf(""), "没有文字层"),
        (png(words=b"Author\0A"), "图片"),
    ],
)
def test_what_should_not_be_there_is_named(content: bytes, what: str) -> None:
    assert what in found(content)


def test_a_picture_that_the_program_fetches_from_elsewhere_is_named_and_a_link_is_not() -> None:
    rels = "word/_rels/document.xml.rels"
    outside = (
        b'<Relationship Id="rX" Type="http://x/%s" Target="http://192.0.2.1/" TargetMode="External"/></Relationships>'
    )
    assert "外部" in found(with_part(word("x"), rels, b"</Relationships>", outside % b"image"))
    assert found(with_part(word("x"), rels, b"</Relationships>", outside % b"hyperlink")) == ""


@pytest.mark.parametrize(
    "content",
    [
        word(f"申请人{NUMBER}"),
        book([["证件", NUMBER]]),
        book([["a"]], [["证件", NUMBER]], hidden=(1,)),
        pdf(NUMBER),
        f"证件 {NUMBER}".encode(),
        word("x", extra={"word/comments.xml": f"<w:c xmlns:w='w'><w:t>{NUMBER}</w:t></w:c>".encode()}),
    ],
)
def test_an_identity_number_is_found_wherever_it_stands_and_not_repeated(content: bytes) -> None:
    assert "身份号码" in found(content)
    assert NUMBER not in found(content)


def test_numbers_in_neighbouring_cells_do_not_run_together() -> None:
    assert found(book([["账号", 622202, 1001123456], ["a", 789012, 3456789]])) == ""


def test_the_text_is_what_a_reader_sees() -> None:
    content = with_part(word("第一段\n第二段"), DOCUMENT, "第二段".encode(), "第二段</w:t><w:tab/><w:t>后".encode())
    assert look_through(content, ".docx").text.split("\n")[:2] == ["第一段", "第二段\t后"]
    assert "秘" not in look_through(book([["明"]], [["秘"]], hidden=(1,)), ".xlsx").text


def test_a_document_type_declaration_is_refused() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    with pytest.raises(InputError, match="DOCTYPE"):
        found(word("x", extra={"word/header9.xml": laughs}))


def test_a_part_that_inflates_without_end_is_refused_within_seconds() -> None:
    out = io.BytesIO(word("x"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/header9.xml", b"\0" * 80_000_000)
    began = time.monotonic()
    with pytest.raises(InputError):
        found(out.getvalue())
    assert time.monotonic() - began < 10


def test_a_picture_of_too_many_points_is_refused_by_its_header() -> None:
    with pytest.raises(InputError, match="像素"):
        found(png(60_000, 60_000))


def test_a_damaged_pdf_is_kept_for_an_officer_to_look_at() -> None:
    assert "没有检查内容" in found(b"%PDF-1.4 broken")
