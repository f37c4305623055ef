import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from random import Random

import pytest

from gongkai.errors import MissingTool, UnreadableFile, UnsafeFile
from gongkai.read import read_bytes, read_file
from gongkai.read.bundles import find_files
from gongkai.write.csv import write_csv
from gongkai.write.docx import write_docx
from gongkai.write.html import write_page
from gongkai.write.json import write_json
from gongkai.write.markdown import write_markdown
from gongkai.write.xlsx import write_xlsx
from strategies import random_report

GRID = """\
一、总体情况
二、主动公开政府信息情况

+----------+-----+-----+-----+
| 信息内容 | 制  | 废  | 现  |
+==========+=====+=====+=====+
| 规章     | 123 |     | 7   |
|          | 4   |     |     |
+----------+-----+-----+-----+
五、存在的主要问题及改进情况
六、其他需要报告的事项
"""
COLUMNS = """\
一、总体情况
二、主动公开政府信息情况

  ------------------------------------
  信息内容             制     废    现
  ------------------ ------ ----- ----
  规章               1            3

  行政规范性文件            5     6
  ------------------------------------

五、存在的主要问题及改进情况
六、其他需要报告的事项
"""


@pytest.mark.parametrize("write", [write_xlsx, write_csv, write_json, write_markdown])
@pytest.mark.parametrize("seed", range(4))
def test_what_is_written_is_read_back(write, seed):
    report = random_report(Random(seed), ("2021", "2019")[seed % 2])
    written = write(report)
    back = read_bytes(written if isinstance(written, bytes) else written.encode(), f"a.{write.__name__.split('_')[1]}")
    assert back.values == report.values
    assert back.unread == ()


def test_a_number_broken_in_a_drawn_cell_is_one_and_an_empty_cell_is_blank():
    report = read_bytes(GRID.encode(), "a.txt")
    cells = [report.value(f"disclosure/rules/{column}") for column in ("issued", "repealed", "in_force")]
    assert cells == [1234, None, 7]


def test_columns_under_dashes_keep_their_blanks():
    report = read_bytes(COLUMNS.encode(), "a.txt")
    columns = ("issued", "repealed", "in_force")
    assert [report.value(f"disclosure/rules/{column}") for column in columns] == [1, None, 3]
    assert [report.value(f"disclosure/normative_documents/{column}") for column in columns] == [None, 5, 6]


def test_a_folder_and_a_zip_are_taken_apart_and_a_bad_file_stops_nothing(tmp_path):
    page = write_page(random_report(Random(1)))
    (tmp_path / "好.html").write_bytes(page)
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04broken")
    (tmp_path / ".隐藏.html").write_bytes(page)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("内/年报.html", page)
        package.writestr("内/图标.ico", b"x")
        package.writestr("../../出逃.html", page)
    (tmp_path / "包.zip").write_bytes(made.getvalue())
    items = list(find_files([tmp_path]))
    assert {item.name for item in items} == {"好.html", "坏.docx", "包.zip/年报.html", "包.zip/出逃.html"}
    read = 0
    refused = []
    for item in items:
        try:
            read += read_bytes(item.load(), item.name).has_tables
        except UnreadableFile as refusal:
            refused.append(item.name if refusal.why else "")
    assert read == 3
    assert refused == ["坏.docx"]


def test_a_name_in_a_zip_written_by_an_old_chinese_system_is_mended(tmp_path):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(zipfile.ZipInfo("年报.html".encode("gb18030").decode("cp437")), b"x")
    (tmp_path / "a.zip").write_bytes(made.getvalue().replace("年报".encode(), b""))
    assert [item.name for item in find_files([tmp_path / "a.zip"])] == ["a.zip/年报.html"]


def test_a_zip_that_lies_about_its_sizes_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", b" " * (150 << 20))
    with pytest.raises(UnsafeFile, match="过大"):
        read_bytes(made.getvalue(), "a.docx")


def test_a_picture_without_text_recognition_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "rapidocr", None)
    with pytest.raises(MissingTool, match="ocr"):
        read_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a.png")


def test_doc_without_libreoffice_says_what_to_install(monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(MissingTool, match="LibreOffice"):
        read_bytes(b"{\\rtf1 x}", "a.rtf")


def _tool(name):
    path = shutil.which(name)
    if path is None:
        pytest.skip(f"没有安装 {name}，这项检验没有做")
    return path


@pytest.mark.tools
@pytest.mark.parametrize("kind", ["pdf", "doc", "html", "txt:Text (encoded):UTF8"])
def test_what_libreoffice_makes_of_a_report_is_read_cell_for_cell(kind, tmp_path):
    report = random_report(Random(5), "2021")
    source = tmp_path / "a.docx"
    source.write_bytes(write_docx(report))
    command = [
        _tool("soffice"),
        "--headless",
        f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
        "--convert-to",
        kind,
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(source)], check=True, capture_output=True, timeout=100)
    back = read_file(tmp_path / f"a.{kind.partition(':')[0]}")
    assert back.values == report.values


@pytest.mark.tools
@pytest.mark.parametrize("to", ["gfm", "markdown", "plain", "rst", "org", "html"])
def test_what_pandoc_makes_of_a_report_has_no_wrong_cell(to, tmp_path):
    report = random_report(Random(8), "2021")
    source = tmp_path / "a.docx"
    source.write_bytes(write_docx(report))
    target = tmp_path / ("a.html" if to == "html" else "a.txt")
    subprocess.run([_tool("pandoc"), "-t", to, "-s", str(source), "-o", str(target)], check=True, capture_output=True)
    assert read_file(target).values == report.values


@pytest.mark.tools
@pytest.mark.parametrize("option", ["-layout", "-raw", "-nopgbrk"])
@pytest.mark.parametrize("sample", ["洪泽区_2023"])
def test_what_pdftotext_makes_of_a_page_has_no_wrong_cell(option, sample, tmp_path):
    path = Path(__file__).parents[1] / "samples" / "pages" / f"{sample}.pdf"
    target = tmp_path / "a.txt"
    subprocess.run([_tool("pdftotext"), option, str(path), str(target)], check=True)
    whole, back = read_file(path), read_file(target)
    unread = {item.ref for item in back.unread}
    for figure in back.figures():
        ref = figure.cell.ref
        assert figure.value == whole.value(ref) or (figure.value is None and ref in unread), ref
