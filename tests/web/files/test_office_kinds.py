"""DOC, WPS, OFD and ZIP: looked through like the others; what cannot be looked into is never passed in silence."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from cases_world import NUMBER
from files_world import book, ofd, old_word, pdf, word, zipped

from gongkai.errors import InputError, MissingTool
from gongkai.web.files import looking
from gongkai.web.files.kinds import sniff
from gongkai.web.files.looking import Look, look_through


def seen(content: bytes, name: str = "a.zip") -> Look:
    return look_through(content, sniff(name, content, bundles=True), name)


def test_an_ofd_is_read_line_by_line() -> None:
    assert seen(ofd("关于停车的通告", "街道〔2026〕12号")).text == "关于停车的通告\n街道〔2026〕12号"


NOTE = {"Doc_0/Annots/Page_0/Annotation.xml": "<a><b>内部意见</b></a>"}
ATTACHED = {"Doc_0/Attachs/底稿.xlsx": "x"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (ofd("x", about="<ofd:Author xmlns:ofd='o'>张三</ofd:Author>"), "author"),
        (ofd("x", hidden="底稿"), "hidden_text"),
        (ofd("x", more=NOTE), "remarks"),
        (ofd("x", more=ATTACHED), "embedded"),
        (ofd(), "no_text"),
    ],
)
def test_what_an_ofd_hides_is_named(content: bytes, code: str) -> None:
    assert [mark.code for mark in seen(content).marks] == [code]


def test_a_number_in_pieces_on_one_line_of_an_ofd_is_found() -> None:
    pieces = ofd(NUMBER[:6], NUMBER[6:])
    assert seen(_on_one_line(pieces)).text == NUMBER


def _on_one_line(content: bytes) -> bytes:
    """The same page with both pieces at the same height."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        files = {name: package.read(name).replace(b"30 30 100 8", b"80 20 100 8") for name in package.namelist()}
    return zipped(files)


@pytest.mark.parametrize("inner", [f"证件 {NUMBER}".encode(), word(NUMBER), book([[NUMBER]]), pdf(NUMBER), ofd(NUMBER)])
def test_an_identity_number_in_a_file_of_a_zip_is_found(inner: bytes) -> None:
    assert "身份号码" in "".join(seen(zipped({"附件.txt": inner})).findings)


def test_a_name_of_a_file_in_a_zip_is_looked_at_too() -> None:
    assert "身份号码" in "".join(seen(zipped({f"{NUMBER}.txt": b"x"})).findings)


@pytest.mark.parametrize("name", ["a.exe", "a.html", "a.svg", "a.js"])
def test_a_zip_with_a_file_of_another_kind_is_not_taken_in(name: str) -> None:
    with pytest.raises(InputError, match=name):
        seen(zipped({"通知.txt": b"x", name: b"MZ\x90\0"}))


def test_a_zip_in_a_zip_and_an_old_word_file_in_one_are_named_as_not_looked_into() -> None:
    marks = seen(zipped({"b.zip": zipped({"a.txt": b"x"}), "c.doc": old_word()})).marks
    assert [(mark.code, mark.where) for mark in marks] == [("unlooked", "中的“b.zip”"), ("unlooked", "中的“c.doc”")]


def test_a_zip_that_inflates_without_end_is_refused() -> None:
    with pytest.raises(InputError):
        seen(zipped({"a.txt": b"0" * 80_000_000}))


def test_a_hidden_sheet_in_a_zip_is_named_with_its_file() -> None:
    marks = seen(zipped({"预算.xlsx": book([["a"]], [["b"]], hidden=(1,))})).marks
    assert [(mark.code, mark.where) for mark in marks] == [("hidden_sheets", "中的“预算.xlsx”")]


def test_an_old_word_file_is_looked_through_as_the_new_one_made_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "to_docx", lambda content, **said: word(f"证件 {NUMBER}"))
    found = look_through(old_word(), ".doc")
    assert (found.text, len(found.leaks)) == (f"证件 {NUMBER}", 1)


def test_where_no_program_opens_old_word_files_somebody_has_to_look(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(content: bytes, **said: object) -> bytes:
        raise MissingTool("没有安装")

    monkeypatch.setattr(looking, "to_docx", missing)
    assert [mark.code for mark in look_through(old_word(), ".doc").marks] == ["unlooked"]


def test_a_locked_old_word_file_is_not_passed_in_silence() -> None:
    assert [mark.code for mark in look_through(old_word("EncryptedPackage"), ".doc").marks] == ["unlooked"]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_a_real_old_word_file_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(word("关于停车的通告"))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'p').as_uri()}", "--headless", "--convert-to", "doc"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "a.docx")], check=True, capture_output=True)
    assert seen((tmp_path / "a.doc").read_bytes(), "a.wps").text == "关于停车的通告"
