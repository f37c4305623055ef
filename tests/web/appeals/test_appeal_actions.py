"""Appeals: written down, answered in time, decided; who sees them, and who complains."""

from __future__ import annotations

from datetime import date

import pytest
from cases_world import at_counter
from web_world import World

from gongkai.errors import InputError
from gongkai.web.appeals.actions.keep_file import add_appeal_file, open_appeal_file
from gongkai.web.appeals.actions.proceed import decide_appeal, record_answer
from gongkai.web.appeals.actions.register import change_appeal, hand_over_appeal, register_appeal
from gongkai.web.appeals.actions.take_in import import_appeals
from gongkai.web.appeals.book import COLUMNS
from gongkai.web.appeals.models import Appeal
from gongkai.web.appeals.queries import appeal_of, complainant_of, due_soon, visible_appeals
from gongkai.web.journal.models import Entry as JournalEntry
from gongkai.web.organs.access import Refused
from gongkai.web.organs.columns import EntryFaults
from gongkai.web.organs.sheets import SheetFaults

SAID = {"route": "行政复议", "forum": "某区人民政府", "about": "不服答复", "filed_on": "2026-09-01"}


def registered(world: World, **changed: str) -> Appeal:
    return register_appeal(world.viewer("officer", "street"), world.organs["street"], {**SAID, **changed})


@pytest.mark.parametrize(
    ("changed", "due_on"),
    [
        ({"copy_received_on": "2026-09-07"}, date(2026, 9, 20)),
        ({"copy_received_on": "2026-09-07", "procedure": "简易程序"}, date(2026, 9, 14)),
        ({"copy_received_on": "2026-09-07", "route": "litigation_direct", "instance": "一审"}, date(2026, 9, 22)),
        ({"copy_received_on": "2026-09-07", "route": "litigation_direct", "instance": "二审"}, None),
        ({}, None),
    ],
)
def test_by_when_to_answer_depends_on_route_and_procedure(world: World, changed: dict[str, str], due_on: date | None):
    """复议法第四十八条十个工作日、第五十四条五个工作日；行政诉讼法第六十七条十五日。

    Sunday 20 September 2026 is a make-up workday for the National Day holiday.
    """
    assert registered(world, **changed).answer_due_on == due_on


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"route": "litigation_direct"}, ["instance"]),
        ({"instance": "first"}, ["instance"]),
        ({"result": "upheld"}, ["closed_on"]),
        ({"closed_on": "2026-09-02"}, ["result"]),
        ({"case_number": "2026-0099"}, ["case_number"]),
        ({"forum": "", "filed_on": "明天"}, ["forum", "filed_on"]),
    ],
)
def test_an_appeal_that_cannot_be_is_refused_at_its_field(world: World, changed: dict[str, str], fields: list[str]):
    with pytest.raises(EntryFaults) as found:
        registered(world, **changed)
    assert [field for field, _ in found.value.faults] == fields


def test_the_case_that_is_fought_over_is_linked_by_its_number(world: World) -> None:
    case = at_counter(world)
    assert registered(world, case_number=case.number).case == case
    assert registered(world, case_number=f"{case.year}-{case.serial}").case == case


def test_a_case_of_another_organ_is_not_found_by_its_number(world: World) -> None:
    case = at_counter(world)
    lane = world.viewer("officer", "lane")
    with pytest.raises(EntryFaults):
        register_appeal(lane, world.organs["lane"], SAID | {"case_number": case.number})


def test_who_complains_is_shown_in_full_to_who_handles_it_and_masked_to_others(world: World) -> None:
    appeal = registered(world, complainant="欧阳小明")
    assert complainant_of(world.viewer("officer", "street"), appeal) == "欧阳小明"
    assert "小明" not in complainant_of(world.viewer("principal_leader", "street"), appeal)
    assert "欧阳小明" not in "".join(JournalEntry.objects.values_list("after", flat=True))


def test_another_officer_of_the_organ_lists_it_but_does_not_open_it(world: World) -> None:
    appeal = registered(world)
    other = world.viewer("officer", "street", "second")
    assert list(visible_appeals(other)) == [appeal]
    with pytest.raises(Refused):
        appeal_of(other, appeal.ref)


def test_after_it_is_handed_over_the_other_acts_and_the_first_no_longer(world: World) -> None:
    appeal, other = registered(world), world.hire("officer", "street", "second")
    hand_over_appeal(world.viewer("officer", "street"), appeal, other, version=1, reason="休假")
    record_answer(world.viewer("officer", "street", "second"), appeal, version=2, on=date(2026, 9, 10))
    with pytest.raises(Refused):
        record_answer(world.viewer("officer", "street"), appeal, version=3, on=date(2026, 9, 11))


def test_it_waits_on_the_first_page_until_it_is_answered(world: World) -> None:
    officer = world.viewer("officer", "street")
    appeal = registered(world, copy_received_on="2026-09-10")
    assert list(due_soon(officer, date(2026, 9, 21))) == [appeal]
    record_answer(officer, appeal, version=1, on=date(2026, 9, 20))
    assert not due_soon(officer, date(2026, 9, 21)).exists()


def test_a_decision_before_the_filing_or_without_a_result_is_refused(world: World) -> None:
    officer, appeal = world.viewer("officer", "street"), registered(world)
    for result, on in (("upheld", date(2026, 8, 31)), ("", date(2026, 9, 10)), ("won", date(2026, 9, 10))):
        with pytest.raises(InputError):
            decide_appeal(officer, appeal, version=1, result=result, on=on)
    decide_appeal(officer, appeal, version=1, result="corrected", on=date(2026, 9, 10))
    assert Appeal.objects.get().closed_on == date(2026, 9, 10)


def test_a_corrected_day_of_the_copy_moves_the_deadline(world: World) -> None:
    appeal = registered(world, copy_received_on="2026-09-07")
    change_appeal(world.viewer("officer", "street"), appeal, SAID | {"copy_received_on": "2026-09-08"}, version=1)
    assert Appeal.objects.get().answer_due_on == date(2026, 9, 21)


def test_an_import_with_one_fault_takes_nothing_and_names_the_cell(world: World) -> None:
    heads = [column.head for column in COLUMNS]
    row = {
        "救济途径": "行政复议",
        "复议机关或者法院": "某区人民政府",
        "争议事项": "答复",
        "受理（立案）日期": "2026-13-01",
    }
    lines = [",".join(heads), ",".join(row.get(head, "") for head in heads)]
    officer, organ = world.viewer("officer", "street"), world.organs["street"]
    with pytest.raises(SheetFaults) as found:
        import_appeals(officer, organ, name="a.csv", content="\n".join(lines).encode())
    assert [fault.cell for fault in found.value.faults] == ["I2"]
    lines[1] = lines[1].replace("2026-13-01", "2026-09-01")
    assert import_appeals(officer, organ, name="a.csv", content="\n".join(lines).encode()) == 1


def test_a_file_goes_to_readers_of_the_appeal_and_to_nobody_else(world: World) -> None:
    file = add_appeal_file(world.viewer("officer", "street"), registered(world), name="申请书.txt", content=b"abc")
    assert open_appeal_file(world.viewer("deputy_leader", "street"), file.ref).content == b"abc"
    with pytest.raises(Refused):
        open_appeal_file(world.viewer("officer", "lane"), file.ref)
