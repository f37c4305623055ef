"""The demo world's annual reports: compiled from its records, written, passed and published as people would."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any, Final

from django.db import transaction

from gongkai.web.organs.access import Viewer, viewer_of
from gongkai.web.organs.models import Account, Organ
from gongkai.web.project.demo.world import world
from gongkai.web.reporting.actions.answer_finding import answer_finding
from gongkai.web.reporting.actions.compile_report import compile_report
from gongkai.web.reporting.actions.judge_submission import accept_report
from gongkai.web.reporting.actions.publish_report import publish_report
from gongkai.web.reporting.actions.review_report import pass_report, submit_for_review
from gongkai.web.reporting.actions.save_section import save_section
from gongkai.web.reporting.actions.state_cell import state_count
from gongkai.web.reporting.actions.submit_upward import submit_upward
from gongkai.web.reporting.judging import judge, name_of
from gongkai.web.reporting.models import AnnualReport, Publication

_CHAIN: Final = ("second", "secrecy", "head", "deputy", "leader")


@cache
def script() -> Mapping[str, Any]:
    """Return the data of the demo reports."""
    return tomllib.loads(files("gongkai.web.project.demo").joinpath("reports.toml").read_text("utf-8"))


def has_reports() -> bool:
    """Whether this database holds the demo reports."""
    staffed = [row["ref"] for row in world()["organ"] if "staffed" in row]
    rows = Publication.objects.filter(frozen__report__year=script()["year"], frozen__report__organ__ref__in=staffed)
    return rows.exists()


def build_reports(now: datetime) -> None:
    """Write, pass, hand up and publish the report of every staffed organ. All or nothing."""
    with transaction.atomic():
        for row in world()["organ"]:
            if "staffed" in row:
                _publish(Organ.objects.get(ref=row["ref"]), row["staffed"], now)


def _publish(organ: Organ, number: int, now: datetime) -> None:
    officer = _viewer(f"officer{number}", now)
    report = compile_report(officer, organ, script()["year"])
    for row in script()["count"]:
        if row["organ"] == organ.ref:
            state_count(officer, report, row["label"], row["value"], basis=row["basis"], version=report.version)
    told = script()["disclosed"]
    disclosed = told.get(organ.ref, told["other"])
    write_text(officer, report, {n: text.replace("{disclosed}", disclosed) for n, text in script()["text"].items()})
    sign_report(report, number, now)
    submission = submit_upward(officer, report, version=report.version)
    accept_report(_viewer(f"superior{number}", now), submission, version=submission.version)
    report.refresh_from_db()
    publish_report(_viewer(f"leader{number}", now), report, number=1, version=report.version)


def write_text(officer: Viewer, report: AnnualReport, text: Mapping[str, str]) -> None:
    """Write the three sections, by number."""
    for section in report.sections.all():
        save_section(officer, report, section.number, text[str(section.number)], version=section.version)


def sign_report(report: AnnualReport, number: int, now: datetime) -> None:
    """Answer what the checker found, and let everybody in the organ's chain pass the report."""
    officer = _viewer(f"officer{number}", now)
    for found in judge(report).unanswered:
        answer_finding(officer, report, name_of(found), reason="演示数据，已核对", version=report.version)
    review = submit_for_review(officer, report, version=report.version, typed_checked=True)
    for username in _CHAIN:
        review.refresh_from_db()
        pass_report(_viewer(f"{username}{number}", now), review, version=review.version)
    report.refresh_from_db()


def _viewer(username: str, now: datetime) -> Viewer:
    return viewer_of(Account.objects.get(username=username), now)
