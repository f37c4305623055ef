"""Answer a finding: an officer says why a warning is right as it is; a leader lets an error pass, by name."""

from __future__ import annotations

from dataclasses import asdict

from gongkai.check import Severity
from gongkai.check.acceptance import accept, choose
from gongkai.errors import InputError
from gongkai.web.organs.access import Viewer, require
from gongkai.web.reporting.access import report_target
from gongkai.web.reporting.changes import changing, need_open, record, today_of
from gongkai.web.reporting.judging import judge
from gongkai.web.reporting.models import AnnualReport, FindingAnswer


def answer_finding(viewer: Viewer, report: AnnualReport, wanted: str, *, reason: str, version: int) -> FindingAnswer:
    """Keep an answer to a warning or notice. It holds until what the finding speaks of changes.

    Args:
        viewer: who answers.
        report: the report.
        wanted: which finding: `CODE:cell` or `CODE:words`.
        reason: why it may stay.
        version: of the report as it was shown.

    Raises:
        Refused: the viewer may not.
        InputError: there is no such finding, no reason, or it is an error.
    """
    with changing(viewer, report, "edit", version=version):
        return _answer(viewer, report, wanted, reason, is_override=False)


def override_finding(viewer: Viewer, report: AnnualReport, wanted: str, *, reason: str, version: int) -> FindingAnswer:
    """Let an error pass, under the leader's name and with a reason: the statutory date does not wait for software.

    Raises:
        Refused: the viewer is no leader, or wrote a part of the report.
        InputError: there is no such finding, or no reason.
    """
    with changing(viewer, report, "override", version=version):
        return _answer(viewer, report, wanted, reason, is_override=True)


def may_override(viewer: Viewer, report: AnnualReport) -> None:
    """Refuse unless the viewer may let errors pass.

    Raises:
        Refused: they may not.
    """
    require(viewer, "override", report_target(report), report.ref)


def _answer(viewer: Viewer, report: AnnualReport, wanted: str, reason: str, *, is_override: bool) -> FindingAnswer:
    need_open(report)
    judged = judge(report)
    [found] = choose(judged.settled.open, wanted)
    if found.severity is Severity.ERROR and not is_override:
        raise InputError(
            f"{found.code}是错误，不能由经办人说明后保留",
            why="错误会使报告不能送审",
            fix="请改正，或者由分管领导、主要领导写明理由放行",
        )
    kept = accept(found, judged.report, reason=reason, who=viewer.name, on=today_of(viewer))
    answer = FindingAnswer.objects.create(
        report=report,
        code=found.code,
        identity=asdict(kept) | {"cells": dict(kept.cells)},
        reason=kept.reason,
        is_override=is_override,
        person_id=viewer.person_id,
        answered_at=viewer.now,
    )
    name = "override_finding" if is_override else "answer_finding"
    record(viewer, report, name, reason=reason, after={"code": found.code, "cells": list(found.cells)})
    return answer
