"""Run the jobs that are due: each by one process at a time, and a failure of one holds up no other."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from gongkai.web.upkeep.jobs import Job, all_jobs
from gongkai.web.upkeep.models import JobState

HELD: Final = timedelta(hours=1)
"""After so long a process that took a job and never came back is taken for dead."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of one job."""

    job: Job
    done: int
    error: str = ""


def run_due(now: datetime, *, only: Collection[str] = (), force: bool = False) -> list[Ran]:
    """Run what is due.

    Args:
        now: the instant, for all of them.
        only: names of jobs; all where empty.
        force: also those that are not due.
    """
    chosen = [job for job in all_jobs().values() if not only or job.name in only]
    return [_run(job, now) for job in chosen if _take(job, now, force=force)]


def states() -> list[tuple[Job, JobState | None]]:
    """Return every job with its last run, for a page and for the metrics."""
    known = {state.name: state for state in JobState.objects.all()}
    return [(job, known.get(job.name)) for job in all_jobs().values()]


def _take(job: Job, now: datetime, *, force: bool) -> bool:
    """Take the job for this process, unless it is not due or another has it."""
    try:
        with transaction.atomic():
            JobState.objects.get_or_create(name=job.name)
    except IntegrityError:
        return False
    free = Q(held_until=None) | Q(held_until__lt=now)
    # a clock that was set back must not stop the work: what was started in the future is due
    due = Q() if force else Q(started_at=None) | Q(started_at__lte=now - job.every) | Q(started_at__gt=now)
    return bool(JobState.objects.filter(free, due, name=job.name).update(started_at=now, held_until=now + HELD))


def _run(job: Job, now: datetime) -> Ran:
    rows = JobState.objects.filter(name=job.name)
    try:
        done = job.run(now)
    except Exception as error:
        _LOG.exception("periodic job %s failed", job.name)
        rows.update(held_until=None, error=type(error).__name__[:200], failures=F("failures") + 1)
        return Ran(job, 0, str(error) or type(error).__name__)
    rows.update(finished_at=now, held_until=None, done=done, error="", failures=0)
    return Ran(job, done)
