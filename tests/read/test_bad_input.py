from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from gongkai.errors import GongkaiError, NotAReport, UnreadableFile
from gongkai.read import read_bytes, read_file
from gongkai.report import ABSENT

ROOT = Path(__file__).parents[2]
REPORT = (ROOT / "samples" / "上塘街道办事处_2023.txt").read_text("utf-8")
BUDGET = """某区财政局2023年部门预算公开
一、部门基本情况
（一）主要职能。负责全区财政收支。
二、收支预算总表
项目 预算数
一般公共预算拨款收入 1286.35
教育支出 368
三、其他重要事项说明
机关运行经费 20.5 万元，政府采购 3 项。
"""


def test_an_empty_file_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableFile, match=r"“空\.txt”是空的.*请确认"):
        read_bytes(b" \n\n", "空.txt")


def test_a_binary_file_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        read_bytes(bytes(range(256)) * 40, "图.dat")


def test_a_report_of_another_kind_is_refused_by_name() -> None:
    with pytest.raises(NotAReport, match=r"预算\.txt.*不是政府信息公开工作年度报告"):
        read_bytes(BUDGET.encode(), "预算.txt")


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8-sig", "utf-16"])
def test_a_report_in_another_encoding_reads_the_same(encoding: str) -> None:
    text = REPORT.replace("\u3000", "  ")
    assert read_bytes(text.encode(encoding)).values == read_bytes(text.encode()).values


def test_half_a_report_is_read_as_far_as_it_goes_and_the_rest_is_absent() -> None:
    half = read_bytes(REPORT[: REPORT.index("四、政府信息公开行政复议")].encode())
    assert half.value("requests/closed/total") == 39
    assert half.value("remedies/reconsideration/total") is ABSENT


def test_a_report_cut_off_inside_a_row_says_which_cells_it_could_not_read() -> None:
    cut = REPORT[: REPORT.index("2.其他法律行政法规禁止公开")] + "2.其他法律行政法规禁止公开\n\t5\n\t0\n"
    report = read_bytes(cut.encode())
    lost = {item.ref for item in report.unread}
    assert "requests/refused.prohibited_by_law/natural_person" in lost
    assert report.value("requests/refused.prohibited_by_law/total") is None
    assert report.value("requests/granted/total") == 28


def test_fifty_megabytes_of_text_end_in_a_message_or_a_report_within_bounds() -> None:
    tracemalloc.start()
    with pytest.raises(GongkaiError, match="没有政府信息公开年度报告"):
        read_bytes(("今天天气很好，风和日丽。" * 60 + "\n").encode() * 23_000, "大.txt")
    assert tracemalloc.get_traced_memory()[1] < 300 * 1024 * 1024
    tracemalloc.stop()


def test_a_report_inside_a_very_long_text_is_still_found() -> None:
    padding = ("今天天气很好，风和日丽。" * 60 + "\n") * 5_000
    assert read_bytes((padding + REPORT + padding).encode()).value("requests/closed/total") == 39


def test_a_missing_file_is_named() -> None:
    with pytest.raises(UnreadableFile, match=r"找不到文件“没有\.txt”"):
        read_file("没有.txt")


def test_a_number_that_is_no_number_is_unread_and_never_guessed() -> None:
    report = read_bytes(REPORT.replace("\t712\n", "\t7l2待核\n").encode())
    assert report.value("disclosure/penalties/decisions") is None
    assert [item.ref for item in report.unread] == ["disclosure/penalties/decisions"]


def test_digits_apart_are_joined_only_where_the_arithmetic_confirms_it() -> None:
    """37 printed as `3 7` stands in two sums that only 37 satisfies; 712 stands in none."""
    spaced = read_bytes(
        REPORT.replace("\t37\n\t1\n\t0\n\t0\n\t0\n\t1\n\t39", "\t3 7\n\t1\n\t0\n\t0\n\t0\n\t1\n\t39", 1).encode()
    )
    place = spaced.figure("requests/received/natural_person").place
    assert spaced.value("requests/received/natural_person") == 37
    assert place is not None
    assert place.how == "recovered"
    alone = read_bytes(REPORT.replace("\t712\n", "\t7 12\n").encode())
    assert alone.value("disclosure/penalties/decisions") is None
    assert alone.unread
