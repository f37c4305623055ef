"""January in a county of 60 organs: handed up, returned, handed up again, accepted, rolled up, published.

Two organs, the county's own figures and the county's sum go through every desk of their chains on the screens; the
versions of the other organs are signed without, for one more would show nothing new.
"""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import Any

import pytest
from browser_hand import go, press, seen, tick
from reporting_world import CHAIN, JANUARY, TEXT, YEAR, add_case
from upward_world import RECEIVED, TOTAL, balanced, value_of
from web_world import NOW, World

from gongkai.web.organs.access import Viewer, viewer_of
from gongkai.web.organs.models import Account, Contact, Organ, Post
from gongkai.web.registers.books import BOOKS
from gongkai.web.registers.models import Closing
from gongkai.web.reporting.actions.compile_report import compile_report
from gongkai.web.reporting.actions.save_section import save_section
from gongkai.web.reporting.actions.submit_upward import submit_upward
from gongkai.web.reporting.choices import Origin, ReportState
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.freezing import add_frozen
from gongkai.web.reporting.models import AnnualReport, ReportCell, Submission

pytestmark = pytest.mark.slow
COUNT = 60
CHAINED = ("organ-01", "organ-02")
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
    for ref in refs:
        employ(world, ref, "officer")
    for ref in (*CHAINED, "county"):
        for role in CHAIN:
            employ(world, ref, role, "proofreader" if role == "officer" else "")
    employ(world, "county", "officer")
    employ(world, "county", "superior_office")
    rng = Random(7)
    for ref in refs[2:]:
        sign_version(world, ref, rng.randint(0, 40), **({"requests/closed/total": 99} if ref == "organ-08" else {}))
    return refs


def employ(world: World, organ: str, role: str, name: str = "") -> None:
    username = f"{name or role}@{organ}"
    account = Account.objects.create(
        username=username, name=f"{organ}经办", kind="staff", home=world.organs[organ], created_at=NOW
    )
    Post.objects.create(account=account, organ=world.organs[organ], role=role, requested_at=NOW, approved_at=NOW)
    world.people[username] = account


def prepare_records(world: World, organ: str, count: int) -> None:
    """Leave a year of records and the text that an officer wrote, compiled and ready for review."""
    for serial in range(1, count + 1):
        add_case(world, serial, organ=organ)
    for book in BOOKS:
        person = world.people[f"officer@{organ}"]
        Closing.objects.create(organ=world.organs[organ], book=book, year=YEAR, closed_by=person, closed_at=JANUARY)
    officer = who(world, organ)
    report = compile_report(officer, world.organs[organ], YEAR)
    for section in report.sections.all():
        save_section(officer, report, section.number, TEXT[section.number], version=section.version)


def sign_on_screens(stage: Any, organ: str, username: str = "officer", scope: str = "own") -> Any:
    """Send a report into review and let everybody in the organ's chain pass it; return the page of who sent it."""
    report = AnnualReport.objects.get(organ__ref=organ, year=YEAR, scope=scope)
    page = stage.sit_down(stage.world.people[f"{username}@{organ}"])
    page.goto(f"/desk/reports/{report.ref}/")
    if page.locator("input[name=typed_checked]").count():
        page.check("input[name=typed_checked]")
    press(page, "送审")
    report.refresh_from_db()
    for role in CHAIN:
        reader = stage.sit_down(stage.world.people[f"{'proofreader' if role == 'officer' else role}@{organ}"])
        reader.goto(f"/desk/reviews/{report.review_ref}/")
        press(reader, "通过")
    return page


def who(world: World, organ: str, role: str = "officer", now: datetime = JANUARY) -> Viewer:
    return viewer_of(world.people[f"{role}@{organ}"], now)


def sign_version(world: World, organ: str, count: int, **other: Any) -> AnnualReport:
    report, _ = AnnualReport.objects.get_or_create(organ=world.organs[organ], year=YEAR, defaults={"edition": "2021"})
    value = value_of(world, organ, balanced(count, **other))
    add_frozen(who(world, organ), report, value, note="", origin=Origin.COMPILED)
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

    for number, ref in enumerate(CHAINED):
        prepare_records(world, ref, 2 + number)
        sign_on_screens(stage, ref)
    first = hand_up(stage, refs[0], 1)
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
    add_case(world, 3, organ=refs[0])
    compile_report(who(world, refs[0]), world.organs[refs[0]], YEAR)
    sign_on_screens(stage, refs[0])
    hand_up(stage, refs[0], 2)
    open_board(office)
    go(office.get_by_role("link", name=world.organs[refs[0]].name, exact=True))
    assert office.locator("aside ins").first.inner_text() == "3"
    press(office, "接收")

    accept_the_rest(office)
    assert set(Submission.objects.filter(state="submitted").values_list("organ__ref", flat=True)) == {"organ-08"}
    assert seen(office.get_by_text("还有").first)
    accept_the_rest(office, "已电话核实，更正另行报送。")
    open_board(office, "missing")
    tick(office, "勾选全部未报送")
    press(office, "提醒勾选的机关")
    assert seen(office.get_by_text("已提醒1个机关"))

    prepare_records(world, "county", 5)
    sign_on_screens(stage, "county")
    open_board(office)
    press(office, "汇总已接收的报告")
    rollup = AnnualReport.objects.get(scope="rollup")
    assert ReportCell.objects.get(report=rollup, cell=TOTAL).counted == total_below() + 5
    stage.look(office, "rollup")
    where = office.url
    go(office.locator(f'a.sum[href$="/{TOTAL}/"]'))
    stage.look(office, "rollup-cell")
    go(office.locator(".bars tbody a").nth(1))
    stage.look(office, "rollup-source")

    hand_up(stage, refs[1], 1)
    sign_version(world, refs[7], 50)
    hand_up(stage, refs[7], 2)
    accept_the_rest(office)
    office.goto(where)
    assert seen(office.get_by_text("汇总之后有变"))
    press(office, "重新汇总")
    assert ReportCell.objects.get(report=rollup, cell=TOTAL).counted == total_below() + 5
    assert Submission.objects.filter(state="accepted").count() == COUNT
    assert before.number == 1

    publish_on_screens(stage, rollup)
    told = stage.sit_down().request.get(f"/api/v1/organs/county/reports/{YEAR}").json()
    assert told["cells"][TOTAL] == total_below() + 5
    assert stage.seen == {}


def publish_on_screens(stage: Any, rollup: AnnualReport) -> None:
    """Sign the sum in the county's own chain, and let its leader publish it."""
    office = who(stage.world, "county", "superior_office")
    for section in rollup.sections.all():
        save_section(office, rollup, section.number, TEXT[section.number], version=section.version)
    sign_on_screens(stage, "county", "superior_office", "rollup")
    leader = stage.sit_down(stage.world.people["principal_leader@county"])
    leader.goto(f"/desk/reports/{rollup.ref}/")
    press(leader, "发布这一版")
