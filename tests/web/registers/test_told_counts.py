from __future__ import annotations

import io

import pytest
import xlsxwriter
from web_world import NOW, World

from gongkai.web.organs.access import Viewer
from gongkai.web.organs.columns import EntryFaults
from gongkai.web.organs.sheets import SheetFaults
from gongkai.web.registers.actions.enter import enter_entry, void_entry
from gongkai.web.registers.actions.finish import close_book
from gongkai.web.registers.actions.take_in import import_entries
from gongkai.web.registers.books import BOOKS
from gongkai.web.registers.facts import told_counts

pytestmark = pytest.mark.django_db
YEAR = NOW.year
HOTLINE = {"kind": "热线工单（件）", "name": "", "year": str(YEAR), "source": "12345平台导出", "note": ""}


def officer(world: World) -> Viewer:
    return world.viewer("officer", "street", now=NOW)


def told(world: World) -> dict[str, int]:
    return {one.label: one.value for one in told_counts(world.organs["street"], YEAR)}


def sheet(*rows: list[str]) -> bytes:
    found = io.BytesIO()
    with xlsxwriter.Workbook(found) as book:
        page = book.add_worksheet()
        for number, row in enumerate([list(BOOKS["count"].heads), *rows]):
            page.write_row(number, 0, row)
    return found.getvalue()


def test_the_months_of_a_year_add_up_to_one_figure_with_one_name(world: World) -> None:
    for month, count in ((1, 12), (2, 30)):
        enter_entry(
            officer(world), world.organs["street"], "count", HOTLINE | {"month": str(month), "count": str(count)}
        )
    [one] = told_counts(world.organs["street"], YEAR)
    assert (one.name, one.value, one.entries) == ("hotline_orders", 42, 2)


def test_who_entered_it_and_when_and_on_what_grounds_is_kept(world: World) -> None:
    entry = enter_entry(officer(world), world.organs["street"], "count", HOTLINE | {"month": "1", "count": "12"})
    assert (entry.entered_by_id, entry.entered_at) == (officer(world).account_id, NOW)
    values = HOTLINE | {"month": "2", "count": "1", "source": ""}
    with pytest.raises(EntryFaults) as caught:
        enter_entry(officer(world), world.organs["street"], "count", values)
    assert [field for field, _ in caught.value.faults] == ["source"]


def test_a_voided_entry_is_told_no_more(world: World) -> None:
    entry = enter_entry(officer(world), world.organs["street"], "count", HOTLINE | {"month": "1", "count": "12"})
    void_entry(officer(world), entry, version=entry.version, reason="登记有误")
    assert told(world) == {}


def test_a_thing_without_a_kind_of_its_own_must_have_a_name(world: World) -> None:
    other = HOTLINE | {"kind": "其他", "month": "1", "count": "3"}
    with pytest.raises(EntryFaults, match="写明名称"):
        enter_entry(officer(world), world.organs["street"], "count", other)
    enter_entry(officer(world), world.organs["street"], "count", other | {"name": "政务公开日活动（场）"})
    assert told(world) == {"政务公开日活动（场）": 3}


def test_nothing_entered_is_zero_only_when_the_book_is_complete(world: World) -> None:
    assert told(world) == {}
    close_book(officer(world), world.organs["street"], "count", YEAR)
    assert told(world)["政务公开培训（次）"] == 0


def test_a_sheet_is_taken_in_whole_or_each_fault_names_its_cell(world: World) -> None:
    good = ["热线工单（件）", "", str(YEAR), "1", "12", "12345平台导出", ""]
    with pytest.raises(SheetFaults) as caught:
        import_entries(
            officer(world),
            world.organs["street"],
            "count",
            name="数字.xlsx",
            content=sheet(good, [*good[:4], "x", *good[5:]]),
        )
    assert [fault.cell for fault in caught.value.faults] == ["E3"]
    assert told(world) == {}
    import_entries(officer(world), world.organs["street"], "count", name="数字.xlsx", content=sheet(good))
    assert told(world) == {"热线工单（件）": 12}
