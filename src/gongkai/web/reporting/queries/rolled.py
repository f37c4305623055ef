"""A roll-up opened: the versions that it added, who is missing, who changed after, and where each number comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.rollup import Part, Version, roll_up
from gongkai.web.cases.models import Case
from gongkai.web.cases.queries import visible_cases
from gongkai.web.organs.access import Refused, Viewer, may
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.access import DRAFT, SUBMITTED, report_target
from gongkai.web.reporting.book import edition_of
from gongkai.web.reporting.judging_upward import report_of_version
from gongkai.web.reporting.models import (
    AnnualReport,
    FrozenReport,
    RollUpPart,
    RollUpRun,
    Submission,
    SubmissionState,
)

_CASE = "case:"
_SHOWN_CASES = 200


@dataclass(frozen=True, slots=True)
class PartShown:
    """One version that was added, and what became of it since.

    `since` is "" where it still stands; `corrected`: another version was accepted after; `recalled` or `returned`:
    it was taken back; `waiting`: a newer version waits at the superior; `own`: the own figures were signed anew.
    """

    part: RollUpPart
    since: str
    submission: Submission | None

    @property
    def changed(self) -> bool:
        """Whether the roll-up no longer says what stands below."""
        return self.since not in ("", "waiting")


@dataclass(frozen=True)
class Rolled:
    """The latest run of a roll-up; of those missing in it some wait for review, some were accepted since."""

    report: AnnualReport
    run: RollUpRun
    own: PartShown | None
    children: tuple[PartShown, ...]
    missing: tuple[Organ, ...]
    waiting: tuple[Organ, ...]
    arrived: tuple[Organ, ...]

    @property
    def changed(self) -> list[PartShown]:
        """The parts that changed after."""
        return [part for part in (*([self.own] if self.own else []), *self.children) if part.changed]


@dataclass(frozen=True, slots=True)
class CellPart:
    """What one organ gave to a sum."""

    organ: Organ
    value: object
    refs: tuple[str, ...]
    frozen: FrozenReport
    is_own: bool


@dataclass(frozen=True)
class CellShown:
    """A sum taken apart: what each organ gave, and who gave nothing and why."""

    cell: str
    label: str
    value: object
    parts: tuple[CellPart, ...]
    zeros: int
    lacks: tuple[tuple[Organ, str], ...]


@dataclass(frozen=True)
class Behind:
    """The records behind an organ's number: how many there are, and the cases that the viewer may see.

    `is_kept` from the viewer: who may read the sum need not be one who may read what the organ below handed in.
    """

    count: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    cases: tuple[Case, ...] = ()
    is_kept: bool = False


def rollup_of(viewer: Viewer, ref: str) -> Rolled:
    """Return a roll-up with its latest run.

    Raises:
        Refused: there is none, or the viewer may not read it.
    """
    report = _report(viewer, ref)
    run = report.runs.select_related("by").order_by("-number").first()
    if run is None:
        raise Refused("read", DRAFT, ref)
    rows = list(run.parts.select_related("organ", "frozen__report").defer("frozen__content", "frozen__differences"))
    submissions = _submissions(report, rows)
    shown = [PartShown(row, *_since(row, submissions.get(row.organ_id, []))) for row in rows]
    known = {row.organ_id for row in rows}
    missing = Organ.objects.filter(ref__in=run.missing).order_by("ref")
    stands = {organ: {s.state for s in submissions.get(organ.pk, [])} for organ in missing}
    return Rolled(
        report,
        run,
        next((part for part in shown if part.part.is_own), None),
        tuple(part for part in shown if not part.part.is_own),
        tuple(organ for organ in missing if organ.pk not in known),
        tuple(organ for organ, states in stands.items() if SubmissionState.SUBMITTED in states),
        tuple(organ for organ, states in stands.items() if SubmissionState.ACCEPTED in states),
    )


def rollups_of(viewer: Viewer, organ: Organ, year: int) -> AnnualReport | None:
    """Return the roll-up of an organ for a year where there is one and the viewer may read it."""
    report = AnnualReport.objects.filter(organ=organ, year=year, scope="rollup").select_related("organ").first()
    return report if report is not None and _may_read(viewer, report) else None


def rolled_cell(viewer: Viewer, ref: str, cell: str) -> CellShown:
    """Take one sum of a roll-up apart, from the very versions that it added.

    Raises:
        Refused: there is no such roll-up, or the viewer may not read it.
        UnknownRef: the form has no such cell.
    """
    rolled = rollup_of(viewer, ref)
    definition = edition_of(rolled.report).cell(cell)
    rows = {
        row.organ.ref: row
        for row in RollUpPart.objects.filter(run=rolled.run).select_related("organ", "frozen__report__organ")
    }
    versions = {name: Version(name, report_of_version(row.frozen)) for name, row in rows.items()}
    own = next((versions.pop(name) for name, row in rows.items() if row.is_own), None)
    figure = roll_up(versions.values(), edition_of(rolled.report), own=own).figure(cell)
    return CellShown(
        cell,
        definition.label,
        figure.value,
        tuple(sorted((_cell_part(part, rows[part.organ]) for part in figure.parts if part.value), key=_largest)),
        sum(not part.value for part in figure.parts),
        tuple((rows[lack.organ].organ, lack.text) for lack in figure.lacks),
    )


def behind(viewer: Viewer, frozen: FrozenReport, cells: Sequence[str]) -> Behind:
    """Return the records behind a frozen number: counted by kind, and those cases that the viewer may open."""
    if not any(may(viewer, "read", report_target(frozen.report, kind)) for kind in (SUBMITTED, DRAFT)):
        return Behind(is_kept=True)
    evidence = getattr(frozen, "evidence", None)
    kept = evidence.cells if evidence else {}
    sources = list(dict.fromkeys(s for cell in cells for s in kept.get(cell, {}).get("sources", ())))
    kinds: dict[str, int] = {}
    for source in sources:
        kind = source.partition(":")[0]
        kinds[kind] = kinds.get(kind, 0) + 1
    return Behind(len(sources), kinds, _cases(viewer, frozen.report.organ, sources))


def version_below(viewer: Viewer, ref: str, frozen_ref: str) -> FrozenReport:
    """Return a version that a roll-up added.

    Raises:
        Refused: the roll-up did not add it, or the viewer may not read the roll-up.
    """
    rolled = rollup_of(viewer, ref)
    frozen = FrozenReport.objects.filter(ref=frozen_ref, rollup_parts__run=rolled.run)
    found = frozen.select_related("report__organ", "evidence").first()
    if found is None:
        raise Refused("read", SUBMITTED, frozen_ref)
    return found


_LIVE = (SubmissionState.SUBMITTED, SubmissionState.ACCEPTED)


def _report(viewer: Viewer, ref: str) -> AnnualReport:
    report = AnnualReport.objects.filter(ref=ref, scope="rollup").select_related("organ").first()
    if report is None or not _may_read(viewer, report):
        raise Refused("read", DRAFT, ref)
    return report


def _may_read(viewer: Viewer, report: AnnualReport) -> bool:
    return may(viewer, "read", report_target(report))


def _submissions(report: AnnualReport, rows: Sequence[RollUpPart]) -> dict[int, list[Submission]]:
    found: dict[int, list[Submission]] = {}
    for row in Submission.objects.filter(to=report.organ_id, year=report.year).order_by("-at", "-pk").defer("marks"):
        found.setdefault(row.organ_id, []).append(row)
    return found


def _since(row: RollUpPart, submissions: Sequence[Submission]) -> tuple[str, Submission | None]:
    if row.is_own:
        newer = FrozenReport.objects.filter(report=row.frozen.report_id, number__gt=row.frozen.number).exists()
        return ("own" if newer else ""), None
    own = next((one for one in submissions if one.frozen_id == row.frozen_id), None)
    if own is None:
        return "recalled", None
    if own.state == SubmissionState.SUPERSEDED:
        return "corrected", next(one for one in submissions if one.state == SubmissionState.ACCEPTED)
    if own.state not in _LIVE:
        return str(own.state), own
    waiting = any(one.state == SubmissionState.SUBMITTED and one.pk != own.pk for one in submissions)
    return ("waiting" if waiting else ""), own


def _cell_part(part: Part, row: RollUpPart) -> CellPart:
    return CellPart(row.organ, part.value, part.refs, row.frozen, row.is_own)


def _largest(part: CellPart) -> tuple[bool, float, str]:
    return not part.is_own, -float(str(part.value)), part.organ.ref


def _cases(viewer: Viewer, organ: Organ, sources: Sequence[str]) -> tuple[Case, ...]:
    wanted: dict[int, set[int]] = {}
    for source in sources:
        if source.startswith(_CASE):
            year, _, serial = source.removeprefix(_CASE).partition("-")
            wanted.setdefault(int(year), set()).add(int(serial))
    found: list[Case] = []
    for number, serials in sorted(wanted.items()):
        rows = visible_cases(viewer).filter(organ=organ, year=number, serial__in=serials)
        found += rows.order_by("serial")[:_SHOWN_CASES]
    return tuple(found[:_SHOWN_CASES])
