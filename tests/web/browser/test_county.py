"""January in a county of 60 organs: handed up, returned, handed up again, accepted, rolled up, published."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

import pytest
from browser_hand import go, press, seen, tick
from reporting_world import JANUARY, YEAR
from upward_world import RECEIVED, TOTAL, balanced, value_of
from web_world import NOW, World

from gongkai.web.organs.access import Viewer, viewer_of
from gongkai.web.organs.models import Account, Contact, Organ, Post
from gongkai.web.reporting.actions.publish_report import publish_report
from gongkai.web.reporting.actions.submit_upward import submit_upward
from gongkai.web.reporting.book import report_value
from gongkai.web.reporting.choices import Origin, ReportState
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.freezing import add_frozen
from gongkai.web.reporting.models import AnnualReport, ReportCell, Submission

pytestmark = pytest.mark.slow
COUNT = 60
NAMES = (
    "财政局",
    "教育局",
    "民政局",
    "司法局",
    "水利局",
    "卫生健康局",
    "住房和城乡建设局",
    "市场监督管理局",
    "自然资源局",
)


def county(world: World) -> list[str]:
    """A county with 60 organs below it, each with an officer who has a signed report; the eighth has an error in it."""
    world.organs["county"] = Organ.objects.create(
        ref="county", name="清河县人民政府", level="county", kind="government", parent=world.organs["city"]
    )
    refs = [f"organ-{number:02d}" for number in range(1, COUNT + 1)]
    for number, ref in enumerate(refs):
        town = number >= 40
        name = f"清河县第{number - 39}街道办事处" if town else f"清河县{NAMES[number % 9]}{number // 9 + 1}处"
        world.organs[ref] = Organ.objects.create(
            ref=ref,
            name=name,
            level="township" if town else "county",
            kind="dispatched" if town else "department",
            parent=world.organs["county"],
        )
        Contact.objects.create(organ=world.organs[ref])
    for ref, role in [
        *((ref, "officer") for ref in refs),
        ("county", "superior_office"),
        ("county", "principal_leader"),
    ]:
        employ(world, ref, role)
    rng = Random(7)
    for ref in refs:
        sign_version(world, ref, rng.randint(0, 40), **({"requests/closed/total": 99} if ref == "organ-08" else {}))
    return refs


def employ(world: World, organ: str, role: str) -> None:
    account = Account.objects.create(
        username=f"{role}@{organ}", name=f"{organ}经办", kind="staff", home=world.organs[organ], created_at=NOW
    )
    Post.objects.create(account=account, organ=world.organs[organ], role=role, requested_at=NOW, approved_at=NOW)
    world.people[f"{role}@{organ}"] = account


def who(world: World, organ: str, role: str = "officer", now: datetime = JANUARY) -> Viewer:
    return viewer_of(world.people[f"{role}@{organ}"], now)


def sign_version(world: World, organ: str, count: int, **other: Any) -> AnnualReport:
    report, _ = AnnualReport.objects.get_or_create(organ=world.organs[organ], year=YEAR, defaults={"edition": "2021"})
    viewer = who(world, organ, "superior_office" if organ == "county" else "officer")
    value = value_of(world, organ, balanced(count, **other))
    add_frozen(viewer, report, value, note="", origin=Origin.COMPILED)
    report.state, report.version = ReportState.PASSED, report.version + 1
    report.save()
    return report


def hand_up(stage: Any, ref: str, version: int) -> Any:
    page = stage.sit_down(stage.world.people[f"officer@{ref}"])
    page.goto("/desk/upward/")
    go(page.get_by_role("link", name=f"报送第{version}版"))
    press(page, "报送")
    return page


def open_board(page: Any, state: str = "") -> None:
    page.goto(f"/desk/upward/collect/?to=county&year={YEAR}&state={state}")


def accept_the_rest(page: Any, reason: str = "") -> None:
    open_board(page, "submitted")
    tick(page, "勾选全部待审核")
    page.fill("#reason", reason)
    press(page, "接收勾选的报告")


def total_below(cell: str = TOTAL) -> int:
    """What the accepted versions add up to, counted apart from the roll-up."""
    rows = Submission.objects.filter(state="accepted", to__ref="county").select_related("frozen")
    return sum(report_in(row.frozen).count(cell) or 0 for row in rows)


def test_a_county_of_60_organs_from_handing_up_to_publication(stage: Any) -> None:
    world = stage.world
    stage.at(JANUARY)
    refs = county(world)
    office = stage.sit_down(world.people["superior_office@county"])
    open_board(office)
    assert office.locator(".tile.is-missing").count() == COUNT

    first = hand_up(stage, refs[0], 1)
    stage.look(first, "sent-submission")
    for ref in refs[2:]:
        report = AnnualReport.objects.get(organ__ref=ref)
        submit_upward(who(world, ref), report, version=report.version)
    open_board(office)
    stage.look(office, "board")

    go(office.get_by_role("link", name=world.organs[refs[0]].name, exact=True))
    office.locator(f'td[data-cell="{RECEIVED}"]').click()
    assert office.input_value("#cell") == RECEIVED
    office.fill("#text", "请核对：与台账相差一件。")
    press(office, "记下意见")
    stage.look(office, "review")
    office.fill("#why", "数字与台账不一致，请核对后重新报送。")
    press(office, "退回修改")

    first.goto("/desk/upward/")
    assert seen(first.get_by_text("数字与台账不一致"))
    go(first.get_by_role("link", name="查看标注"))
    assert seen(first.get_by_text("请核对：与台账相差一件。"))
    stage.look(first, "returned")
    before = Submission.objects.get(organ__ref=refs[0]).frozen
    sign_version(world, refs[0], 41)
    hand_up(stage, refs[0], 2)
    open_board(office)
    go(office.get_by_role("link", name=world.organs[refs[0]].name, exact=True))
    assert office.locator("aside ins").first.inner_text() == "41"
    stage.look(office, "resubmitted")
    press(office, "接收")

    accept_the_rest(office)
    assert set(Submission.objects.filter(state="submitted").values_list("organ__ref", flat=True)) == {"organ-08"}
    assert seen(office.get_by_text("还有").first)
    accept_the_rest(office, "已电话核实，更正另行报送。")
    open_board(office, "missing")
    tick(office, "勾选全部未报送")
    press(office, "提醒勾选的机关")
    assert seen(office.get_by_text("已提醒1个机关"))
    stage.at(JANUARY + timedelta(days=20))
    office = stage.sit_down(world.people["superior_office@county"])
    open_board(office)
    stage.look(office, "board-late")

    sign_version(world, "county", 5)
    press(office, "汇总已接收的报告")
    rollup = AnnualReport.objects.get(scope="rollup")
    assert ReportCell.objects.get(report=rollup, cell=TOTAL).counted == total_below() + 5
    assert seen(office.get_by_text(world.organs[refs[1]].name).first)
    stage.look(office, "rollup")
    where = office.url
    go(office.locator(f'a.sum[href$="/{TOTAL}/"]'))
    stage.look(office, "rollup-cell")
    go(office.locator(".bars tbody a").nth(1))
    stage.look(office, "rollup-source")

    hand_up(stage, refs[1], 1)
    sign_version(world, refs[4], 50)
    hand_up(stage, refs[4], 2)
    accept_the_rest(office)
    office.goto(where)
    assert seen(office.get_by_text("汇总之后有变"))
    stage.look(office, "rollup-changed")
    press(office, "重新汇总")
    assert ReportCell.objects.get(report=rollup, cell=TOTAL).counted == total_below() + 5
    assert Submission.objects.filter(state="accepted").count() == COUNT
    assert before.number == 1

    publish(world, rollup)
    told = stage.sit_down().request.get(f"/api/v1/organs/county/reports/{YEAR}").json()
    assert told["cells"][TOTAL] == total_below() + 5
    assert stage.seen == {}


def publish(world: World, rollup: AnnualReport) -> None:
    """Sign the sum and publish it, as any other report."""
    office = who(world, "county", "superior_office")
    rollup.refresh_from_db()
    add_frozen(office, rollup, report_value(rollup), note="", origin=Origin.ROLLED_UP)
    rollup.state = ReportState.PASSED
    rollup.save()
    publish_report(who(world, "county", "principal_leader"), rollup, number=1, version=rollup.version)
