"""What was handed up: the board of a superior, one submission, and how an organ's own report fares above."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from gongkai.web.organs.access import Refused, Target, Viewer, may, organs_with, reach, require
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.access import SUBMITTED, report_target, sent_columns
from gongkai.web.reporting.actions.roll_up import expected_below
from gongkai.web.reporting.changes import today_of
from gongkai.web.reporting.choices import Origin, Scope
from gongkai.web.reporting.due_days import Due, due_of
from gongkai.web.reporting.models import AnnualReport, EnteredFile, Reminder, Submission, SubmissionState
from gongkai.web.reporting.upward_access import entered_target, organ_target, submission_columns, submission_target

MISSING = "missing"
LIVE = (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)
_SHOWN = ("organ", "to", "by", "decided_by", "frozen__report__organ")


@dataclass(frozen=True, slots=True)
class Place:
    """One organ on the board: where its report stands, by when it is due, and what the checker found.

    `writes_here`: the organ has a report on the platform, so that no file is entered for it.
    `state` is `missing`, `submitted`, `returned` or `accepted`; a correction that waits beside an accepted version
    shows as `submitted`.
    """

    organ: Organ
    state: str
    due: Due
    submission: Submission | None = None
    before: Submission | None = None
    reminders: int = 0
    is_late: bool = False
    writes_here: bool = False

    @property
    def errors(self) -> int:
        """How many errors the checker found in the version that is there."""
        return int(self.submission.findings.get("error", 0)) if self.submission else 0

    @property
    def is_correction(self) -> bool:
        """Whether another version was accepted before."""
        return self.state == SubmissionState.SUBMITTED and self.before is not None


@dataclass(frozen=True, slots=True)
class Board:
    """Everybody who owes a superior a report of a year, in the order of the organs; `decides`: the viewer may act."""

    to: Organ
    year: int
    places: tuple[Place, ...]
    decides: bool

    def count(self, state: str) -> int:
        """Return how many organs stand there."""
        return sum(place.state == state for place in self.places)

    @property
    def late(self) -> int:
        """How many are missing after their last day."""
        return sum(place.is_late for place in self.places)


def collecting_organs(viewer: Viewer) -> QuerySet[Organ]:
    """Return the organs that have others below them whose reports the viewer may list."""
    below = Organ.objects.filter(organs_with(viewer, "list", SUBMITTED), abolished_on=None)
    return Organ.objects.filter(pk__in=below.values("parent"), abolished_on=None).order_by("ref")


def board(viewer: Viewer, to: Organ, year: int) -> Board:
    """Return who handed in what, and who is missing.

    Raises:
        Refused: the viewer may not list what is handed to this organ.
    """
    if not collecting_organs(viewer).filter(pk=to.pk).exists():
        raise Refused("list", SUBMITTED, to.ref)
    today = today_of(viewer)
    sent = _latest(to, year)
    reminded = list(Reminder.objects.filter(to=to, year=year).values_list("organ_id", flat=True))
    writing = AnnualReport.objects.filter(organ__parent=to, year=year, scope=Scope.OWN)
    writers = set(writing.exclude(frozen__origin=Origin.READ).values_list("organ_id", flat=True))
    places = (
        replace(_place(organ, year, today, sent.get(organ.pk, []), reminded), writes_here=organ.pk in writers)
        for organ in _owing(to, year, sent)
    )
    decides = may(viewer, "approve", Target(SUBMITTED, involved=frozenset({to.pk})))
    return Board(to, year, tuple(places), decides)


def submission_of(viewer: Viewer, ref: str, verb: str = "read") -> Submission:
    """Return one submission, for its organ or for the organs above.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    submission = Submission.objects.filter(ref=ref).select_related(*_SHOWN).first()
    if submission is None:
        raise Refused(verb, SUBMITTED, ref)
    require(viewer, verb, submission_target(submission), ref)
    return submission


def visible_submissions(viewer: Viewer) -> QuerySet[Submission]:
    """Return what was handed in to the viewer's reach, the latest first."""
    return Submission.objects.filter(reach(viewer, "list", SUBMITTED, submission_columns())).select_related(*_SHOWN)


def submissions_of(viewer: Viewer, report: AnnualReport) -> list[Submission]:
    """Return what became of a report above, the latest first, for its own organ.

    Raises:
        Refused: the viewer may not read what the organ handed in.
    """
    require(viewer, "read", report_target(report, SUBMITTED), report.ref)
    rows = Submission.objects.filter(organ=report.organ_id, year=report.year, frozen__report=report)
    return list(rows.select_related(*_SHOWN))


def history_of(submission: Submission) -> list[Submission]:
    """Return every submission of the same organ and year, the latest first; the caller has obtained one of them."""
    rows = Submission.objects.filter(organ=submission.organ_id, year=submission.year)
    return list(rows.select_related(*_SHOWN))


def sent_reports(viewer: Viewer) -> QuerySet[AnnualReport]:
    """Return the reports of the viewer's own organs that can be handed up or were, the latest year first.

    Where an organ has signed the roll-up of its area, that is what goes up, and not its own figures apart.
    """
    organs = {holding.organ_id for holding in viewer.holdings}
    rows = AnnualReport.objects.filter(organ__in=organs, organ__parent__isnull=False, frozen__isnull=False).distinct()
    visible = Q(pk__in=AnnualReport.objects.filter(reach(viewer, "read", SUBMITTED, sent_columns())))
    whole = AnnualReport.objects.filter(
        organ=OuterRef("organ"), year=OuterRef("year"), scope=Scope.ROLLUP, frozen__isnull=False
    )
    apart = Q(scope=Scope.OWN) & Exists(whole) & ~Q(frozen__submissions__isnull=False)
    return (
        rows.filter(visible)
        .exclude(pk__in=AnnualReport.objects.filter(apart))
        .select_related("organ")
        .order_by("-year", "organ__ref", "scope")
    )


def entered_of(viewer: Viewer, ref: str) -> EnteredFile:
    """Return a file that is being entered for an organ below.

    Raises:
        Refused: there is none, or the organ does not stand below the viewer.
    """
    entered = EnteredFile.objects.filter(ref=ref, dropped_at=None).select_related("organ", "to", "submission").first()
    if entered is None:
        raise Refused("create", SUBMITTED, ref)
    require(viewer, "create", entered_target(entered), ref)
    return entered


def entering(viewer: Viewer, to: Organ, year: int) -> QuerySet[EnteredFile]:
    """Return the files that wait for somebody's answers."""
    rows = EnteredFile.objects.filter(to=to, year=year, submission=None, dropped_at=None).select_related("organ")
    return rows if may(viewer, "create", Target(SUBMITTED, involved=frozenset({to.pk}))) else rows.none()


def organ_below(viewer: Viewer, ref: str, verb: str) -> Organ:
    """Return an organ below the viewer, for what is done about the report it owes.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    organ = Organ.objects.filter(ref=ref, abolished_on=None).select_related("parent").first()
    if organ is None or not may(viewer, verb, organ_target(organ)):
        raise Refused(verb, SUBMITTED, ref)
    return organ


def _latest(to: Organ, year: int) -> dict[int, list[Submission]]:
    found: dict[int, list[Submission]] = {}
    rows = Submission.objects.filter(to=to, year=year).select_related("organ", "frozen")
    for row in rows.defer("frozen__content", "frozen__differences", "marks").order_by("-at", "-pk"):
        found.setdefault(row.organ_id, []).append(row)
    return found


def _owing(to: Organ, year: int, sent: dict[int, list[Submission]]) -> Iterator[Organ]:
    """Yield who owes a report, and whoever handed one in all the same."""
    owing = expected_below(to, year)
    known = {organ.pk for organ in owing}
    others = [rows[0].organ for pk, rows in sent.items() if pk not in known]
    yield from sorted([*owing, *others], key=lambda organ: organ.ref)


def _place(organ: Organ, year: int, today: date, rows: list[Submission], reminded: list[int]) -> Place:
    due = due_of(organ.kind, organ.level, year)
    accepted = next((row for row in rows if row.state == SubmissionState.ACCEPTED), None)
    latest = rows[0] if rows else None
    state, shown = MISSING, latest
    if latest is not None and latest.state == SubmissionState.SUBMITTED:
        state = SubmissionState.SUBMITTED
    elif accepted is not None:
        state, shown = SubmissionState.ACCEPTED, accepted
    elif latest is not None and latest.state == SubmissionState.RETURNED:
        state = SubmissionState.RETURNED
    return Place(
        organ,
        str(state),
        due,
        shown,
        accepted if accepted is not shown else None,
        reminded.count(organ.pk),
        is_late=state in (MISSING, SubmissionState.RETURNED) and today > due.on,
    )
