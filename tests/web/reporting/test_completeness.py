"""A frozen version says which of the year's records were complete; what is missing is nowhere a zero."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from reporting_world import JANUARY, YEAR, add_case, close_books, compiled, officer, signed, submitted, written
from upward_world import send
from web_world import World

from gongkai.web.organs.models import Account
from gongkai.web.registers.models import Closing
from gongkai.web.reporting.actions.compile_report import compile_report
from gongkai.web.reporting.completeness import completeness_of
from gongkai.web.reporting.freezing import facts_behind
from gongkai.web.reporting.queries import frozen_of

pytestmark = pytest.mark.django_db


def states(rows: list[dict[str, object]]) -> dict[object, object]:
    return {row["record"]: (row["state"], row["entries"]) for row in rows}


def test_each_book_says_whether_it_was_closed_and_how_much_is_in_it(world: World) -> None:
    add_case(world, 1)
    report = compile_report(officer(world), world.organs["street"], YEAR)
    Closing.objects.create(organ=report.organ, book="charge", year=YEAR, closed_at=JANUARY)
    found = states(completeness_of(report, facts_behind(report) or []))
    assert found["case"] == ("kept", 1)
    assert (found["charge"], found["document"]) == (("closed", 0), ("open", 0))


def test_a_version_keeps_what_was_complete_when_it_was_signed(world: World) -> None:
    report = signed(world)
    Closing.objects.all().delete()
    kept = states(frozen_of(officer(world), report).completeness)
    assert kept["decision"] == ("closed", 0)


def test_the_versions_page_says_who_closed_what(world: World, sign_in: Callable[[Account], Client]) -> None:
    report = signed(world)
    page = sign_in(world.hire("officer", "street")).get(f"/desk/reports/{report.ref}/versions/1/").content.decode()
    assert "签发时的记录是否完整" in page
    assert "2027-01-12确认" in page


def test_a_superior_is_told_where_nobody_can_know(world: World, sign_in: Callable[[Account], Client]) -> None:
    """This version was not compiled from records, so nothing is said to be complete, and nothing to be zero."""
    one = send(world, "street")
    page = sign_in(world.hire("superior_office", "district")).get(f"/desk/upward/collect/submissions/{one.ref}/")
    assert "不知道：这一版不是由本平台的记录汇编的" in page.content.decode()


def test_closing_a_book_later_changes_no_version(world: World) -> None:
    report = signed(world)
    before = frozen_of(officer(world), report).completeness
    close_books(world, year=YEAR + 1)
    assert frozen_of(officer(world), report).completeness == before


def test_reviewers_see_what_is_complete_before_they_pass_it(world: World, sign_in: Callable[[Account], Client]) -> None:
    review = submitted(world, written(world, compiled(world)))
    page = sign_in(world.hire("officer", "street", "proofreader")).get(f"/desk/reviews/{review.ref}/").content.decode()
    assert "本年的记录是否完整" in page


def test_an_aspect_whose_prompt_nobody_filled_in_is_not_ticked(
    world: World, sign_in: Callable[[Account], Client]
) -> None:
    report = compiled(world)
    browser = sign_in(world.hire("officer", "street"))
    before = browser.get(f"/desk/reports/{report.ref}/text/1/").content.decode()
    said = {"source": "（五）监督保障。组织培训两次。"}
    after = browser.post(f"/desk/reports/{report.ref}/text/1/check/", said).content.decode()
    assert "✗ 监督保障" in before
    assert "✓ 监督保障" in after
