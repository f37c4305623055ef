"""CSV and Markdown: what is written is read back, and no spreadsheet or Markdown program changes it."""

import csv
import io

import pytest
from hypothesis import given, settings
from written import figures_of, nasty_report, report_with, words_of

from gongkai.errors import NotAReport
from gongkai.read.own_rows import is_own_header, read_own_rows
from gongkai.report import ABSENT
from gongkai.write import write_report
from gongkai.write.markdown import _escape
from strategies import reports


def rows(report):
    return list(csv.reader(io.StringIO(write_report(report, "csv").decode("utf-8-sig"), newline="")))


@settings(max_examples=25, deadline=None)
@given(reports())
def test_csv_is_read_back_value_for_value_and_word_for_word(report):
    header, *body = rows(report)
    back = read_own_rows(body)
    assert is_own_header(header)
    assert figures_of(back) == figures_of(report)
    assert words_of(back) == words_of(report)


def test_signs_in_words_survive_csv():
    report = nasty_report()
    assert words_of(read_own_rows(rows(report)[1:])) == words_of(report)


def test_no_text_in_csv_begins_as_a_formula():
    assert not [cell for row in rows(nasty_report()) for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]


def test_blank_zero_and_absent_differ_in_csv():
    report = report_with({"disclosure/rules/issued": 0, "disclosure/rules/repealed": ABSENT})
    shown = {row[0]: row[2] for row in rows(report)}
    assert shown["disclosure/rules/issued"] == "0"
    assert shown["disclosure/rules/in_force"] == ""
    assert "disclosure/rules/repealed" not in shown


def test_csv_of_another_shape_is_refused():
    with pytest.raises(NotAReport):
        read_own_rows([["report/edition", "格式"]])


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("1. 甲", "1\\. 甲"),
        ("1.属于国家秘密", "1.属于国家秘密"),
        ("# 甲", "\\# 甲"),
        ("- 甲", "\\- 甲"),
        ("-3", "-3"),
        ("<b>", "\\<b>"),
        ("a*b", "a\\*b"),
        ("“三审三校”", "“三审三校”"),
    ],
)
def test_markdown_escapes_what_it_must_and_no_more(text, escaped):
    assert _escape(text) == escaped


def test_a_bar_in_a_table_is_escaped():
    assert _escape("甲|乙", in_table=True) == "甲\\|乙"
