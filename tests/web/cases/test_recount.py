"""A new notice moves deadlines: openly, with before and after, and only where it holds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cases_world import at_counter, decided, officer
from web_world import NOW, World

from gongkai.clocks import national_calendar
from gongkai.web.cases.actions import consult, serve
from gongkai.web.cases.actions.recount import recount_deadlines
from gongkai.web.cases.models import Case, Notification
from gongkai.web.journal.models import Entry
from gongkai.web.organs.calendars import organ_calendar

pytestmark = pytest.mark.django_db
LOCAL = """
kind = "local"
title = "本地放假通知"
region = "{region}"
[[off]]
from = 2026-10-12
to = 2026-10-13
name = "本地节日"
"""


def notice(settings, folder: Path, region: str) -> None:
    settings.GONGKAI_NOTICES = folder
    (folder / f"{region}.toml").write_text(LOCAL.format(region=region), "utf-8")


@pytest.mark.parametrize("region", ["street", "district", "city"])
def test_a_local_notice_moves_the_deadlines_of_its_region(world: World, settings, tmp_path: Path, region: str) -> None:
    case = at_counter(world)
    before = case.due_on
    notice(settings, tmp_path, region)
    assert recount_deadlines(NOW) == 1
    case.refresh_from_db()
    assert case.due_on == national_calendar().nth_working_day(before, 2)


def test_elsewhere_nothing_moves(world: World, settings, tmp_path: Path) -> None:
    at_counter(world)
    notice(settings, tmp_path, "district2")
    assert recount_deadlines(NOW) == 0
    assert not Entry.objects.filter(action="cases.recount_deadline").exists()


def test_the_change_is_recorded_with_both_dates_and_told_to_the_officer(world: World, settings, tmp_path: Path) -> None:
    case = at_counter(world)
    before = str(case.due_on)
    notice(settings, tmp_path, "street")
    recount_deadlines(NOW)
    case.refresh_from_db()
    entry = Entry.objects.get(action="cases.recount_deadline")
    assert json.loads(entry.before)["due_on"] == before
    assert json.loads(entry.after)["due_on"] == str(case.due_on)
    told = Notification.objects.get(kind="recounted")
    assert (told.recipient_id, before in told.text) == (case.handler_id, True)


def test_counting_again_changes_nothing(world: World, settings, tmp_path: Path) -> None:
    at_counter(world)
    notice(settings, tmp_path, "street")
    assert [recount_deadlines(NOW), recount_deadlines(NOW)] == [1, 0]


def test_a_closed_case_keeps_the_deadline_by_which_it_was_judged(world: World, settings, tmp_path: Path) -> None:
    case = at_counter(world)
    serve.serve_letter(officer(world), decided(world, case).letter, method="direct")
    due = Case.objects.get(pk=case.pk).due_on
    notice(settings, tmp_path, "street")
    recount_deadlines(NOW)
    assert Case.objects.get(pk=case.pk).due_on == due


def test_the_time_of_a_third_party_is_recounted_too(world: World, settings, tmp_path: Path) -> None:
    case = at_counter(world)
    consultation = consult.send_consultation(
        officer(world), case, version=case.version, kind="third_party", about="合同", receiver="某公司"
    )
    consult.deliver_consultation(officer(world), consultation)
    before = consultation.due_on
    notice(settings, tmp_path, "street")
    recount_deadlines(NOW)
    consultation.refresh_from_db()
    assert consultation.due_on == national_calendar().nth_working_day(before, 2)


def test_a_notice_counts_from_the_moment_its_file_is_there(world: World, settings, tmp_path: Path) -> None:
    street = world.organs["street"]
    settings.GONGKAI_NOTICES = tmp_path
    day = national_calendar().nth_working_day(NOW.date(), 1).replace(month=10, day=12)
    assert organ_calendar(street).is_working(day)
    notice(settings, tmp_path, "street")
    assert not organ_calendar(street).is_working(day)
