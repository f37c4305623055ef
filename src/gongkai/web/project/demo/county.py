"""The demo world's county in January: reports handed in, returned, accepted, missing, and one entered from a file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.form import edition_for
from gongkai.report import build_report
from gongkai.web.cases.past import enter_past
from gongkai.web.cases.transitions import record
from gongkai.web.organs.access import Viewer, viewer_of
from gongkai.web.organs.models import Account, Organ
from gongkai.web.project.demo.cases import cases_of_a_year
from gongkai.web.project.demo.registers import fill_books
from gongkai.web.project.demo.reports import sign_report, write_text
from gongkai.web.project.demo.world import posts
from gongkai.web.reporting.actions.compile_report import compile_report
from gongkai.web.reporting.actions.enter_report import confirm_entered, enter_file
from gongkai.web.reporting.actions.judge_submission import accept_report, add_remark, return_report
from gongkai.web.reporting.actions.submit_upward import submit_upward
from gongkai.web.reporting.due_days import year_in_season
from gongkai.web.reporting.models import AnnualReport, Submission
from gongkai.write import write_report

_REASON = "建立演示数据"


@cache
def script() -> Mapping[str, Any]:
    """Return the data of the demo county."""
    return tomllib.loads(files("gongkai.web.project.demo").joinpath("county.toml").read_text("utf-8"))


def has_county() -> bool:
    """Whether this database holds the demo county."""
    return Submission.objects.filter(to__ref=script()["county"]).exists()


def build_county(now: datetime) -> None:
    """Let every organ of the county come as far as the script says. All or nothing."""
    numbers = {where: number for where, row, number in posts() if row["role"] == "officer"}
    year = year_in_season(timezone.localdate(now))
    with transaction.atomic():
        for plan in script()["report"]:
            organ = Organ.objects.get(ref=plan["organ"])
            if plan["end"] == "entered":
                _enter(_office(now), organ, year, plan)
            else:
                _write(organ, numbers[organ.ref], year, plan, now)


def _write(organ: Organ, number: int, year: int, plan: Mapping[str, Any], now: datetime) -> None:
    officer = viewer_of(Account.objects.get(username=f"officer{number}"), now)
    pasts = cases_of_a_year(organ, Account.objects.get(pk=officer.person_id), year, plan["rows"])
    for case in enter_past(officer, organ, pasts):
        record(officer, case, "import_case", reason=_REASON, after={"number": case.number, "outcome": case.outcome})
    fill_books(officer, organ, {"year": year, "decisions": plan.get("decisions", {})})
    report = compile_report(officer, organ, year)
    if plan["end"] == "draft":
        return
    write_text(officer, report, plan["text"])
    sign_report(report, number, now)
    if plan["end"] != "signed":
        _hand_up(officer, report, plan, now)


def _hand_up(officer: Viewer, report: AnnualReport, plan: Mapping[str, Any], now: datetime) -> None:
    submission, office = submit_upward(officer, report, version=report.version), _office(now)
    if plan["end"] == "accepted":
        accept_report(office, submission, version=submission.version)
    elif plan["end"] == "returned":
        add_remark(office, submission, plan["remark"], quote=plan["quote"], version=submission.version)
        add_remark(office, submission, plan["cell_remark"], cell=plan["cell"], version=submission.version)
        return_report(office, submission, reason=plan["reason"], version=submission.version)


def _enter(office: Viewer, organ: Organ, year: int, plan: Mapping[str, Any]) -> None:
    """Upload the Word file of an organ that is not on the platform."""
    form = edition_for(year)
    cells: dict[str, Any] = {cell.ref: 0 for cell in form.cells[: form.statutory]} | plan["cells"]
    texts = {int(number): text for number, text in plan["text"].items()}
    value = build_report(form, cells, organ=organ.name, year=year, published_on=date(year + 1, 1, 16), sections=texts)
    name = f"{organ.name}{year}年度报告.docx"
    entered = enter_file(office, organ, year, name=name, data=write_report(value, "docx"))
    confirm_entered(office, entered, version=entered.version)


def _office(now: datetime) -> Viewer:
    [username] = (
        f"{row['username']}{number}"
        for where, row, number in posts()
        if where == script()["county"] and row["role"] == "superior_office"
    )
    return viewer_of(Account.objects.get(username=username), now)
