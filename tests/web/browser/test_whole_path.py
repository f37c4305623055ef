"""The whole path in a browser, from filing to the answer that the citizen sees, with the clock at each step."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from browser_hand import follow, go, press, seen

from gongkai.clocks import Consultation, Extension, ReplyFacts, reply_deadline

pytestmark = pytest.mark.slow
WANTED = "2025年度老旧小区改造项目清单及各项目的工程合同金额"
FILED, REGISTERED, CONSULTED = date(2026, 9, 22), date(2026, 9, 23), date(2026, 9, 24)
DELIVERED, OPINION, EXTENDED = date(2026, 9, 28), date(2026, 10, 8), date(2026, 10, 9)
ANSWERED = date(2026, 10, 26)
REVIEWERS = (
    ("officer", "second"),
    ("confidentiality_reviewer", ""),
    ("disclosure_head", ""),
    ("deputy_leader", ""),
    ("principal_leader", ""),
)


def morning(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 2, 0, tzinfo=UTC)


def spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def due_of(page: Any) -> str:
    return page.locator(".clock-answer time").get_attribute("datetime")


def expected(**facts: Any) -> str:
    return reply_deadline(ReplyFacts(FILED, **facts)).due_on.isoformat()


def file_application(stage: Any) -> str:
    page = stage.sit_down()
    page.goto("/")
    stage.look(page, "portal-home")
    go(page.get_by_role("link", name="依申请公开").first)
    stage.look(page, "portal-guide")
    page.select_option("#organ", "street")
    press(page, "填写申请")
    stage.look(page, "portal-apply")
    press(page, "提交申请")
    assert seen(page.get_by_role("alert").get_by_role("link", name="需要什么信息"))
    stage.look(page, "portal-apply-errors")
    page.get_by_label("我已查过公开网站").check()
    page.get_by_label("需要什么信息").fill(WANTED)
    page.get_by_label("姓名或者单位名称").fill("张小明")
    page.get_by_label("证件号码").fill("11010519491231002X")
    page.get_by_label("电话").fill("13800138000")
    press(page, "提交申请")
    assert seen(page.get_by_role("heading", name="已经收到您的申请"))
    assert due_of(page) == expected()
    stage.look(page, "portal-receipt")
    return page.locator("#code").inner_text()


def look_up(stage: Any, code: str) -> Any:
    page = stage.sit_down()
    page.goto("/status/")
    page.get_by_label("受理机关").select_option("street")
    page.get_by_label("申请编号").fill("2026-1")
    page.get_by_label("查询码").fill(code.lower())
    press(page, "查询")
    return page


def open_case(stage: Any, role: str, username: str = "") -> Any:
    page = stage.sit_down(stage.world.hire(role, "street", username))
    page.goto("/desk/cases/")
    go(page.get_by_role("link", name="〔2026〕第0001号"))
    return page


def take(page: Any, step: str, button: str = "", **fields: str) -> None:
    follow(page, step)
    for label, value in fields.items():
        page.get_by_label(label).fill(value)
    press(page, button or step)


def test_a_citizen_files_and_gets_the_answer_and_the_clock_is_right_at_each_step(stage: Any) -> None:
    for role in ("confidentiality_reviewer", "disclosure_head", "deputy_leader", "principal_leader"):
        stage.world.hire(role, "street")
    stage.world.hire("officer", "street", "second")
    stage.at(morning(FILED))
    page = stage.sit_down(stage.world.hire("principal_leader", "street"))
    page.goto("/desk/office/")
    page.get_by_label("行政复议网上申请渠道").fill("https://reconsideration.example.gov.cn")
    press(page, "保存")
    stage.look(page, "desk-office")
    code = file_application(stage)

    stage.at(morning(REGISTERED))
    page = stage.sit_down(stage.world.hire("officer", "street"))
    page.goto("/desk/")
    stage.look(page, "desk-home")
    go(page.get_by_role("link", name="〔2026〕第0001号").first)
    stage.look(page, "desk-register")
    press(page, "登记")
    assert seen(page.get_by_text("“登记”已完成。"))
    assert due_of(page) == expected()
    stage.look(page, "desk-case")
    page.goto("/desk/cases/")
    stage.look(page, "desk-cases")
    page.goto("/desk/inbox/")
    stage.look(page, "desk-inbox")
    page.goto("/desk/cases/paper/")
    stage.look(page, "desk-paper")
    assert stage.seen == {}

    stage.at(morning(CONSULTED))
    page = open_case(stage, "officer")
    follow(page, "征求意见")
    stage.look(page, "desk-consult")
    page.get_by_label("对象名称").fill("晨光建筑工程有限公司")
    page.get_by_label("征求意见的内容").fill("贵公司承建项目的合同金额")
    press(page, "征求意见")
    asked = Consultation("third_party", CONSULTED)
    assert due_of(page) == expected(consultations=(asked,))

    stage.at(morning(DELIVERED))
    take(open_case(stage, "officer"), "登记征求意见书送达")
    stage.at(morning(OPINION))
    page = open_case(stage, "officer")
    follow(page, "登记收到的意见")
    page.get_by_label("意见", exact=True).select_option("consents")
    press(page, "登记收到的意见")
    answered = Consultation("third_party", CONSULTED, DELIVERED, OPINION)
    assert due_of(page) == expected(consultations=(answered,))
    stage.look(page, "desk-case-consulted")

    stage.at(morning(EXTENDED))
    page = open_case(stage, "officer")
    follow(page, "申请延期")
    page.get_by_label("延长几个工作日").fill("10")
    page.get_by_label("理由").fill("需要逐份核对合同")
    press(page, "申请延期")
    page = open_case(stage, "disclosure_head")
    follow(page, "审批延期")
    page.get_by_label("同意延期", exact=True).check()
    stage.look(page, "desk-extension")
    press(page, "审批延期")
    extended = expected(consultations=(answered,), extension=Extension(10, EXTENDED))
    assert due_of(page) == extended

    stage.at(morning(ANSWERED))
    page = open_case(stage, "officer")
    follow(page, "起草答复")
    page.get_by_label("办理结果").select_option("granted")
    page.get_by_label("答复内容").fill("现将你申请的项目清单和合同金额提供如下。")
    stage.look(page, "desk-reply")
    press(page, "保存草稿")
    press(page, "把已保存的草稿送审")
    assert seen(page.get_by_text("已送审。")), page.locator(".messages").inner_text()

    for role, person in REVIEWERS:
        page = stage.sit_down(stage.world.hire(role, "street", person))
        page.goto("/desk/")
        go(page.get_by_role("link", name=re.compile("〔2026〕第0001号答复")))
        stage.look(page, f"desk-review-{role}")
        press(page, "通过")

    page = open_case(stage, "officer")
    go(page.get_by_role("link", name="登记送达").last)
    page.get_by_label("送达方式").select_option("electronic")
    stage.look(page, "desk-serve")
    press(page, "登记送达")
    assert seen(page.get_by_text("已登记送达。"))

    page = look_up(stage, code)
    assert seen(page.get_by_role("heading", name="已经答复"))
    assert due_of(page) == extended
    stage.look(page, "portal-case")
    go(page.get_by_role("link", name="查看和打印").last)
    assert seen(page.get_by_role("heading", name="政府信息公开申请答复书"))
    stage.look(page, "portal-letter")
    assert stage.seen == {}
