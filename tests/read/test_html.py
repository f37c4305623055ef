from random import Random

import pytest

from gongkai.errors import NotAReport
from gongkai.read import read_bytes
from gongkai.write.html import write_fragment, write_page
from messes import MESSES, make_messy
from strategies import random_report

HEAD = "<h1>清河县2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>正文。</p><p>二、主动公开政府信息情况</p>"
TAIL = "<p>五、存在的主要问题及改进情况</p><p>无</p><p>六、其他需要报告的事项</p><p>无</p>"
RULES = "<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>"
ROW = "<tr><td>规章</td><td>{}</td><td>{}</td><td>{}</td></tr>"
REFS = ("disclosure/rules/issued", "disclosure/rules/repealed", "disclosure/rules/in_force")
APPLICANTS = [
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_service",
    "other_organization",
    "total",
]


def read_rows(rows, head=HEAD, tail=TAIL):
    return read_bytes(f"<html><body>{head}<table>{RULES}{rows}</table>{tail}</body></html>".encode(), "a.html")


def rules_of(report):
    return [report.value(ref) for ref in REFS]


@pytest.mark.parametrize("write", [write_page, write_fragment])
@pytest.mark.parametrize("seed", range(6))
def test_what_is_written_is_read_back_word_for_word(write, seed):
    report = random_report(Random(seed), ("2021", "2019")[seed % 2])
    back = read_bytes(write(report), "a.html")
    assert back.values == report.values
    assert {n: s.text for n, s in back.sections.items()} == {n: s.text for n, s in report.sections.items()}
    assert (back.organ, back.year, back.published_on) == (report.organ, report.year, report.published_on)


@pytest.mark.parametrize("mess", MESSES)
def test_an_untidy_page_says_the_same(mess):
    report = random_report(Random(3), "2021")
    back = read_bytes(make_messy(write_page(report), "html", mess, Random(1)), "a.html")
    assert back.values == report.values
    assert back.unread == ()


def test_spans_and_paragraphs_in_a_cell_are_one_figure():
    rows = ROW.format("<p><span>1</span><span>2</span></p>", "&nbsp;<p>&nbsp;3</p>", "<font>4<o:p></o:p></font>")
    assert rules_of(read_rows(rows)) == [12, 3, 4]


def test_two_figures_in_a_cell_are_not_joined():
    report = read_rows(ROW.format("<p>1</p><p>2</p>", 3, 4))
    assert report.value(REFS[0]) is None
    assert [item.ref for item in report.unread] == [REFS[0]]


def test_hidden_rows_scripts_and_comments_are_not_read():
    decoys = (
        '<tr style="DISPLAY: none"><td>规章</td><td>7</td><td>7</td><td>7</td></tr><!--' + ROW.format(8, 8, 8) + "-->"
    )
    assert rules_of(read_rows(decoys + "<script>var a='<td>9</td>'</script>" + ROW.format(1, 2, 3))) == [1, 2, 3]


def test_a_style_sheet_that_hides_a_class_hides_its_rows():
    decoy = '<tr class="x"><td>规章</td><td>7</td><td>7</td><td>7</td></tr>'
    assert rules_of(read_rows(decoy + ROW.format(1, 2, 3), head="<style>.x { display : none }</style>" + HEAD)) == [
        1,
        2,
        3,
    ]


def test_deleted_text_and_notes_are_no_digits():
    report = read_rows(ROW.format("<del>9</del>1", "2<sup>1</sup>", "<s>3</s>4"))
    assert report.value(REFS[0]) == 1
    assert report.value(REFS[1]) is None
    assert [item.ref for item in report.unread] == [REFS[1]]
    assert report.value(REFS[2]) == 4


def test_a_picture_in_a_cell_is_no_blank():
    report = read_rows(ROW.format('<img src="5.gif">', 1, 2))
    assert {item.ref for item in report.unread} >= {REFS[0]}
    assert report.value(REFS[0]) is None


def test_a_report_laid_out_in_nested_tables_is_found():
    page = f"<table><tr><td>首页</td><td>导航</td></tr><tr><td colspan=2><table><tr><td>{HEAD}<table>{RULES}{ROW}</table>{TAIL}"  # noqa: E501
    report = read_bytes((page.format(1, 2, 3) + "</td></tr></table></td></tr></table>").encode(), "a.html")
    assert rules_of(report) == [1, 2, 3]
    assert report.section_text(1) == "正文。"


def test_row_spans_do_not_shift_the_row_below():
    group = "<tr><td rowspan=2>（三）不予公开</td><td>1.属于国家秘密</td>" + "<td>1</td>" * 6 + "<td>6</td></tr>"
    group += "<tr><td>2.其他法律行政法规禁止公开</td>" + "<td></td>" * 6 + "<td>0</td></tr>"
    report = read_bytes(
        f"{HEAD}<p>三、收到和处理政府信息公开申请情况</p><table>{group}</table>{TAIL}".encode(), "a.html"
    )
    assert [report.value(f"requests/refused.state_secret/{a}") for a in APPLICANTS] == [1] * 6 + [6]
    assert [report.value(f"requests/refused.prohibited_by_law/{a}") for a in APPLICANTS] == [None] * 6 + [0]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", "nonsense"])
def test_a_wrong_declaration_of_the_encoding_does_not_matter(encoding, declared):
    page = f'<meta charset="{declared}">{HEAD}<table>{RULES}{ROW.format(1, 2, 3)}</table>{TAIL}'
    assert rules_of(read_bytes(page.encode(encoding), "a.html")) == [1, 2, 3]


def test_tags_left_open_and_written_large_are_understood():
    page = HEAD + "<TABLE><TR><TD>规章<TD>1<TD>2<TD>3<TR><TD>行政规范性文件<TD>4<TD>5<TD>6</TABLE>" + TAIL
    assert rules_of(read_bytes(page.encode(), "a.html")) == [1, 2, 3]


def test_text_under_hundreds_of_elements_is_not_lost():
    deep = "<div>" * 2000
    assert rules_of(
        read_bytes(f"{deep}{HEAD}<table>{RULES}{ROW.format(1, 2, 3)}</table>{TAIL}".encode(), "a.html")
    ) == [1, 2, 3]


def test_a_page_without_a_report_says_so():
    with pytest.raises(NotAReport, match="不是政府信息公开工作年度报告"):
        read_bytes(b"<html><body><p>hello</p></body></html>", "a.html")
