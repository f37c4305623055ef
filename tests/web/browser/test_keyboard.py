"""Filing and registering with the keyboard alone: everything is reached by Tab, and where the focus is can be seen."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

pytestmark = pytest.mark.slow
_SEEN = "() => getComputedStyle(document.activeElement).outlineStyle"


def reach(page: Any, selector: str) -> None:
    """Press Tab until the focus is there, and see that it shows."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            assert page.evaluate(_SEEN) != "none", selector
            return
    pytest.fail(f"{selector} cannot be reached by Tab")


def write(page: Any, selector: str, text: str) -> None:
    reach(page, selector)
    page.keyboard.type(text)


def test_an_application_is_filed_and_registered_with_the_keyboard_alone(stage: Any) -> None:
    stage.at(datetime(2026, 9, 22, 2, 0, tzinfo=UTC))
    stage.world.hire("officer", "street")
    page = stage.sit_down()
    page.goto("/apply/to/street/")
    reach(page, "#id_looked")
    page.keyboard.press("Space")
    write(page, "#id_description", "2025年度老旧小区改造项目清单")
    write(page, "#id_name", "张小明")
    write(page, "#id_document_number", "11010519491231002X")
    write(page, "#id_phone", "13800138000")
    reach(page, "form.sheet-form button")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="已经收到您的申请").wait_for()

    page = stage.sit_down(stage.world.hire("officer", "street"))
    page.goto("/desk/")
    reach(page, "a[href$='/register/']")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="登记", exact=True).wait_for()
    reach(page, "main form .actions button")
    page.keyboard.press("Enter")
    page.get_by_text("“登记”已完成。").wait_for()


def test_the_first_tab_offers_to_skip_to_the_text(stage: Any) -> None:
    page = stage.sit_down()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "content"
