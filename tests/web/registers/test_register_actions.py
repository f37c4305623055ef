"""Entering, changing, voiding, importing and finishing: who may, what is refused, and what the journal keeps."""

from __future__ import annotations

from datetime import date

import pytest
from web_world import World

from gongkai.errors import InputError
from gongkai.web.journal.models import Entry as JournalEntry
from gongkai.web.organs.access import Refused
from gongkai.web.organs.columns import EntryFaults, template
from gongkai.web.organs.sheets import SheetFaults, read_sheet
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.registers.actions.enter import change_entry, enter_entry, void_entry
from gongkai.web.registers.actions.evidence import add_evidence, open_evidence
from gongkai.web.registers.actions.finish import close_book, reopen_book
from gongkai.web.registers.actions.take_in import import_entries
from gongkai.web.registers.books import BOOKS
from gongkai.web.registers.models import Decision, Document, Entry
from gongkai.web.registers.queries import books_for, by_month, chain, entries, entry_of, entry_of_source

LICENCES = {"kind": "行政许可", "year": "2025", "month": "3", "count": "12"}
PAPER = {"kind": "行政规范性文件", "title": "犬类管理办法", "number": "某政规〔2020〕1号", "issued_on": "2020-05-06"}
HEADS = "种类,年度,月份,件数,数据来源,备注\n"


def entered(world: World, book: str = "decision", **changed: str) -> Entry:
    values = {**(LICENCES if book == "decision" else PAPER), **changed}
    return enter_entry(world.viewer("officer", "street"), world.organs["street"], book, values)


def faults(world: World, book: str = "decision", **changed: str) -> list[str]:
    with pytest.raises(EntryFaults) as found:
        entered(world, book, **changed)
    return [field for field, _ in found.value.faults]


def test_what_is_typed_in_words_is_kept_as_values(world: World) -> None:
    entry = entered(world, count="1,200 件".replace(" ", ""), month="3月")
    assert isinstance(entry, Decision)
    assert (entry.kind, entry.month, entry.count) == ("licensing", 3, 1200)


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"kind": "许可证"}, ["kind"]),
        ({"month": "13"}, ["month"]),
        ({"count": "-1"}, ["count"]),
        ({"count": "", "year": "去年"}, ["year", "count"]),
        ({"year": "2026", "month": "10"}, ["month"]),
    ],
)
def test_a_decision_that_cannot_be_is_refused_at_its_field(world: World, changed: dict[str, str], fields: list[str]):
    """The viewer's day is 21 September 2026: October has not begun."""
    assert faults(world, **changed) == fields


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"repealed_on": "2019-01-01"}, ["repealed_on"]),
        ({"valid_until": "2020-05-05"}, ["valid_until"]),
        ({"repeal_basis": "某决定"}, ["repealed_on"]),
        ({"issued_on": "2026-12-01"}, ["issued_on"]),
        ({"issued_on": "2020-02-30"}, ["issued_on"]),
    ],
)
def test_a_document_that_cannot_be_is_refused_at_its_field(world: World, changed: dict[str, str], fields: list[str]):
    assert faults(world, "document", **changed) == fields


def test_the_same_is_not_entered_twice_but_again_after_it_was_voided(world: World) -> None:
    entry = entered(world)
    assert faults(world) == ["source"]
    void_entry(world.viewer("officer", "street"), entry, version=1, reason="月份填错")
    assert entered(world).ref != entry.ref


@pytest.mark.parametrize(("role", "organ"), [("deputy_leader", "street"), ("officer", "lane"), ("auditor", "district")])
def test_who_is_no_officer_of_the_organ_enters_nothing(world: World, role: str, organ: str) -> None:
    with pytest.raises(Refused):
        enter_entry(world.viewer(role, organ), world.organs["street"], "decision", LICENCES)


def test_two_people_do_not_overwrite_each_other(world: World) -> None:
    officer = world.viewer("officer", "street")
    first, second = entered(world), entry_of(officer, "decision", Decision.objects.get().ref)
    change_entry(officer, first, LICENCES | {"count": "13"}, version=1)
    with pytest.raises(StaleVersion):
        change_entry(officer, second, LICENCES | {"count": "14"}, version=1)
    assert Decision.objects.get().count == 13


def test_a_complete_year_is_written_in_only_after_it_is_opened_with_a_reason(world: World) -> None:
    officer, organ = world.viewer("officer", "street"), world.organs["street"]
    closing = close_book(officer, organ, "decision", 2025)
    with pytest.raises(InputError, match="2025年度"):
        entered(world)
    assert entered(world, year="2024")
    with pytest.raises(InputError, match="理由"):
        reopen_book(officer, closing, reason=" ")
    reopen_book(officer, closing, reason="漏登三月")
    assert entered(world)


def test_repealing_an_old_document_touches_only_the_year_of_its_repeal(world: World) -> None:
    officer, organ = world.viewer("officer", "street"), world.organs["street"]
    entry = entered(world, "document")
    close_book(officer, organ, "document", 2020)
    change_entry(officer, entry, PAPER | {"repealed_on": "2025-05-01"}, version=1)
    with pytest.raises(InputError, match="2020年度"):
        change_entry(officer, entry, PAPER | {"issued_on": "2021-05-06"}, version=2)


def test_every_change_stands_in_the_journal_with_what_was_before(world: World) -> None:
    entry = entered(world)
    change_entry(world.viewer("officer", "street"), entry, LICENCES | {"count": "13"}, version=1)
    last = JournalEntry.objects.order_by("-sequence").first()
    assert last is not None
    assert (last.action, last.before, last.after) == ("registers.change_entry", '{"count":12}', '{"count":13}')


def test_an_import_with_one_fault_takes_nothing_and_names_the_cell(world: World) -> None:
    officer, organ = world.viewer("officer", "street"), world.organs["street"]
    content = (HEADS + "行政许可,2025,1,3,,\n行政处罚,2025,2,三件,,\n行政许可,2025,1,4,,\n").encode("gb18030")
    with pytest.raises(SheetFaults) as found:
        import_entries(officer, organ, "decision", name="a.csv", content=content)
    assert [fault.cell for fault in found.value.faults] == ["D3", "E4"]
    assert not Decision.objects.exists()


def test_an_import_counts_like_what_was_typed(world: World) -> None:
    officer, organ = world.viewer("officer", "street"), world.organs["street"]
    content = (HEADS + "行政许可,2025,1,3,,\n行政处罚,2025年,2月,4件,平台,\n").encode()
    assert import_entries(officer, organ, "decision", name="a.csv", content=content) == 2
    assert [row.total for row in by_month(officer, organ, 2025)] == [3, 4, None, None]
    with pytest.raises(SheetFaults, match="已经登记过"):
        import_entries(officer, organ, "decision", name="a.csv", content=content)


@pytest.mark.parametrize("book", BOOKS)
def test_the_template_of_every_book_can_be_read_back(book: str) -> None:
    columns = BOOKS[book].columns
    sheet = read_sheet("a.xlsx", template("簿", columns), [column.head for column in columns])
    assert len(sheet.columns) == len(columns)


def test_evidence_goes_to_readers_of_the_register_and_to_nobody_else(world: World) -> None:
    file = add_evidence(world.viewer("officer", "street"), entered(world), name="C:\\x\\依据.txt", content=b"abc")
    opened = open_evidence(world.viewer("deputy_leader", "street"), file.ref)
    assert (opened.name, opened.content) == ("依据.txt", b"abc")
    with pytest.raises(Refused):
        open_evidence(world.viewer("officer", "lane"), file.ref)


def test_a_figure_leads_to_its_entry_for_who_may_read_it(world: World) -> None:
    entry = entered(world)
    assert entry_of_source(world.viewer("auditor", "district"), f"decision:{entry.ref}") == entry
    with pytest.raises(Refused):
        entry_of_source(world.viewer("officer", "street2"), f"decision:{entry.ref}")
    assert not entries(world.viewer("officer", "street2"), world.organs["street"], "decision").exists()


def test_the_chain_of_years_shows_where_the_register_differs_from_what_was_reported(world: World) -> None:
    entered(world, "document")
    entered(world, "document", title="养犬办法", issued_on="2025-01-01", repealed_on="2026-02-01")
    officer, organ = world.viewer("officer", "street"), world.organs["street"]
    links = chain(officer, organ, "normative_documents", [2025, 2026], {2024: 1, 2025: 3})
    assert [(k.before, k.issued, k.repealed, k.in_force, k.difference) for k in links] == [
        (1, 1, 0, 2, 0),
        (2, 0, 1, 1, -1),
    ]


def test_only_books_that_the_years_form_counts_are_asked_for() -> None:
    assert [book.id for book in books_for(2023)] == ["document", "decision", "charge", "count"]
    assert "purchase" in [book.id for book in books_for(2020)]


def test_a_day_typed_in_any_usual_spelling_is_that_day(world: World) -> None:
    for number, text in enumerate(("2020年5月6日", "2020/5/6", "2020.05.06", "2020-05-06 00:00:00")):
        entered(world, "document", title=f"第{number}件", issued_on=text)
    assert set(Document.objects.values_list("issued_on", flat=True)) == {date(2020, 5, 6)}
