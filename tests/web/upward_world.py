"""A county with organs whose signed reports are there without the way of each through its chain."""

from __future__ import annotations

from datetime import datetime

from reporting_world import JANUARY, YEAR
from web_world import World

from gongkai.form import edition
from gongkai.report import Report, Value, build_report
from gongkai.web.organs.access import Viewer
from gongkai.web.reporting.actions.judge_submission import accept_report
from gongkai.web.reporting.actions.submit_upward import submit_upward
from gongkai.web.reporting.choices import Origin, ReportState
from gongkai.web.reporting.freezing import add_frozen
from gongkai.web.reporting.models import AnnualReport, Submission

RECEIVED, TOTAL = "requests/received/natural_person", "requests/received/total"
GRANTED, CLOSED = "requests/granted/natural_person", "requests/closed/natural_person"
TEXTS = {1: "主动公开、依申请公开、信息管理、平台建设、监督保障正常开展。", 5: "问题和改进情况。", 6: "无。"}


def balanced(count: int, **other: Value) -> dict[str, Value]:
    """The cells of an organ that received and granted so many applications of natural persons."""
    form = edition("2021")
    cells: dict[str, Value] = {cell.ref: 0 for cell in form.cells[: form.statutory]}
    for row in ("received", "granted", "closed"):
        cells[f"requests/{row}/natural_person"] = cells[f"requests/{row}/total"] = count
    return cells | other


def value_of(world: World, organ: str, cells: dict[str, Value], year: int = YEAR) -> Report:
    return build_report(edition("2021"), cells, organ=world.organs[organ].name, year=year, sections=TEXTS)


def sign(world: World, organ: str, count: int, *, year: int = YEAR, **other: Value) -> AnnualReport:
    """Give an organ a signed report, or the next version of it."""
    report, _ = AnnualReport.objects.get_or_create(organ=world.organs[organ], year=year, defaults={"edition": "2021"})
    viewer = officer(world, organ)
    note = "更正" if report.frozen.exists() else ""
    add_frozen(
        viewer, report, value_of(world, organ, balanced(count, **other), year), note=note, origin=Origin.COMPILED
    )
    report.state, report.version = ReportState.PASSED, report.version + 1
    report.save()
    return report


def officer(world: World, organ: str, now: datetime = JANUARY) -> Viewer:
    return world.viewer("officer", organ, now=now)


def office(world: World, organ: str = "district", now: datetime = JANUARY) -> Viewer:
    return world.viewer("superior_office", organ, now=now)


def send(world: World, organ: str, count: int = 2, **other: Value) -> Submission:
    report = sign(world, organ, count, **other)
    return submit_upward(officer(world, organ), report, version=report.version)


def accepted(world: World, organ: str, count: int = 2, **other: Value) -> Submission:
    submission = send(world, organ, count, **other)
    accept_report(office(world), submission, version=submission.version, reason="测试")
    return submission
