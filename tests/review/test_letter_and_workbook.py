"""The letter and the workbook say what was found, with nothing made up and nothing left to a formula."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import docx
import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from check_facts import report_with
from gongkai.check import check
from gongkai.check.acceptance import accept, settle
from gongkai.read import read_bytes
from gongkai.report import Unread
from gongkai.review import Sender, annotated_document, letter_docx, letter_markdown, workbook
from gongkai.review.expected import call_roll, parse_expected
from gongkai.review.record import Record, parse_record, record_of, spell_record
from gongkai.review.titles import titles
from gongkai.write import write_report
from messes import make_messy

TOTAL = "remedies/reconsideration/total"
WRONG = {TOTAL: 0, "remedies/reconsideration/upheld": 10}
SENDER = Sender("某区政府办公室", date(2024, 2, 1), date(2024, 2, 20))
EVIL = '=HYPERLINK("http://x")'


def record(file: str = "a.docx", **given: object) -> Record:
    settled = settle(check(report_with(WRONG, **given)))  # type: ignore[arg-type]
    return record_of(settled, file=file, stem=file, title="年报", files={"page": "pages/a.html"}, key="k")


def test_the_letter_names_cell_numbers_basis_and_day_and_no_ref() -> None:
    text = letter_markdown(settle(check(report_with(WRONG))), SENDER)
    assert "表四“行政复议 / 总计”填报0" in text
    assert "（10）" in text
    assert "国办公开办函〔2021〕30号" in text
    assert "2024年2月20日前" in text
    assert text.endswith("某区政府办公室\n\n2024年2月1日\n")
    assert "remedies/" not in text


def test_what_the_caller_does_not_give_is_left_to_fill_in() -> None:
    text = letter_markdown(settle(check(report_with(WRONG))), Sender())
    assert text.count("〔　　　　年　　月　　日〕") == 2
    assert "〔审核机关〕" in text


def test_a_right_report_gets_a_letter_without_demands() -> None:
    text = letter_markdown(settle(check(report_with())), SENDER)
    assert "未发现需要更正或者说明的问题" in text
    assert "2月20日" not in text


def test_what_is_accepted_is_acknowledged_and_not_demanded() -> None:
    report = report_with(WRONG)
    checked = check(report)
    kept = [accept(found, report, reason="口径不同") for found in checked.findings]
    text = letter_markdown(settle(checked, kept), SENDER)
    assert "已说明情况，予以认可：口径不同。" in text
    assert "应当更正" not in text


def test_word_and_markdown_say_the_same() -> None:
    settled = settle(check(report_with(WRONG)))
    written = docx.Document(io.BytesIO(letter_docx(settled, SENDER)))
    plain = letter_markdown(settled, SENDER).replace("\\", "").replace("# ", "").replace("#", "")
    assert [p.text for p in written.paragraphs if p.text] == [line for line in plain.split("\n") if line]
    assert letter_docx(settled, SENDER) == letter_docx(settled, SENDER)


def test_a_report_that_is_no_word_file_gets_one_with_the_comment_on_the_cell() -> None:
    report = report_with(WRONG)
    done = annotated_document(settle(check(report)), b"plain text", on=date(2024, 2, 1))
    assert done.misplaced == ()
    (comment, *_) = docx.Document(io.BytesIO(done.data)).comments
    assert "行政复议 / 总计" in comment.text
    again = read_bytes(done.data, "年报.docx")
    assert again.values == report.values


def test_a_word_file_that_cannot_be_written_again_is_written_anew() -> None:
    data = write_report(report_with(WRONG), "docx")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<broken" if name == "[Content_Types].xml" else source.read(name))
    report = read_bytes(out.getvalue(), "年报.docx")
    done = annotated_document(settle(check(report)), out.getvalue())
    assert len(list(docx.Document(io.BytesIO(done.data)).comments)) == len(check(report).findings)


def test_a_comment_stands_on_the_cell_of_the_officers_own_file() -> None:
    data = write_report(report_with(WRONG), "docx")
    report = read_bytes(data, "年报.docx")
    place = report.figure(TOTAL).place
    assert place
    done = annotated_document(settle(check(report)), data)
    table = docx.Document(io.BytesIO(done.data)).tables[(place.table or 0) - 1]
    cell = table.rows[(place.row or 0) - 1].cells[(place.column or 0) - 1]
    assert "commentRangeStart" in cell._tc.xml


def test_the_workbook_has_a_row_for_each_report_and_each_finding() -> None:
    records = [record(), record("b.docx", organ=EVIL), Record("c.txt", "c", error="无法读取：=1+1")]
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(workbook(records, call_roll(parse_expected("青山区财政局\n某局"), records)))
    )
    assert book.sheet_names == ["各份报告", "全部问题", "报送情况"]
    reports = book.get_sheet_by_name("各份报告").to_python()
    assert [row[0] for row in reports[1:]] == ["青山区财政局", EVIL, "（未写明）"]
    assert [row[2:4] for row in reports[1:]] == [["须更正", 1.0], ["须更正", 1.0], ["无法读取", 0.0]]
    findings = book.get_sheet_by_name("全部问题").to_python()
    assert len(findings) == 1 + sum(len(r.lines) for r in records)
    assert findings[1][3:8] == ["错误", "GK401", "表四“行政复议 / 总计”等5格", 0.0, 10.0] or findings[1][3:5] == [
        "错误",
        "GK401",
    ]
    assert book.get_sheet_by_name("报送情况").to_python()[1][:2] == ["某局", "缺报"]


def test_nothing_in_the_workbook_is_a_formula_or_a_link() -> None:
    data = workbook([record(organ=EVIL)])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert all(b"<f>" not in sheet and b"hyperlink" not in sheet for sheet in sheets)
    assert all(b"<autoFilter" in sheet and b'state="frozen"' in sheet for sheet in sheets)


def test_a_record_read_again_is_the_same() -> None:
    kept = record()
    assert parse_record(spell_record(kept)) == kept
    assert parse_record("{}") is None
    assert parse_record("[]") is None
    assert parse_record("x") is None


@pytest.mark.parametrize(
    ("line", "organ", "came"),
    [
        ("青山区财政局", "青山区财政局", True),
        ("某市青山区财政局", "青山区财政局", True),
        ("区财政局,青山区财政局;财政", "青山区财政局", True),
        ("青山区教育局", "青山区财政局", False),
        ("局", "青山区财政局", False),
    ],
)
def test_an_organ_answers_by_its_name_its_other_names_or_a_clear_tail(line: str, organ: str, came: bool) -> None:
    roll = call_roll(parse_expected(f"机关名称,别名\n{line}\n"), [record(organ=organ)])
    assert bool(roll.came) is came
    assert bool(roll.missing) is not came


def test_a_name_that_could_mean_two_organs_means_neither() -> None:
    roll = call_roll(parse_expected("甲市人民政府办公室\n乙市人民政府办公室"), [record(organ="人民政府办公室")])
    assert len(roll.missing) == 2
    assert len(roll.unexpected) == 1


def test_two_reports_of_one_organ_are_shown_as_doubled() -> None:
    roll = call_roll(parse_expected("青山区财政局"), [record("a.docx"), record("b.docx")])
    assert [row[1] for row in roll.rows()] == ["重复报送", "重复报送"]


def test_what_could_not_be_read_is_asked_for() -> None:
    report = replace(report_with(), unread=(Unread(TOTAL, "模糊", "看不清"),))
    assert "表四“行政复议 / 总计”" in letter_markdown(settle(check(report)), SENDER)


def test_every_title_is_of_a_code_and_short() -> None:
    assert all(code.startswith("GK") and 0 < len(title) <= 12 for code, title in titles().items())


@pytest.mark.tools
def test_libreoffice_shows_each_comment_at_its_cell_and_words(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("没有安装 LibreOffice（soffice），批注的位置没有用它检验")
    text = "（一）主动公开。全年发布信息1750条，其中概况类信息368条、动态信息469条、目录信息873条。依申请公开0件。"
    report = report_with(WRONG, sections={1: text})
    settled = settle(check(report))
    (tmp_path / "年报.docx").write_bytes(annotated_document(settled, b"").data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        program,
        "--headless",
        profile,
        "--convert-to",
        "fodt",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "年报.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    root = etree.parse(tmp_path / "年报.fodt").getroot()
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    notes = list(root.iter(f"{office}annotation"))
    assert len(notes) == len(settled.open)
    wrong_sentence = next(note for note in notes if "GK501" in "".join(note.itertext()))
    name = wrong_sentence.get(f"{office}name")
    enclosed, inside = "", False
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end" and element is wrong_sentence:
            inside, enclosed = True, element.tail or ""
        elif event == "start" and element.tag == f"{office}annotation-end" and element.get(f"{office}name") == name:
            break
        elif event == "start" and inside:
            enclosed += element.text or ""
        elif event == "end" and inside:
            enclosed += element.tail or ""
    found = next(f for f in settled.open if f.code == "GK501")
    assert found.words
    assert enclosed == found.words.quote
    wrong_cell = next(note for note in notes if "GK401" in "".join(note.itertext()))
    cells = [element for element in wrong_cell.iterancestors() if element.tag.endswith("}table-cell")]
    assert len(cells) == 1


def test_a_hidden_number_is_commented_where_it_stands() -> None:
    """The finding's quote masks a telephone number; the comment stands on the number itself all the same."""
    text = "主动公开。依申请公开。信息管理。平台。监督。联系人手机13912345678。"
    report = report_with(sections={1: text})
    settled = settle(check(report))
    assert any(f.code == "GK923" for f in settled.open)
    done = annotated_document(settled, b"")
    assert done.misplaced == ()


def test_a_report_in_traditional_characters_is_commented_at_its_words() -> None:
    data = write_report(report_with(sections={6: "无其他需要报告的事项。"}), "docx")
    traditional = make_messy(data, "docx", "traditional", Random(1))
    settled = settle(check(read_bytes(traditional, "年报.docx")))
    assert any(f.code == "GK108" for f in settled.open)
    assert annotated_document(settled, traditional).misplaced == ()
