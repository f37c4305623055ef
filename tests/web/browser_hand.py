"""A hand for the browser tests: it presses, follows and looks as a person does, who waits for the next page."""

from __future__ import annotations

from typing import Any

PATIENCE = 30_000  # milliseconds, whatever else the machine does


def go(locator: Any) -> None:
    """Click something that leads to another page, and wait until that page is there."""
    with locator.page.expect_navigation(timeout=PATIENCE):
        locator.click()


def press(page: Any, words: str) -> None:
    """Press a button of the page's own part that sends its form."""
    go(page.locator("main").get_by_role("button", name=words, exact=True).first)


def follow(page: Any, words: str) -> None:
    """Follow a link of the page's own part."""
    go(page.locator("main").get_by_role("link", name=words, exact=True).first)


def tick(page: Any, words: str) -> None:
    """Press a button that only changes the page in place."""
    page.locator("main").get_by_role("button", name=words, exact=True).first.click()


def seen(locator: Any) -> bool:
    """Return whether it can be seen, now or in a while; a missing one fails with the browser's own account."""
    locator.wait_for(state="visible", timeout=PATIENCE)
    return True
