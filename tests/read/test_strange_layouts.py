"""Layouts that once put a number silently into a wrong cell or made it a blank: now it is right, or unread."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from flattenings import bare, flatten, markdown, records, tab_separated
from gongkai.read import read_bytes, read_text
from gongkai.read.kinds import FileKind, kind_of
from gongkai.read.values import see
from gongkai.report import ABSENT, Report
from strategies import Shape, random_report

RECEIVED = "一、本年新收政府信息公开申请数量"
HEADS = "|  | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |"
COLUMNS = ("natural_person", "business", "research", "public_interest", "legal_service", "other_organization", "total")


def page(*rows: str, heads: str = HEADS, fees: str = "行政事业性收费 | 0") -> str:
    return "\n".join(
        [
            "青山区财政局2023年政府信息公开工作年度报告", "一、总体情况", "各项工作有序推进。",
            "二、主动公开政府信息情况", "第二十条第（五）项", "信息内容 | 本年处理决定数量", "行政许可 | 2",
            "第二十条第（八）项", "信息内容 | 本年收费金额（单位：万元）", fees,
            "三、收到和处理政府信息公开申请情况", heads, *rows,
            "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "无。",
            "六、其他需要报告的事项", "无。",
        ]
    )  # fmt: skip


def row(report: Report, name: str) -> list[object]:
    return [report.value(f"requests/{name}/{column}") for column in COLUMNS]


def unread(report: Report) -> set[str | None]:
    return {item.ref for item in report.unread}


def complete(seed: str) -> Report:
    return random_report(Random(seed), "2021", shape=Shape("none", largest=40))


def wrong(report: Report, back: Report) -> dict[str, tuple[object, object]]:
    said = unread(back)
    return {
        figure.cell.ref: (figure.value, back.value(figure.cell.ref))
        for figure in report.figures()
        if figure.cell.ref not in said and back.value(figure.cell.ref) not in (figure.value, ABSENT)
    }


@pytest.mark.parametrize("text", ["3①", "3²", "①3", "３⑴"])
def test_a_note_mark_is_no_digit(text: str) -> None:
    assert see(text) is None


def test_the_mark_of_a_note_makes_its_cell_unread_and_no_other() -> None:
    report = read_text(page(f"| {RECEIVED} | 3① | 0 | 0 | 0 | 0 | 0 | 3 |"))
    assert row(report, "received") == [None, 0, 0, 0, 0, 0, 3]
    assert unread(report) & {f"requests/received/{c}" for c in COLUMNS} == {"requests/received/natural_person"}


@pytest.mark.parametrize("cell", ["13（注1）", "约13", "#REF!", "暂无数据", "**13**"])
def test_words_in_a_cell_do_not_move_the_cells_behind_them(cell: str) -> None:
    """A row led by empty cells of a wider grid was cut at the words, and its first cells were read as blanks."""
    full = "| {} |  |  | 1 | 0 | 0 | 0 | 0 | 0 | 1 |"
    report = read_text(
        page(
            f"| {RECEIVED} |  |  | 173 | 0 | 0 | 0 | 0 | {cell} | 186 |",
            full.format("二、上年结转政府信息公开申请数量"),
            full.format("四、结转下年度继续办理"),
            heads="|  |  |  | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |",
        )
    )
    for column, value in zip(COLUMNS, (173, 0, 0, 0, 0, None, 186), strict=True):
        ref = f"requests/received/{column}"
        assert ref in unread(report) if value is None else report.value(ref) == value or ref in unread(report)


def test_digits_after_a_label_that_are_no_number_leave_the_cell_unread() -> None:
    """`行政事业性收费 (6)` was taken for the label alone, and the empty line after it for its cell."""
    assert "disclosure/fees/amount" in unread(read_text(page("", fees="行政事业性收费 (6)\n")))


@pytest.mark.parametrize("bar", ["|", "\t"])
def test_a_label_cut_over_lines_keeps_the_numbers_beside_any_of_its_lines(bar: str) -> None:
    """The empty cells beside the label's other lines were read as a row of blanks."""
    numbers, blank = ["1", "0", "0", "0", "0", "0", "1"], [""] * 7
    top = [["一、本年", *numbers], ["新收政府信息公开申请数量", *blank]]
    middle = [["2.没有现成", *blank], ["信息需要另行", *numbers], ["制作", *blank]]
    lines = [bar.join(cells) + (bar if bar == "|" else "") for cells in (*top, *middle)]
    lines = [f"|{line}" if bar == "|" else line for line in lines]
    report = read_text(page(*lines))
    assert row(report, "received") == [1, 0, 0, 0, 0, 0, 1]
    assert row(report, "unavailable.needs_creation") == [1, 0, 0, 0, 0, 0, 1]


@pytest.mark.parametrize("printer", [markdown, records, tab_separated, bare])
def test_numbers_in_menus_and_footers_are_not_the_tables(printer) -> None:
    menu = [
        "首页 > 政府信息公开",
        "行政许可 378",
        "行政处罚",
        "12",
        "规章 | 1 | 2 | 3",
        "行政事业性收费 3.5",
        "总计 99",
    ]
    footer = ["版权所有：某某区人民政府", "备案号：ICP备05000001号", "行政处罚 12", "行政强制", "3", "访问量 123456"]
    for seed in range(8):
        report = complete(f"menu{seed}")
        text = "\n".join([*menu, flatten(report, printer, Random(seed)), *footer])
        back = read_text(text)
        assert wrong(report, back) == {}
        assert back.published_on == report.published_on
        assert back.section_text(6) == report.section_text(6)


def test_a_second_report_on_the_page_is_not_mixed_into_the_first() -> None:
    first = random_report(Random("first"), "2021", shape=Shape("none", without=("disclosure",)))
    second = complete("second")
    back = read_text(flatten(first, markdown, Random(1)) + "\n\n" + flatten(second, markdown, Random(2)))
    chosen = first if back.section_text(1) == first.section_text(1) else second
    assert wrong(chosen, back) == {}
    assert back.section_text(6).startswith(chosen.section_text(6))
    if chosen is first:
        assert back.value("disclosure/licensing/decisions") is ABSENT


@pytest.mark.parametrize(
    "heads",
    [
        "|  | 总计 | 自然人 | 商业企业 | 科研机构 | 社会公益组织 | 法律服务机构 | 其他 |",
        "|  | 自然人 | 科研机构 | 商业企业 | 社会公益组织 | 法律服务机构 | 其他 | 总计 |",
    ],
)
def test_columns_in_another_order_than_the_forms_are_unread(heads: str) -> None:
    report = read_text(page(f"| {RECEIVED} | 5 | 4 | 1 | 0 | 0 | 0 | 0 |", heads=heads))
    assert {f"requests/received/{column}" for column in COLUMNS} <= unread(report)


def test_a_total_whose_head_spans_the_heads_below_is_in_order() -> None:
    heads = "|  | 申请人情况 |  |  |  |  |  | 总计 |\n" + HEADS.replace("总计", "")
    report = read_text(page(f"| {RECEIVED} | 4 | 1 | 0 | 0 | 0 | 0 | 5 |", heads=heads))
    assert row(report, "received") == [4, 1, 0, 0, 0, 0, 5]


def test_thousands_separators_do_not_make_a_text_a_csv_file() -> None:
    lines = [f"{label} 1,395 2,176 1,639 1,000 12,345" for label in ("规章", "行政规范性文件", "行政许可") * 4]
    assert kind_of("\n".join(lines).encode()) is FileKind.TEXT
    report = read_bytes("\n".join([page(), *lines]).encode(), "a.txt")
    assert report.value("disclosure/licensing/decisions") == 2


def test_the_closing_date_is_found_above_a_footer() -> None:
    report = read_text(page() + "\n青山区财政局\n2024年1月22日\n版权所有 2020-05-06\n地址：人民路1号\n" + "导航\n" * 20)
    assert report.published_on == date(2024, 1, 22)
    assert report.section_text(6) == "无。"


def test_a_number_in_a_column_of_remarks_does_not_stand_in_for_a_blank() -> None:
    """Seven numbers in eight cells, one of them empty: which is the remark cannot be told."""
    row = "| 一、本年新收政府信息公开申请数量 | 0 | 0 | 0 |  | 0 | 0 | 0 | 2 |"
    other = "| 二、上年结转政府信息公开申请数量 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |  |"
    third = "| （一）予以公开 | 1 | 0 | 0 | 0 | 0 | 0 | 1 |  |"
    head = "某局2023年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况"
    text = "\n".join([head, row, other, third])
    report = read_text(text)
    lost = {item.ref for item in report.unread}
    assert {f.cell.ref for f in report.figures() if f.cell.row.id == "received"} <= lost
    assert report.value("requests/granted/total") == 1
