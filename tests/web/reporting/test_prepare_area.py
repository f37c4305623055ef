"""Drafts of many organs at once are those that each would have compiled; a crash costs no piece and doubles none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from reporting_world import JANUARY, YEAR
from upward_world import balanced, office, value_of
from web_world import NOW, World

from gongkai.web.appeals.models import Appeal
from gongkai.web.cases.models import Case, Fee
from gongkai.web.journal.models import Entry
from gongkai.web.journal.queries import journal_faults
from gongkai.web.organs.access import Refused, Viewer
from gongkai.web.organs.models import Post
from gongkai.web.registers.books import BOOKS
from gongkai.web.registers.models import Charge, Closing, Decision, Document
from gongkai.web.reporting.actions import prepare_area
from gongkai.web.reporting.actions.compile_report import compile_report, compile_reports
from gongkai.web.reporting.actions.prepare_area import ask_area, go_on_with_areas, run_area
from gongkai.web.reporting.actions.state_cell import state_cell
from gongkai.web.reporting.freezing import add_frozen
from gongkai.web.reporting.models import AnnualReport, AreaPiece
from gongkai.web.reporting.queries.area import area_of
from gongkai.web.review.models import Review

pytestmark = pytest.mark.django_db
STREETS = ("lane", "street", "street2")
OUTCOMES = ("granted", "partly_granted", "unavailable.not_existing", "refused.state_secret", "")


def everywhere(world: World) -> Viewer:
    """An officer of every street."""
    person = world.hire("officer", "street")
    for name in ("lane", "street2"):
        said = {"role": "officer", "requested_at": NOW, "approved_at": NOW}
        Post.objects.get_or_create(account=person, organ=world.organs[name], defaults=said)
    return world.viewer("officer", "street", now=JANUARY)


def fill(world: World, chance: Random) -> None:
    """A year, and a part of the years around it, of each street: some have nothing, some much."""
    for name in STREETS:
        for serial in range(chance.choice((0, 3, 12))):
            add_one_case(world, name, serial, chance)
        add_registers(world, name, chance)
        for book in chance.sample(list(BOOKS), 3):
            Closing.objects.create(organ=world.organs[name], book=book, year=YEAR, closed_at=NOW)


def day(chance: Random) -> date:
    return date(YEAR - 1, 10, 1) + timedelta(days=chance.randrange(500))


def add_one_case(world: World, organ: str, serial: int, chance: Random) -> None:
    received, outcome = day(chance), chance.choice(OUTCOMES)
    case = Case.objects.create(
        organ=world.organs[organ], year=received.year, serial=serial + 1, submission_key=f"{organ}-{serial}-{'x' * 8}",
        code_digest="", applicant_kind=chance.choice(("natural_person", "business", "nobody")), medium="counter",
        description="合同", form="electronic", route="pickup", arrived_at=NOW, arrived_on=received,
        received_on=received, outcome=outcome,
        closed_on=received + timedelta(days=chance.randrange(-1, 90)) if outcome else None,
        phase="served",
    )  # fmt: skip
    if chance.random() < 0.2:
        Fee.objects.create(
            case=case, count=1, amount_yuan=chance.randrange(1, 90), notified_on=received, paid_on=day(chance)
        )


def add_registers(world: World, name: str, chance: Random) -> None:
    organ = world.organs[name]
    for number in range(chance.randrange(4)):
        on = day(chance)
        said = {"organ": organ, "entered_at": NOW}
        Document.objects.create(
            kind="normative_documents", title=f"办法{number}", issued_on=on,
            repealed_on=on + timedelta(days=200) if chance.random() < 0.4 else None, **said,
        )  # fmt: skip
        Decision.objects.create(kind="licensing", year=YEAR, month=number + 1, count=chance.randrange(9), **said)
        Charge.objects.create(name="费", year=YEAR, month=number + 1, amount_yuan=chance.randrange(9), **said)
        Appeal.objects.create(
            organ=organ, route="reconsideration", forum="区政府", about="答复", filed_on=on, entered_at=NOW,
            result="upheld" if number else "", closed_on=on + timedelta(days=40) if number else None,
        )  # fmt: skip


def all_told(world: World) -> Iterator[object]:
    """Everything that compiling leaves behind, without the names that differ from one time to the next."""
    for report in AnnualReport.objects.filter(year=YEAR).order_by("organ"):
        yield report.organ.ref, report.edition, report.state, report.version, report.compiled_at
        yield report.counts, report.leftovers, [person.pk for person in report.authors.order_by("pk")]
        yield list(report.cells.order_by("cell").values("cell", "counted", "stated", "is_stated", "reason", "sources"))
        yield list(report.sections.values("number", "source", "is_proposed", "version"))
    names = dict(AnnualReport.objects.values_list("ref", "organ__ref"))
    for entry in Entry.objects.filter(action="reporting.compile_report").order_by("sequence"):
        yield entry.actor_ref, entry.organ_ref, names[entry.object_ref], entry.object_kind, entry.before, entry.after


@pytest.mark.parametrize("seed", range(8))
def test_many_at_once_leave_what_one_by_one_would(world: World, seed: int) -> None:
    chance, viewer = Random(seed), everywhere(world)
    fill(world, chance)
    before = AnnualReport.objects.create(organ=world.organs["lane"], year=YEAR - 1, edition="2021", state="passed")
    frozen = add_frozen(viewer, before, value_of(world, "lane", balanced(3), YEAR - 1), note="", origin="compiled")
    assert frozen.number == 1
    if chance.random() < 0.5:
        begun = compile_report(viewer, world.organs["street"], YEAR)
        state_cell(viewer, begun, "requests/received/total", "99", reason="补登", version=begun.version)
        add_one_case(world, "street", 77, chance)
    organs = sorted((world.organs[name] for name in STREETS), key=lambda organ: organ.pk)
    start = transaction.savepoint()
    for organ in organs:
        compile_report(viewer, organ, YEAR)
    one_by_one = list(all_told(world))
    transaction.savepoint_rollback(start)
    compile_reports(viewer, organs, YEAR)
    assert list(all_told(world)) == one_by_one
    assert list(journal_faults(JANUARY)) == []


def test_one_organ_out_of_reach_stops_the_whole_call(world: World) -> None:
    organs = [world.organs["street"], world.organs["lane"]]
    with pytest.raises(Refused):
        compile_reports(world.viewer("officer", "street", now=JANUARY), organs, YEAR)
    assert not AnnualReport.objects.exists()


def test_the_office_above_has_drafts_made_where_nobody_has_begun(
    world: World, django_capture_on_commit_callbacks
) -> None:
    begun = compile_report(world.viewer("officer", "street", now=JANUARY), world.organs["street"], YEAR)
    world.hire("officer", "lane")
    with django_capture_on_commit_callbacks(execute=True):
        ask_area(office(world), world.organs["district"], YEAR)
    assert list(AnnualReport.objects.order_by("organ__ref").values_list("organ__ref", "version")) == [
        ("lane", 2),
        ("street", begun.version),
    ]


def test_who_has_drafts_prepared_wrote_none_of_them_and_cannot_read_them(world: World) -> None:
    world.hire("officer", "lane")
    run_area(ask_area(office(world), world.organs["district"], YEAR).ref, JANUARY)
    report = AnnualReport.objects.get()
    assert not report.authors.exists()
    assert not Review.objects.exists()


def test_an_officer_cannot_have_the_drafts_of_an_area_made(world: World) -> None:
    with pytest.raises(Refused):
        ask_area(world.viewer("officer", "district", now=JANUARY), world.organs["district"], YEAR)


def test_a_run_that_broke_off_goes_on_with_what_is_left(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    run = asked_for_both(world, monkeypatch)
    compiled, calls = prepare_area.compile_reports, []

    def break_at_the_second(*args: object, **options: object) -> object:
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return compiled(*args, **options)

    monkeypatch.setattr(prepare_area, "compile_reports", break_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        run_area(run.ref, JANUARY)
    assert area_of(office(world), world.organs["district"], YEAR).progress.done == 1
    assert go_on_with_areas(JANUARY) == 1
    assert sorted(AnnualReport.objects.values_list("organ__ref", "version")) == [("lane", 2), ("street", 2)]


def test_a_bad_record_of_one_organ_holds_up_no_other_and_is_named(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = asked_for_both(world, monkeypatch, piece=20)
    compiled = prepare_area.compile_reports

    def fail_in_the_lane(viewer: Viewer, organs: list, *args: object, **options: object) -> object:
        if any(organ.ref == "lane" for organ in organs):
            raise ValueError("a record that cannot be counted")
        return compiled(viewer, organs, *args, **options)

    monkeypatch.setattr(prepare_area, "compile_reports", fail_in_the_lane)
    run_area(run.ref, JANUARY)
    progress = area_of(office(world), world.organs["district"], YEAR).progress
    assert (progress.is_running, progress.made, [fault["organ"] for fault in progress.faults]) == (False, 1, ["lane"])


def test_a_run_stops_when_whoever_asked_for_it_has_left_the_post(world: World) -> None:
    world.hire("officer", "lane")
    run = ask_area(office(world), world.organs["district"], YEAR)
    Post.objects.filter(role="superior_office").update(ended_at=JANUARY)
    assert "没有权限" in run_area(run.ref, JANUARY).why_stopped
    assert not AnnualReport.objects.exists()


def asked_for_both(world: World, monkeypatch: pytest.MonkeyPatch, piece: int = 1):
    world.hire("officer", "lane")
    world.hire("officer", "street")
    monkeypatch.setattr(prepare_area, "PIECE", piece)
    run = ask_area(office(world), world.organs["district"], YEAR)
    assert AreaPiece.objects.count() == (2 if piece == 1 else 1)
    return run
