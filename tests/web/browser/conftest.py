"""A real browser: Debian's Chromium through Playwright. Where it is missing the tests are skipped, and say so."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from web_world import World, make_world

from gongkai.web.organs.models import Account
from gongkai.web.organs.sign_in import SEEN, STARTED

CHROMIUM = Path(os.environ.get("GONGKAI_CHROMIUM", "/usr/bin/chromium"))
PICTURES = os.environ.get("GONGKAI_PICTURES", "")
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright runs a loop in this thread


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not CHROMIUM.exists():
        terminalreporter.write_line(f"NOT RUN: browser tests: there is no Chromium at {CHROMIUM}", red=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="NOT RUN: playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip(f"NOT RUN: no Chromium at {CHROMIUM}")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Stage:
    """A running platform, its people, a clock that the test sets, and the pages that were seen."""

    browser: Any
    address: str
    world: World
    set_clock: Callable[[datetime], None]
    seen: dict[str, list[str]] = field(default_factory=dict)
    contexts: list[Any] = field(default_factory=list)

    def sit_down(self, person: Account | None = None, size: str = "desktop") -> Any:
        """Return a fresh browser page, signed in as that person."""
        context = self.browser.new_context(viewport=SIZES[size], locale="zh-CN", base_url=self.address)
        self.contexts.append(context)
        if person is not None:
            client = Client()
            client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
            session = client.session
            session[STARTED] = session[SEEN] = self.now.timestamp()
            session.save()
            name = django_settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.address}])
        context.set_default_timeout(8000)
        page = context.new_page()
        page.on("console", lambda message: self._note(page, message) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.seen.setdefault("errors", []).append(str(error)))
        return page

    def at(self, now: datetime) -> None:
        """Set the platform's clock."""
        self.now = now
        self.set_clock(now)

    def look(self, page: Any, name: str) -> None:
        """Let axe judge a page, and keep pictures of it, wide and narrow, where the environment names a folder."""
        from axe_playwright_python.sync_playwright import Axe

        for violation in Axe().run(page).response["violations"]:
            where = [node["target"] for node in violation["nodes"]][:3]
            self.seen.setdefault(name, []).append(f"{violation['id']}: {violation['help']} {where}")
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        page.set_viewport_size(SIZES["phone"])
        narrow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0 or narrow > 0:
            self.seen.setdefault(name, []).append(f"scrolls sideways: {wide}px wide, {narrow}px on a phone")
        if PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            page.screenshot(path=f"{PICTURES}/{name}-phone.png", full_page=True)
        page.set_viewport_size(SIZES["desktop"])
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/{name}-desktop.png", full_page=True)

    def _note(self, page: Any, message: Any) -> None:
        if "status of 4" not in message.text:
            self.seen.setdefault("console", []).append(f"{page.url}: {message.text}")


@pytest.fixture
def stage(
    chromium: Any, live_server: Any, settings: Any, monkeypatch: pytest.MonkeyPatch, transactional_db: None
) -> Iterator[Stage]:
    """The platform with the small world of the tests, open in Chromium."""
    settings.GONGKAI_STAFF_MFA = False

    def set_clock(now: datetime) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    found = Stage(chromium, live_server.url, make_world(), set_clock)
    yield found
    for context in found.contexts:
        context.close()
