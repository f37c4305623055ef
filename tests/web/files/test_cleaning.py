"""A copy without its properties goes out; what nobody can take out stays a finding; nothing that is shown changes."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
import xlsxwriter
from files_world import PNG, book, camera_data, jpeg, pdf, png, with_part, word
from pypdf import PdfReader

from gongkai.web.files.cleaning import CLEANABLE, clean_copy
from gongkai.web.files.kinds import sniff
from gongkai.web.files.looking import look_through
from gongkai.web.files.strip_pictures import orientation_of

CORE = "docProps/core.xml"
XMP = (
    b"<?xpacket?><x:xmpmeta xmlns:x='adobe:ns:meta/'><dc:creator><rdf:Seq><rdf:li>Zhang San</rdf:li></rdf:Seq>"
    b"</dc:creator></x:xmpmeta>"
)
PHOTOGRAPH = jpeg((0xE1, camera_data()), (0xFE, b"Zhang San"), (0xED, b"Photoshop 3.0\0Zhang San"))


def authored() -> bytes:
    return with_part(word("正文"), CORE, b"<dc:creator></dc:creator>", "<dc:creator>张三</dc:creator>".encode())


def company() -> bytes:
    return with_part(
        word("正文"), "docProps/app.xml", b"</Properties>", "<Company>某公司</Company></Properties>".encode()
    )


def with_photograph() -> bytes:
    return word("正文", extra={"word/media/image9.jpeg": PHOTOGRAPH})


def workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        made.set_properties({"author": "张三", "company": "某公司", "manager": "李四"})
        made.set_custom_property("经办", "张三")
        made.add_worksheet().write_row(0, 0, ["项目", -5, "=A1"])
    return out.getvalue()


FILES = {
    "word": authored(),
    "company": company(),
    "photograph in word": with_photograph(),
    "sheet": workbook(),
    "pdf": pdf("words", author="Zhang San"),
    "photograph": PHOTOGRAPH,
    "png": png(words=b"Author\0Zhang San"),
}


def codes(content: bytes) -> set[str]:
    return {mark.code for mark in look_through(content, sniff("a", content)).marks}


@pytest.mark.parametrize("name", FILES)
def test_nothing_that_a_copy_can_do_without_is_left_in_it(name: str) -> None:
    made = clean_copy(FILES[name], sniff("a", FILES[name]))
    assert codes(FILES[name]) & CLEANABLE
    assert made is not None
    assert not codes(made) & CLEANABLE


@pytest.mark.parametrize("name", FILES)
def test_a_copy_says_the_same(name: str) -> None:
    suffix = sniff("a", FILES[name])
    made = clean_copy(FILES[name], suffix)
    assert made is not None
    assert look_through(made, suffix).text == look_through(FILES[name], suffix).text


def test_the_name_stands_nowhere_in_the_copy() -> None:
    made = clean_copy(FILES["word"], ".docx")
    with zipfile.ZipFile(io.BytesIO(made or b"")) as package:
        assert [name for name in package.namelist() if "张三".encode() in package.read(name)] == []
    assert docx.Document(io.BytesIO(made or b"")).paragraphs[0].text == "正文"


def test_a_copied_workbook_has_the_same_sheet_and_no_people() -> None:
    made = clean_copy(FILES["sheet"], ".xlsx") or b""
    with zipfile.ZipFile(io.BytesIO(made)) as copy, zipfile.ZipFile(io.BytesIO(FILES["sheet"])) as first:
        sheet = "xl/worksheets/sheet1.xml"
        assert copy.read(sheet) == first.read(sheet)
        about = b"".join(copy.read(name) for name in copy.namelist() if name.startswith("docProps/")).decode()
    assert [word for word in ("张三", "李四", "某公司") if word in about] == []


def test_a_copied_pdf_has_no_properties_of_either_kind() -> None:
    metadata = b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream" % (len(XMP), XMP)
    content = pdf("words", extra=b"/Metadata 6 0 R", further=(metadata,))
    assert "author" in codes(content)
    made = clean_copy(content, ".pdf") or b""
    reader = PdfReader(io.BytesIO(made))
    assert (reader.metadata, reader.xmp_metadata, b"Zhang" in made) == (None, None, False)


def test_a_signed_pdf_is_left_as_it_is() -> None:
    assert clean_copy(pdf("x", author="A", extra=b"/Sig << /ByteRange [0 1 2 3] >>"), ".pdf") is None


def test_a_photograph_keeps_how_it_is_turned_and_nothing_else_of_the_camera() -> None:
    made = clean_copy(PHOTOGRAPH, ".jpg") or b""
    start = made.index(b"Exif\0\0") + 6
    assert orientation_of(made[start:]) == 6
    assert [word for word in (b"HUAWEI", b"Zhang") if word in made] == []


def test_the_points_of_a_picture_are_the_same_bytes() -> None:
    made = clean_copy(png(words=b"Author\0A"), ".png")
    assert made == PNG


@pytest.mark.parametrize("content", [b"\xff\xd8\xff\xe1\xff\xff", PNG[:20], b"PK\x03\x04"])
def test_of_a_damaged_file_no_copy_is_made(content: bytes) -> None:
    assert clean_copy(content, ".jpg" if content[0] == 0xFF else ".png" if content[0] == 0x89 else ".docx") is None


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_pdf_of_an_office_program_is_copied_with_its_words(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(authored())
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "a.docx")], check=True, capture_output=True)
    content = (tmp_path / "a.pdf").read_bytes()
    made = look_through(clean_copy(content, ".pdf") or b"", ".pdf")
    assert (codes(content), made.marks, made.text) == ({"author"}, (), "正文")


def test_a_book_without_properties_needs_no_copy() -> None:
    assert not codes(book([["a"]])) & CLEANABLE
