"""What was published before: read, completed by a person, the beginning of the chain of years, shown to the public."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from web_world import World

from gongkai.errors import GongkaiError, InputError
from gongkai.read import read_bytes
from gongkai.web.organs.access import Refused
from gongkai.web.organs.models import Organ
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.reporting.actions.import_report import (
    answer_earlier,
    confirm_earlier,
    import_report,
    publish_earlier,
)
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.models import AnnualReport, EarlierReport, Publication
from gongkai.web.reporting.queries.earlier import earlier_of, earlier_reports
from gongkai.web.reporting.queries.reports import previous_frozen, published_of

SEED = sorted((Path(__file__).parents[3] / "samples").glob("四方台区*"))[0]
OFFICE = sorted((Path(__file__).parents[3] / "samples").glob("水塔街*"))[0]


def imported(world: World, path: Path = SEED, name: str = "四方台区") -> EarlierReport:
    Organ.objects.filter(ref="street").update(name=name)
    world.organs["street"].refresh_from_db()
    return import_report(
        world.viewer("officer", "street"), world.organs["street"], name=path.name, data=path.read_bytes()
    )


def confirmed(world: World) -> EarlierReport:
    earlier, officer = imported(world), world.viewer("officer", "street")
    confirm_earlier(officer, earlier, published_on=date(2024, 1, 26), version=1)
    return earlier


def test_what_was_published_is_frozen_cell_for_cell(world: World) -> None:
    frozen = confirmed(world).frozen
    read, kept = read_bytes(SEED.read_bytes(), SEED.name), report_in(frozen)
    assert kept.values == read.values
    assert kept.section_text(1) == read.section_text(1)


def test_the_next_year_carries_on_from_it(world: World) -> None:
    frozen = confirmed(world).frozen
    following = AnnualReport.objects.create(organ=world.organs["street"], year=2024, edition="2021")
    assert previous_frozen(following) == frozen


def test_a_cell_that_is_not_there_is_asked_of_a_person_and_not_taken_for_zero(world: World) -> None:
    text = SEED.read_text("utf-8").replace("本年收费金额", "本年收费").replace("行政事业性收费", "")
    path = SEED.with_name("缺一格.txt")
    Organ.objects.filter(ref="street").update(name="四方台区")
    world.organs["street"].refresh_from_db()
    officer = world.viewer("officer", "street")
    earlier = import_report(officer, world.organs["street"], name=path.name, data=text.encode())
    asked = [question["ref"] for question in earlier.questions]
    assert asked == ["disclosure/fees/amount"]
    with pytest.raises(InputError, match="还有1处"):
        confirm_earlier(officer, earlier, published_on=date(2024, 1, 26), version=1)
    answer_earlier(officer, earlier, {asked[0]: ("number", "1.25")}, version=1)
    frozen = confirm_earlier(officer, earlier, published_on=date(2024, 1, 26), version=2)
    assert str(report_in(frozen).value(asked[0])) == "1.25"


def test_a_report_of_another_organ_is_taken_only_when_a_person_says_it_is_this_one(world: World) -> None:
    earlier, officer = imported(world, OFFICE, "某某街道办事处"), world.viewer("officer", "street")
    assert [question["ref"] for question in earlier.questions] == ["@organ"]
    with pytest.raises(InputError):
        confirm_earlier(officer, earlier, published_on=date(2024, 1, 26), version=1)


def test_the_public_sees_it_with_the_day_on_which_it_was_published_then(world: World) -> None:
    earlier, leader = confirmed(world), world.viewer("principal_leader", "street")
    with pytest.raises(Refused):
        publish_earlier(world.viewer("officer", "street"), earlier, version=2)
    publish_earlier(leader, earlier, version=2)
    found = published_of(leader.now, world.organs["street"], 2023)
    assert (found.published_on, found.frozen) == (date(2024, 1, 26), earlier.frozen)
    with pytest.raises((InputError, StaleVersion)):
        publish_earlier(leader, earlier, version=3)
    assert Publication.objects.count() == 1


@pytest.mark.parametrize("on", [None, date(2022, 12, 31), date(2027, 1, 1)])
def test_a_day_of_publication_that_cannot_be_is_refused(world: World, on: date | None) -> None:
    with pytest.raises(InputError, match="原发布日期"):
        confirm_earlier(world.viewer("officer", "street"), imported(world), published_on=on, version=1)


def test_a_year_that_the_platform_has_is_not_taken_in_again(world: World) -> None:
    confirmed(world)
    with pytest.raises(InputError, match="已经在平台上"):
        imported(world)


def test_a_second_file_takes_the_place_of_the_first_until_one_counts(world: World) -> None:
    first, second = imported(world), imported(world)
    officer = world.viewer("officer", "street")
    assert list(earlier_reports(officer)) == [second]
    with pytest.raises((InputError, StaleVersion)):
        confirm_earlier(officer, first, published_on=date(2024, 1, 26), version=1)


def test_a_year_that_is_not_over_is_refused_and_so_is_what_is_no_report(world: World) -> None:
    officer, organ = world.viewer("officer", "street"), world.organs["street"]
    text = SEED.read_text("utf-8").replace("2023", "2026")
    with pytest.raises(InputError, match="2026"):
        import_report(officer, organ, name="a.txt", data=text.encode())
    with pytest.raises(GongkaiError):
        import_report(officer, organ, name="a.txt", data=b"not a report")


def test_only_officers_of_the_organ_take_in_and_only_its_staff_see(world: World) -> None:
    earlier = imported(world)
    with pytest.raises(Refused):
        import_report(world.viewer("officer", "lane"), world.organs["street"], name=SEED.name, data=SEED.read_bytes())
    with pytest.raises(Refused):
        earlier_of(world.viewer("officer", "lane"), earlier.ref)
    assert earlier_of(world.viewer("principal_leader", "street"), earlier.ref) == earlier
