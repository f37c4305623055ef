"""The demo world's registers: those that make the published tables 二 for 2023, and appeals of the running year."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.web.appeals.actions.register import register_appeal
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, viewer_of
from gongkai.web.organs.models import Account, Organ
from gongkai.web.project.demo.world import world
from gongkai.web.registers.access import book_subject
from gongkai.web.registers.actions.finish import close_book
from gongkai.web.registers.actions.take_in import enter_rows
from gongkai.web.registers.books import BOOKS
from gongkai.web.registers.models import Closing

_REASON = "建立演示数据"
_BOOKS = ("document", "decision", "charge")


@cache
def script() -> Mapping[str, Any]:
    """Return the data of the demo registers."""
    return tomllib.loads(files("gongkai.web.project.demo").joinpath("registers.toml").read_text("utf-8"))


def has_registers() -> bool:
    """Whether this database holds the demo registers."""
    return Closing.objects.filter(organ__ref=script()["published"][0]["organ"]).exists()


def build_registers(now: datetime) -> None:
    """Enter the registers and appeals of every staffed organ. All or nothing."""
    staffed = {row["ref"]: row["staffed"] for row in world()["organ"] if "staffed" in row}
    with transaction.atomic():
        for published in script()["published"]:
            organ = Organ.objects.get(ref=published["organ"])
            officer = viewer_of(Account.objects.get(username=f"officer{staffed[organ.ref]}"), now)
            fill_books(officer, organ, published)
            for index, plan in enumerate(script()["appeal"], 1):
                register_appeal(officer, organ, _appeal(plan, index, timezone.localdate(now)))


def fill_books(officer: Viewer, organ: Organ, published: Mapping[str, Any]) -> None:
    """Enter the documents and decisions that make a year's totals, and close the year's books."""
    year = published["year"]
    books = {
        "document": list(_documents(year, **published.get("documents", {}))),
        "decision": list(_decisions(year, published.get("decisions", {}))),
    }
    for book, rows in books.items():
        batch = enter_rows(officer, organ, BOOKS[book], rows)
        subject = book_subject(organ, book, batch)
        record_entry(actor_of(officer), "registers.import_entries", subject, reason=_REASON, after={"rows": len(rows)})
    for book in _BOOKS:
        close_book(officer, organ, book, year)


def _documents(year: int, issued: int = 0, repealed: int = 0, in_force: int = 0) -> Iterator[dict[str, Any]]:
    """Those standing at the year's end, and those repealed in it; the last issued stand."""
    total = in_force + repealed
    older = total - issued
    for index, title in enumerate(script()["titles"][:total]):
        made_in = year - 1 - index % 6 if index < older else year
        row = {
            "kind": "normative_documents",
            "title": f"{title}（演示）",
            "number": f"演示政规〔{made_in}〕{index + 1}号",
            "issued_on": date(made_in, 1 + index % 12, 8),
            "disclosed_on": date(made_in, 1 + index % 12, 18),
        }
        if index < repealed:
            row |= {"repealed_on": date(year, 2 + index, 20), "repeal_basis": "规范性文件清理决定（演示）"}
        yield row


def _decisions(year: int, totals: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """A year's total over twelve months."""
    for kind, total in totals.items():
        for month in range(12):
            count = total * (month + 1) // 12 - total * month // 12
            found = {"kind": kind, "year": year, "month": month + 1, "count": count}
            yield {**found, "source": "行政执法平台导出（演示）"}


def _appeal(plan: Mapping[str, Any], index: int, today: date) -> dict[str, str]:
    days = {"filed": "filed_on", "copy": "copy_received_on", "answered": "answered_on", "closed": "closed_on"}
    values = {
        field: plan[field] for field in ("route", "instance", "forum", "about", "result", "outcome") if field in plan
    }
    values |= {field: (today - timedelta(days=plan[name])).isoformat() for name, field in days.items() if name in plan}
    return {**values, "complainant": f"演示当事人{index}", "number": f"演示〔{today.year}〕{index}号"}
