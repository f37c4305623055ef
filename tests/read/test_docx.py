import io
import zipfile
from random import Random

import pytest
from hostile import W, word

from gongkai.errors import UnreadableFile, UnsafeFile
from gongkai.read import read_bytes
from gongkai.write.docx import write_docx
from messes import MESSES, make_messy
from strategies import random_report

REFS = ("disclosure/rules/issued", "disclosure/rules/repealed", "disclosure/rules/in_force")


def p(text, more=""):
    return f"<w:p><w:r>{more}<w:t>{text}</w:t></w:r></w:p>"


def cell(inside, more=""):
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{inside}</w:tc>"


def row(*cells, more=""):
    return f"<w:tr>{more}{''.join(cells)}</w:tr>"


def report_of(*rows):
    head = p("清河县2023年政府信息公开工作年度报告") + p("一、总体情况") + p("正文。") + p("二、主动公开政府信息情况")
    tail = p("五、存在的主要问题及改进情况") + p("无") + p("六、其他需要报告的事项") + p("无")
    top = row(*[cell(p(t)) for t in ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")])
    return read_bytes(word(f"{head}<w:tbl>{top}{''.join(rows)}</w:tbl>{tail}"), "a.docx")


def rules_of(*cells):
    report = report_of(row(cell(p("规章")), *cells))
    return [report.value(ref) for ref in REFS]


@pytest.mark.parametrize("seed", range(6))
def test_what_is_written_is_read_back_word_for_word(seed):
    report = random_report(Random(seed), ("2021", "2019")[seed % 2])
    back = read_bytes(write_docx(report), "a.docx")
    assert back.values == report.values
    assert {n: s.text for n, s in back.sections.items()} == {n: s.text for n, s in report.sections.items()}
    assert (back.organ, back.year, back.published_on) == (report.organ, report.year, report.published_on)


@pytest.mark.parametrize("mess", MESSES)
def test_an_untidy_document_says_the_same(mess):
    report = random_report(Random(3), "2021")
    back = read_bytes(make_messy(write_docx(report), "docx", mess, Random(1)), "a.docx")
    assert back.values == report.values
    assert back.unread == ()


def test_tracked_deletions_are_not_read_and_insertions_are():
    deleted = "<w:p><w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:ins><w:r><w:t>1</w:t></w:r></w:ins></w:p>"
    moved = "<w:p><w:moveFrom><w:r><w:t>8</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>2</w:t></w:r></w:moveTo></w:p>"
    assert rules_of(cell(deleted), cell(moved), cell(p("3"))) == [1, 2, 3]


def test_a_deleted_row_is_not_there():
    gone = row(*[cell(p(t)) for t in ("规章", "7", "7", "7")], more="<w:trPr><w:del/></w:trPr>")
    report = report_of(gone, row(*[cell(p(t)) for t in ("规章", "1", "2", "3")]))
    assert [report.value(ref) for ref in REFS] == [1, 2, 3]


def test_hidden_and_struck_text_is_not_read():
    hidden = p("9", "<w:rPr><w:vanish/></w:rPr>") + p("1")
    struck = p("9", "<w:rPr><w:strike/></w:rPr>") + p("2")
    shown = p("3", '<w:rPr><w:vanish w:val="0"/></w:rPr>')
    assert rules_of(cell(hidden), cell(struck), cell(shown)) == [1, 2, 3]


def test_content_controls_hold_cells_rows_and_text_and_a_placeholder_is_a_blank():
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{cell(p('1'))}</w:sdtContent></w:sdt>"
    hint = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{p('单击此处输入')}</w:sdtContent></w:sdt>"
    assert rules_of(control, cell(hint), cell(p("3"))) == [1, None, 3]


def test_a_text_box_said_twice_is_read_once():
    box = "<w:txbxContent>" + p("2") + "</w:txbxContent>"
    both = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    twice = (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="{both}"><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>'
    )
    assert rules_of(cell(p("1")), cell(f"{twice}</mc:AlternateContent></w:r></w:p>"), cell(p("3"))) == [1, 2, 3]


def test_field_codes_are_not_read_and_their_results_are():
    field = "<w:p><w:r><w:instrText>=SUM(LEFT) 99</w:instrText></w:r><w:r><w:t>1</w:t></w:r></w:p>"
    assert rules_of(cell(field), cell(p("2")), cell(p("3"))) == [1, 2, 3]


def test_a_note_mark_or_a_picture_is_no_part_of_a_figure():
    note = '<w:p><w:r><w:t>1</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r></w:p>'
    report = report_of(row(cell(p("规章")), cell(note), cell("<w:p><w:r><w:drawing/></w:r></w:p>"), cell(p("3"))))
    assert report.value(REFS[0]) is None
    assert report.value(REFS[1]) is None
    assert {item.ref for item in report.unread} >= set(REFS[:2])


def test_a_cell_merged_over_two_rows_is_not_read_twice():
    start, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    report = report_of(
        row(cell(p("规章")), *[cell(p(t)) for t in "123"]),
        row(cell(p("行政规范性文件")), cell(p("4"), start), cell(p("5")), cell(p("6"))),
        row(cell(p("无关")), cell(p("4"), go_on), cell(p("5")), cell(p("6"))),
    )
    assert report.value("disclosure/normative_documents/issued") == 4


def test_a_table_in_a_cell_is_read_where_it_stands():
    inner = f"<w:tbl>{row(*[cell(p(t)) for t in ('规章', '1', '2', '3')])}</w:tbl><w:p/>"
    report = report_of(row(cell(inner)))
    assert [report.value(ref) for ref in REFS] == [1, 2, 3]


def test_macros_are_said_and_never_run():
    report = read_bytes(
        word(
            p("一、总体情况") + p("二、主动公开政府信息情况") + p("五、存在的主要问题"), **{"word/vbaProject.bin": b"x"}
        ),
        "a.docm",
    )
    assert "没有运行" in report.unread[0].why


def test_the_strict_form_of_the_format_is_read():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = word(p("一、总体情况") + p("二、主动公开政府信息情况") + p("五、存在的主要问题及改进情况"))
    rewritten = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(rewritten, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(W.encode(), strict.encode()))
    assert strict.encode() in rewritten.getvalue()
    assert [heading.number for heading in read_bytes(rewritten.getvalue(), "a.docx").headings] == [1, 2, 5]


@pytest.mark.parametrize(
    "head", ['<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE x SYSTEM "http://x/">']
)
def test_a_document_type_is_refused(head):
    with pytest.raises(UnsafeFile, match="DOCTYPE"):
        read_bytes(word("<w:p/>", head), "a.docx")


def test_half_a_file_is_refused_with_a_reason():
    with pytest.raises(UnreadableFile, match=r"完整|损坏"):
        read_bytes(word(p("一、总体情况"))[:200], "a.docx")
