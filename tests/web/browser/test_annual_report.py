"""January in a browser: compile, open a number, write with living figures, be told of a wrong number, pass, publish."""

from __future__ import annotations

from typing import Any

import pytest
from browser_hand import go, press
from reporting_world import CHAIN, JANUARY, YEAR, add_case, close_books

pytestmark = pytest.mark.slow
PLAIN = {
    5: "存在的主要问题是公开目录更新不及时。改进情况：已经逐月核对公开目录。",
    6: "没有其他需要报告的事项。",
}


def write(page: Any, words: str) -> None:
    editor = page.locator(".editor")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    page.keyboard.type(words)


def compile_it(stage: Any, page: Any) -> str:
    page.goto("/desk/reports/")
    stage.look(page, "report-list")
    page.fill("input[name=year]", str(YEAR))
    press(page, "由记录汇编")
    stage.look(page, "report-compiled")
    return page.url


def open_a_number(stage: Any, page: Any, home: str) -> None:
    """A figure opens exactly its records, and each record its case."""
    page.goto(home)
    go(page.locator("[data-cell='requests/received/total'] a"))
    assert page.locator(".big-figure").inner_text().strip() == "3"
    assert page.locator(".rows a").count() == 3
    stage.look(page, "report-cell")


def write_section_one(stage: Any, page: Any, home: str) -> None:
    """A number picked from the list is a chip that follows the table; the same number typed is offered as one."""
    page.goto(f"{home}text/1/")
    write(page, "主动公开、政府信息管理、平台建设、监督保障正常开展。全年新收政府信息公开申请7件。")
    page.locator("#looked .finding-warn", has_text="7件").first.wait_for()
    stage.look(page, "report-text-wrong-number")
    write(page, "主动公开、政府信息管理、平台建设、监督保障正常开展。全年新收政府信息公开申请")
    page.fill("#figure-word", "新收 总计")
    page.locator(".pick:visible").first.click()
    page.keyboard.press("Backspace")
    assert page.locator(".editor .chip").count() == 0, "one press of the key takes the number away"
    page.keyboard.press("Control+z")
    page.locator(".editor").press("End")
    page.keyboard.type("件。")
    assert page.locator(".editor .chip").inner_text() == "3"
    page.locator("#looked .note-success").wait_for()
    stage.look(page, "report-text")
    press(page, "看过了，保存")
    assert "{{requests/received/total}}件。" in page.locator("textarea").input_value()


def review_it(stage: Any, world: Any) -> None:
    for role in CHAIN:
        name = "proofreader" if role == "officer" else ""
        page = stage.sit_down(world.hire(role, "street", name))
        page.goto("/desk/reviews/")
        go(page.locator("main").get_by_role("link", name=f"{YEAR}年度报告").first)
        if role == "principal_leader":
            stage.look(page, "report-review")
        press(page, "通过")


def test_the_january_report_from_the_records_to_the_public(stage: Any) -> None:
    stage.at(JANUARY)
    world = stage.world
    for serial in (1, 2, 3):
        add_case(world, serial)
    close_books(world)
    officer = stage.sit_down(world.hire("officer", "street"))
    home = compile_it(stage, officer)
    open_a_number(stage, officer, home)
    write_section_one(stage, officer, home)
    for number, words in PLAIN.items():
        officer.goto(f"{home}text/{number}/")
        write(officer, words)
        press(officer, "看过了，保存")
    officer.goto(home)
    stage.look(officer, "report-ready")
    press(officer, "送审")
    review_it(stage, world)
    leader = stage.sit_down(world.hire("principal_leader", "street"))
    leader.goto(home)
    press(leader, "发布这一版")
    stage.look(leader, "report-published-desk")
    reader = stage.sit_down()
    reader.goto(f"/organs/street/reports/{YEAR}/")
    assert "全年新收政府信息公开申请3件" in reader.locator("article").inner_text()
    stage.look(reader, "report-public")
    go(reader.locator("[data-cell='requests/received/total'] a"))
    stage.look(reader, "report-public-cell")
    assert stage.seen == {}
