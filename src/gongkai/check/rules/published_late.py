"""GK901."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.check.organs import OrganKind, kind_of
from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, rule
from gongkai.law import value
from gongkai.report import Report

_NAMES = {
    OrganKind.TOWNSHIP: "乡镇、街道",
    OrganKind.GOVERNMENT: "县级以上地方人民政府的报告",
    OrganKind.DEPARTMENT: "县级以上人民政府部门的报告",
}


@rule(
    code="GK901",
    severity=Severity.WARNING,
    basis="oir#49",
    needs=("year",),
    message="报告日期为{found}，{who}应当在{expected}前向社会公布。{why}请核对日期，逾期的请说明原因。",
)
def published_late(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a report dated after the day on which Article 49 wants it published.

    Why it matters: late reports are what the form's notice threatens with sanctions.
    Example: a county bureau's report of 2023 dated 2024-03-05.
    Known exceptions: Article 49 names no duty of townships and street offices; for them it is a notice. The date
    printed on a report may be that of its making.
    """
    if report.published_on is None or report.year is None:
        yield NotRun("published_late", "报告没有写明日期" if report.published_on is None else "没有找到报告年度")
        return
    kind = kind_of(report.organ)
    if kind is OrganKind.UNKNOWN:
        yield NotRun("published_late", "从名称看不出是政府、部门还是乡镇街道")
        return
    due = _due(kind, report.year)
    if report.published_on <= due:
        return
    township = kind is OrganKind.TOWNSHIP
    yield Fault(
        expected=due.isoformat(),
        found=report.published_on.isoformat(),
        slots={
            "who": _NAMES[kind],
            "why": "条例第四十九条没有规定乡镇、街道的期限，各地通常比照部门要求。" if township else "",
        },
        severity=Severity.NOTICE if township else None,
    )


def _due(kind: OrganKind, year: int) -> date:
    """Return the last day for publishing the report of a year."""
    name = "report_by_government" if kind is OrganKind.GOVERNMENT else "report_by_department"
    month, day = str(value(name, on=date(year + 1, 1, 1)).value).split("-")[-2:]
    return date(year + 1, int(month), int(day))
