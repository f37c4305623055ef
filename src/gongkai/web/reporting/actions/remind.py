"""Remind those whose report is not there: by a person, and by the plan."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Actor, Subject
from gongkai.web.organs.access import Viewer, actor_of, public_viewer, require
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.access import SUBMITTED
from gongkai.web.reporting.changes import today_of
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.due_days import due_of, stage_due, year_in_season
from gongkai.web.reporting.models import AnnualReport, Reminder, Submission, SubmissionState
from gongkai.web.reporting.notices import LEADERS, tell
from gongkai.web.reporting.upward_access import organ_target

_SENT = (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)


def remind(viewer: Viewer, organs: Sequence[Organ], year: int, *, text: str = "") -> list[Reminder]:
    """Remind organs below that have not handed in their report; those that have are passed over.

    Raises:
        Refused: one of them does not stand below the viewer.
        InputError: none of them is missing.
    """
    for organ in organs:
        require(viewer, "approve", organ_target(organ), organ.ref)
    missing = [organ for organ in organs if not _has_sent(organ, year)]
    if not missing:
        raise InputError("所选机关都已报送", fix="不需要提醒")
    today, made = today_of(viewer), []
    with transaction.atomic():
        for organ in missing:
            due = due_of(organ.kind, organ.level, year)
            words = text.strip() or f"{year}年度报告还没有报送，截止日为{due.on.month}月{due.on.day}日，请尽快报送。"
            made.append(_reminder(viewer, organ, year, words, stage=""))
        after = {"year": year, "organs": [organ.ref for organ in missing], "on": today.isoformat()}
        subject = Subject(SUBMITTED, f"{year}", viewer.home_ref)
        record_entry(actor_of(viewer), "reporting.remind", subject, after=after)
    return made


def remind_by_plan(now: datetime) -> int:
    """Remind everybody who is missing according to the plan, each step once; return how many organs were reminded."""
    today = timezone.localdate(now)
    year, count = year_in_season(today), 0
    sent = set(Submission.objects.filter(year=year, state__in=_SENT).values_list("organ_id", flat=True))
    told = set(Reminder.objects.filter(year=year).exclude(stage="").values_list("organ_id", "stage"))
    organs = Organ.objects.filter(abolished_on=None, parent__isnull=False, accounts__isnull=False).distinct()
    for organ in organs.exclude(pk__in=sent).select_related("parent"):
        due = due_of(organ.kind, organ.level, year).on
        stage = stage_due(due, today)
        if stage is None or (organ.pk, stage.id) in told:
            continue
        with transaction.atomic():
            _reminder(public_viewer(now), organ, year, stage.words(year, due, today), stage=stage.id)
            actor = Actor("system", "系统", organ.ref, now)
            record_entry(actor, "reporting.remind", Subject(SUBMITTED, f"{year}", organ.ref), after={"stage": stage.id})
        count += 1
    return count


def _reminder(viewer: Viewer, organ: Organ, year: int, words: str, *, stage: str) -> Reminder:
    return Reminder.objects.create(
        organ=organ,
        to=organ.parent or organ,
        year=year,
        stage=stage,
        text=words[:200],
        people=tell(viewer, organ, LEADERS, words, address=_where_to_write(organ, year)),
        by_id=viewer.account_id,
        at=viewer.now,
    )


def _where_to_write(organ: Organ, year: int) -> str:
    """Return the page on which the report that is missing is written, or begun."""
    report = AnnualReport.objects.filter(organ=organ, year=year, scope=Scope.OWN).first()
    return reverse("desk:report", args=[report.ref]) if report else reverse("desk:reports")


def _has_sent(organ: Organ, year: int) -> bool:
    return Submission.objects.filter(organ=organ, year=year, state__in=_SENT).exists()
