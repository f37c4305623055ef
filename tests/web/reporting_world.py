"""The street with a year of records, and its report brought to where a test needs it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from web_world import World

from gongkai.web.cases.models import Case
from gongkai.web.organs.access import Viewer
from gongkai.web.registers.books import BOOKS
from gongkai.web.registers.models import Closing
from gongkai.web.reporting.actions.compile_report import compile_report
from gongkai.web.reporting.actions.review_report import pass_report, submit_for_review
from gongkai.web.reporting.actions.save_section import save_section
from gongkai.web.reporting.models import AnnualReport
from gongkai.web.review.models import Review

JANUARY = datetime(2027, 1, 12, 2, 0, tzinfo=UTC)
YEAR = 2026
CHAIN = ("officer", "confidentiality_reviewer", "disclosure_head", "deputy_leader", "principal_leader")
TEXT = {
    1: "全年新收政府信息公开申请{{requests/received/total}}件。主动公开、政府信息管理、平台建设、监督保障正常开展。",
    5: "存在的主要问题是公开目录更新不及时。改进情况：已经逐月核对公开目录。",
    6: "本年度没有收取信息处理费。没有其他需要报告的事项。",
}


def officer(world: World, username: str = "", now: datetime = JANUARY) -> Viewer:
    return world.viewer("officer", "street", username=username, now=now)


def close_books(world: World, organ: str = "street", year: int = YEAR) -> None:
    for book in BOOKS:
        person = world.hire("officer", organ)
        Closing.objects.create(organ=world.organs[organ], book=book, year=year, closed_by=person, closed_at=JANUARY)


def add_case(world: World, serial: int, *, organ: str = "street", outcome: str = "granted", **changed: object) -> Case:
    """A case of the year as its events would have left it."""
    given = {
        "year": YEAR,
        "serial": serial,
        "submission_key": f"report-{organ}-{serial}",
        "code_digest": "",
        "applicant_kind": "natural_person",
        "medium": "counter",
        "description": "道路维修合同",
        "form": "electronic",
        "route": "pickup",
        "arrived_at": datetime(YEAR, 3, 2, tzinfo=UTC),
        "arrived_on": date(YEAR, 3, 2),
        "received_on": date(YEAR, 3, 2),
        "closed_on": date(YEAR, 3, 12),
        "outcome": outcome,
        "phase": "served",
    }
    return Case.objects.create(organ=world.organs[organ], **(given | changed))


def compiled(world: World, cases: int = 2) -> AnnualReport:
    for serial in range(1, cases + 1):
        add_case(world, serial)
    close_books(world)
    return compile_report(officer(world), world.organs["street"], YEAR)


def written(world: World, report: AnnualReport, **changed: str) -> AnnualReport:
    """Save every section as a person would."""
    texts = TEXT | {int(name.removeprefix("s")): text for name, text in changed.items()}
    for section in report.sections.all():
        save_section(officer(world), report, section.number, texts[section.number], version=section.version)
    return report


def submitted(world: World, report: AnnualReport, **options: bool) -> Review:
    return submit_for_review(officer(world), report, version=report.version, **options)


def passed(world: World, review: Review) -> None:
    for role in CHAIN:
        review.refresh_from_db()
        name = "proofreader" if role == "officer" else ""
        pass_report(world.viewer(role, "street", username=name, now=JANUARY), review, version=review.version)


def signed(world: World) -> AnnualReport:
    report = written(world, compiled(world))
    passed(world, submitted(world, report))
    report.refresh_from_db()
    return report
