"""How an action opens a report: locked, allowed, at the version that was shown, in a state that lets it be changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.reporting.access import DRAFT, report_subject, report_target
from gongkai.web.reporting.choices import ReportState
from gongkai.web.reporting.models import AnnualReport

OPEN_STATES: Final = (ReportState.DRAFT, ReportState.RETURNED)


def today_of(viewer: Viewer) -> date:
    """Return the viewer's day in Beijing."""
    return timezone.localdate(viewer.now)


@contextmanager
def changing(
    viewer: Viewer, report: AnnualReport, verb: str, *, version: int | None = None, kind: str = DRAFT
) -> Iterator[AnnualReport]:
    """Open a transaction in which the viewer may change the report, and nobody else does.

    Args:
        viewer: who acts.
        report: the report as it was shown; it is read afresh in place and counted one version on.
        verb: the verb of the matrix.
        version: the version that was shown; None where no person chose from what was shown.
        kind: as what the matrix is asked: the draft, what was submitted, what is published.

    Raises:
        Refused: the viewer may not.
        StaleVersion: the report changed meanwhile.
    """
    shown = dict(report.__dict__)
    try:
        with transaction.atomic():
            AnnualReport.objects.select_for_update().get(pk=report.pk)
            report.refresh_from_db()
            require(viewer, verb, report_target(report, kind), report.ref)
            _claim(report, version)
            yield report
            report.save(update_fields=["version"])
    except BaseException:
        report.__dict__.update(shown)  # nothing of it was saved
        raise


def _claim(report: AnnualReport, version: int | None) -> None:
    if version is not None and report.version != version:
        raise StaleVersion(str(report))
    report.version += 1


def need_open(report: AnnualReport) -> None:
    """Refuse where the report is not being written.

    Raises:
        InputError: it is in review, signed, sent or published.
    """
    if report.state not in OPEN_STATES:
        raise InputError(
            f"{report}现在是“{report.get_state_display()}”，不能修改",
            why="审核、报送和发布的内容必须与签发的一致",
            fix="审核中的请先撤回；已签发的请点“更正”，更正后另成一版",
        )


def add_author(viewer: Viewer, report: AnnualReport) -> None:
    """Remember that the viewer wrote a part: they may not pass it in review."""
    report.authors.add(viewer.person_id)


def record(
    viewer: Viewer,
    report: AnnualReport,
    name: str,
    *,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    kind: str = DRAFT,
) -> None:
    """Write down in the journal what an action did to a report."""
    subject = report_subject(report, kind)
    record_entry(actor_of(viewer), f"reporting.{name}", subject, reason=reason, before=before, after=after)
