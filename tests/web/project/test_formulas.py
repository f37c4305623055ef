"""A16: no export runs a formula that somebody typed, no text is lost, and every number stays a number."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client
from items_world import drafted
from published import put_item
from python_calamine import CalamineWorkbook
from web_world import World

from check_facts import report_with
from gongkai.check import check
from gongkai.check.acceptance import settle
from gongkai.review import workbook
from gongkai.review.record import record_of
from gongkai.web.disclosure.leaving import in_order, write_zip
from gongkai.web.disclosure.models import Item
from gongkai.web.organs.models import Account
from gongkai.web.registers.actions.enter import enter_entry
from gongkai.write import write_report

pytestmark = pytest.mark.django_db
FORMULAS = (
    "=1+1", "+1+1", "-1+1|x", "@SUM(1)", "=cmd|' /C calc'!A0", "＝1+1", "＋1", "－1", "＠x", " =1+1", "　=1+1",
    '=HYPERLINK("http://x","y")', "甲;=1+1", "甲,=1+1", '"=1+1', "'=1+1", "=-5",
)  # fmt: skip
STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def cells_of(book: bytes) -> set[str]:
    opened = CalamineWorkbook.from_filelike(io.BytesIO(book))
    rows = (row for name in opened.sheet_names for row in opened.get_sheet_by_name(name).to_python())
    return {str(cell).strip() for row in rows for cell in row}


def formulas_in(book: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    return sum(sheet.count(b"<f>") + sheet.count(b"<hyperlink ") for sheet in sheets)


def items_book(world: World, sign_in: Callable[[Account], Client]) -> bytes:
    for words in FORMULAS:
        drafted(world, title=words, document_number=words, summary=words, attribute_reason=words)
    with write_zip(in_order(Item.objects.all())) as made, zipfile.ZipFile(made) as package:
        return package.read("目录.xlsx")


def register_book(world: World, sign_in: Callable[[Account], Client]) -> bytes:
    viewer = world.viewer("officer", "street")
    for number, words in enumerate(FORMULAS):
        said = {"kind": "行政规范性文件", "title": words, "number": f"第{number}号", "issued_on": "2020-05-06"}
        enter_entry(viewer, world.organs["street"], "document", said)
    answer = sign_in(world.people["officer@street"]).get("/desk/registers/document/export/?year=")
    return b"".join(answer)


def findings_book(world: World, sign_in: Callable[[Account], Client]) -> bytes:
    records = []
    for words in FORMULAS:
        settled = settle(check(report_with({}, organ=words)))
        records.append(record_of(settled, file=words, stem="a", title=words, files={}, key="k"))
    return workbook(records)


@pytest.mark.parametrize("made", [items_book, register_book, findings_book])
def test_no_workbook_runs_what_was_typed_and_none_of_it_is_lost(
    world: World, sign_in: Callable[[Account], Client], made: Callable[..., bytes]
) -> None:
    book = made(world, sign_in)
    assert formulas_in(book) == 0
    assert {words.strip() for words in FORMULAS} - cells_of(book) == set()


def test_the_public_table_runs_nothing_whatever_parts_its_columns(world: World) -> None:
    for words in FORMULAS:
        put_item(world.organs["street"], words, document_number=words, summary=words)
    text = Client().get("/export/").content.decode("utf-8-sig")
    for delimiter in ",;\t":
        cells = [cell for row in csv.reader(io.StringIO(text), delimiter=delimiter) for cell in row]
        assert [cell for cell in cells if cell.strip().startswith(STARTS)] == []
    shown = {cell.removeprefix("'") for row in csv.reader(io.StringIO(text)) for cell in row}
    assert {words for words in FORMULAS if words[0] != "'" and ";" not in words} - shown == set()
    assert "甲;'=1+1" in shown  # an apostrophe more, where another program would begin a cell


@pytest.mark.parametrize("words", FORMULAS)
def test_a_written_report_runs_nothing_and_keeps_its_numbers(words: str) -> None:
    report = report_with({"remedies/reconsideration/total": 5}, organ=words)
    plain = report_with({"remedies/reconsideration/total": 5})  # the sums are the writer's own formulas
    assert formulas_in(write_report(report, "xlsx")) == formulas_in(write_report(plain, "xlsx"))
    rows = list(csv.reader(io.StringIO(write_report(report, "csv").decode("utf-8-sig"))))
    assert [cell for row in rows for cell in row if cell.strip().startswith(STARTS)] == []
    assert ["remedies/reconsideration/total", "5"] in [[row[0], row[2]] for row in rows]
