"""Workbooks: sums are formulas where they hold, and marked figures where they do not."""

import io
import re
import zipfile

import python_calamine
from lxml import etree
from written import nasty_report, plain_report, report_with

from gongkai.write import write_report

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheet_xml(data, number):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(f"xl/worksheets/sheet{number}.xml"))


def formulas(data, number):
    cells = sheet_xml(data, number).findall(".//m:c[m:f]", SPACE)
    return {cell.get("r"): (cell.findtext("m:f", None, SPACE), cell.findtext("m:v", None, SPACE)) for cell in cells}


def consistent():
    return report_with(
        {
            "requests/received/natural_person": 3,
            "requests/received/total": 3,
            "requests/granted/natural_person": 2,
            "requests/closed/natural_person": 2,
            "requests/closed/total": 9,
            "requests/granted/total": 2,
        }
    )


def test_a_sum_that_holds_is_a_formula_with_its_result_stored():
    found = formulas(write_report(consistent(), "xlsx"), 3)
    assert found["J5"] == ("SUM(D5:I5)", "3")
    assert found["D28"] == ("SUM(D7:D27)", "2")


def test_a_sum_that_differs_is_written_as_printed_with_a_note():
    data = write_report(consistent(), "xlsx")
    assert "J28" not in formulas(data, 3)
    cell = sheet_xml(data, 3).find(".//m:c[@r='J28']/m:v", SPACE)
    assert cell.text == "9"
    package = zipfile.ZipFile(io.BytesIO(data))
    notes = "".join(package.read(n).decode() for n in package.namelist() if re.match(r"xl/comments\d*\.xml", n))
    assert "填报9，分项之和为2" in notes


def test_text_is_never_a_formula():
    data = write_report(nasty_report(), "xlsx")
    assert [formulas(data, number) for number in (1, 5, 6)] == [{}, {}, {}]
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    assert book.get_sheet_by_name("总体情况").to_python()[0][0] == nasty_report().title


def test_the_cells_sheet_lists_what_the_report_has():
    report = plain_report()
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(write_report(report, "xlsx")))
    rows = book.get_sheet_by_name("cells").to_python()
    assert rows[0] == ["ref", "label", "value"]
    assert [row[0] for row in rows[1:]] == [figure.cell.ref for figure in report.figures()]
    assert [row[2] for row in rows[1:]] == [float(figure.value) for figure in report.figures()]


def test_the_same_report_gives_the_same_bytes():
    assert write_report(plain_report(), "xlsx") == write_report(plain_report(), "xlsx")
