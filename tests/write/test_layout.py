"""The grid covers every place once, and leaves out what the report does not have."""

import pytest
from hypothesis import given, settings
from written import plain_report, report_with

from gongkai.form import edition, editions
from gongkai.report import ABSENT, build_report
from gongkai.write.layout import Role, lay_out
from strategies import reports


@settings(max_examples=30, deadline=None)
@given(reports())
def test_every_place_of_a_table_is_covered_exactly_once(report):
    for table in report.edition.tables:
        grid = lay_out(report, table)
        if grid is None:
            continue
        covered = [
            (box.row + down, box.column + across)
            for box in grid.boxes
            for down in range(box.rows)
            for across in range(box.columns)
        ]
        assert len(covered) == len(set(covered)) == grid.height * len(grid.widths)


@settings(max_examples=30, deadline=None)
@given(reports())
def test_every_figure_that_the_report_has_stands_in_one_box(report):
    grids = [grid for table in report.edition.tables if (grid := lay_out(report, table))]
    shown = [box.cell.ref for grid in grids for box in grid.boxes if box.cell is not None]
    assert sorted(shown) == sorted(figure.cell.ref for figure in report.figures())


@pytest.mark.parametrize("edition_id", editions())
def test_table_three_has_three_columns_of_labels_and_seven_of_figures(edition_id):
    report = plain_report(edition_id)
    grid = lay_out(report, report.edition.table("requests"))
    assert len(grid.widths) == 10
    assert grid.header_rows == 3


def test_table_two_is_four_columns_wide_with_four_blocks():
    report = plain_report("2021")
    grid = lay_out(report, report.edition.table("disclosure"))
    assert len(grid.widths) == 4
    assert [box.columns for box in grid.boxes if box.role is Role.BANNER] == [4, 4, 4, 4]


def test_row_six_in_one_line_stands_before_the_total():
    form = edition("2021")
    cells = {c.ref: 0 for c in form.cells if not c.row.id.startswith("otherwise_closed.")}
    grid = lay_out(build_report(form, cells), form.table("requests"))
    rows = {box.text: box.row for box in grid.boxes if box.role is Role.ROW}
    assert rows["（六）其他处理"] == rows["（七）总计"] - 1


def test_a_row_that_the_report_does_not_have_is_left_out():
    form = edition("2021")
    report = report_with({f"requests/carried_out/{c.id}": ABSENT for c in form.table("requests").blocks[0].columns})
    grid = lay_out(report, form.table("requests"))
    assert "四、结转下年度继续办理" not in [box.text for box in grid.boxes]


def test_a_single_cell_that_the_report_does_not_have_is_marked_and_no_blank():
    form = edition("2021")
    report = report_with({"requests/received/total": ABSENT})
    grid = lay_out(report, form.table("requests"))
    box = next(box for box in grid.boxes if box.cell and box.cell.ref == "requests/received/total")
    assert box.text == "缺"
