"""An item in a browser: written, checked, reviewed, published, found, corrected, withdrawn."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from browser_hand import follow, go, press, seen
from files_world import book

pytestmark = pytest.mark.slow
NOW = datetime(2026, 9, 21, 2, 0, tzinfo=UTC)
REVIEWERS = (("officer", "second"), ("confidentiality_reviewer", ""), ("disclosure_head", ""), ("deputy_leader", ""))
WORD = (
    "<style>p{color:red}</style><h1>一、停放</h1><p class=MsoNormal style='color:red'><b>不得</b>在楼道停放、充电。"
    "<o:p></o:p></p><table><tr><td onclick='x()'>社区</td><td>充电点</td></tr></table><img src='https://example.org/x.png'>"
)
PASTE = """([element, html]) => {
  const data = new DataTransfer(); data.setData('text/html', html); data.setData('text/plain', 'x'); element.focus();
  const all = document.createRange(); all.selectNodeContents(element); getSelection().removeAllRanges();
  getSelection().addRange(all);
  element.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true})); }"""


def sit(stage: Any, person: Any = None) -> Any:
    page = stage.sit_down(person)
    page.set_default_timeout(30_000)  # whatever else the machine does
    return page


def upload(page: Any, name: str, kind: str, content: bytes) -> None:
    page.set_input_files("#file_file", {"name": name, "mimeType": kind, "buffer": content})
    press(page, "上传")


def write(stage: Any) -> Any:
    page = sit(stage, stage.world.hire("officer", "street"))
    page.goto("/desk/items/new/")
    stage.look(page, "item-new")
    page.get_by_label("标题", exact=True).fill("关于电动自行车停放充电的通告")
    page.evaluate(PASTE, [page.locator(".editor-text").element_handle(), WORD])
    page.get_by_label("成文日期").fill("2026-09-14")
    page.select_option("#id_category", "regulations")
    press(page, "保存草稿")
    assert page.locator(".editor-text h2").inner_text() == "一、停放"
    assert page.locator(".editor-text strong").inner_text() == "不得"
    assert page.locator(".editor-text td").count() == 2
    assert page.locator(".editor-text img, .editor-text [style], .editor-text [onclick]").count() == 0
    return page


def be_stopped(stage: Any, page: Any) -> None:
    """A hidden sheet and a personal number are found; what is taken out is found no more."""
    upload(page, "名册.xlsx", "application/vnd.ms-excel", book([["公开"]], [["110105", "张三"]], hidden=(1,)))
    page.locator(".editor-text p").first.click()
    page.keyboard.type("联系人身份证110105 19491231 002X。")
    press(page, "保存并送审")
    press(page, "送审")
    assert seen(page.get_by_role("alert"))
    follow(page, "打开发布前检查")
    stage.look(page, "item-gates")
    assert seen(page.get_by_text("不能放行").first)
    assert seen(page.get_by_text("含有隐藏的工作表").first)
    assert page.get_by_text("002X").count() == 1
    follow(page, "修改")
    stage.look(page, "item-edit")
    page.get_by_role("button", name="名册.xlsx").click()
    page.locator(".editor-text p").first.click(click_count=3)
    page.keyboard.type("禁止在楼道停放、充电。")
    press(page, "保存并送审")
    press(page, "送审")


def pass_all(stage: Any, title: str) -> None:
    for role, name in REVIEWERS:
        page = sit(stage, stage.world.hire(role, "street", name))
        page.goto("/desk/")
        go(page.locator("main").get_by_role("link", name=title).first)
        press(page, "通过")


def publish(stage: Any, title: str) -> None:
    page = sit(stage, stage.world.hire("deputy_leader", "street"))
    page.goto("/desk/")
    go(page.locator("main").get_by_role("link", name=title).first)
    press(page, "发布")


def found(stage: Any, word: str) -> int:
    page = sit(stage)
    page.goto(f"/search/?q={word}")
    return page.locator("main").get_by_role("link", name="电动自行车").count()


def test_an_item_from_the_first_word_to_its_withdrawal(stage: Any) -> None:
    stage.at(NOW)
    page = write(stage)
    be_stopped(stage, page)
    ref = page.url.rstrip("/").rsplit("/", 1)[-1]
    stage.look(page, "item")
    pass_all(stage, "关于电动自行车停放充电的通告")
    publish(stage, "关于电动自行车停放充电的通告")
    assert found(stage, "停放充电") >= 1
    public = sit(stage)
    public.goto(f"/items/{ref}/")
    assert "禁止在楼道停放" in public.locator("main").inner_text()
    assert "002X" not in public.content()

    page.goto(f"/desk/items/{ref}/correct/")
    page.get_by_label("更正说明").fill("更正了标题")
    press(page, "更正")
    follow(page, "修改")
    page.get_by_label("标题", exact=True).fill("关于电动自行车停放、充电的通告")
    press(page, "保存并送审")
    press(page, "送审")
    pass_all(stage, "更正：关于电动自行车停放、充电的通告")
    publish(stage, "关于电动自行车停放、充电的通告")
    public.reload()
    assert "更正了标题" in public.locator("main").inner_text()
    page.goto(f"/desk/items/{ref}/revisions/")
    stage.look(page, "item-revisions")

    leader = sit(stage, stage.world.hire("deputy_leader", "street"))
    leader.goto(f"/desk/items/{ref}/withdraw/")
    leader.get_by_label("理由").fill("地点有误")
    leader.get_by_label("给公众的说明").fill("内容正在核实")
    press(leader, "撤下")
    assert found(stage, "停放充电") == 0
    public.reload()
    assert "禁止在楼道停放" not in public.content()
    assert "内容正在核实" in public.content()
    for name in ("items", "items/words"):
        page.goto(f"/desk/{name}/")
        stage.look(page, name.replace("/", "-"))
    assert stage.seen == {}
