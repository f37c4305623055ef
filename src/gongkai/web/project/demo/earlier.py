"""The demo world's reports of the years before: from their own records, passed and published, so that years compare."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.web.cases.past import enter_past
from gongkai.web.cases.transitions import record
from gongkai.web.organs.access import Viewer, viewer_of
from gongkai.web.organs.models import Account, Organ
from gongkai.web.project.demo.cases import cases_of_a_year
from gongkai.web.project.demo.registers import fill_books
from gongkai.web.project.demo.reports import sign_report, write_text
from gongkai.web.project.demo.world import posts
from gongkai.web.reporting.actions.compile_report import compile_report
from gongkai.web.reporting.actions.publish_report import publish_report
from gongkai.web.reporting.due_days import year_in_season
from gongkai.web.reporting.models import AnnualReport

_REASON = "建立演示数据"


@cache
def script() -> Mapping[str, Any]:
    """Return the data of the earlier years."""
    return tomllib.loads(files("gongkai.web.project.demo").joinpath("earlier.toml").read_text("utf-8"))


def has_earlier() -> bool:
    """Whether this database holds the earlier years, or is past the time when they could be entered in order."""
    return AnnualReport.objects.exists()


def build_earlier(now: datetime) -> None:
    """Enter the records of the years before, and publish their reports, the oldest first. All or nothing."""
    numbers = {where: number for where, row, number in posts() if row["role"] == "officer"}
    season = year_in_season(timezone.localdate(now))
    texts = {text["back"]: text for text in script()["text"]}
    with transaction.atomic():
        for plan in script()["report"]:
            organ = Organ.objects.get(ref=plan["organ"])
            year = plan.get("year", season) - plan["back"]
            _publish(organ, numbers[organ.ref], year, plan, texts[plan["back"]], now)


def _publish(
    organ: Organ, number: int, year: int, plan: Mapping[str, Any], text: Mapping[str, Any], now: datetime
) -> None:
    officer = _viewer(f"officer{number}", now)
    person = Account.objects.get(pk=officer.person_id)
    for case in enter_past(officer, organ, cases_of_a_year(organ, person, year, plan["rows"])):
        record(officer, case, "import_case", reason=_REASON, after={"number": case.number, "outcome": case.outcome})
    fill_books(officer, organ, {"year": year, "decisions": plan.get("decisions", {})})
    report = compile_report(officer, organ, year)
    write_text(officer, report, text)
    sign_report(report, number, now)
    publish_report(_viewer(f"leader{number}", now), report, number=1, version=report.version)


def _viewer(username: str, now: datetime) -> Viewer:
    return viewer_of(Account.objects.get(username=username), now)
