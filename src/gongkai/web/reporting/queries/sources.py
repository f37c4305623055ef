"""The records behind a figure, as far as the viewer may see them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from gongkai.web.appeals.queries import appeal_of_source
from gongkai.web.cases.queries import CaseFilter, visible_cases
from gongkai.web.organs.access import Refused, Viewer, require
from gongkai.web.registers.models import Charge, Decision, Document, Entry, Purchase
from gongkai.web.registers.queries import entry_of_source
from gongkai.web.reporting.access import report_target
from gongkai.web.reporting.models import AnnualReport, FrozenReport, ReportCell

_MOST_EACH = 500


@dataclass(frozen=True, slots=True)
class Source:
    """One record: its kind (`case`, `appeal`, a book of the registers, `report`), its reference, what it is called."""

    kind: str
    ref: str
    title: str
    about: str = ""
    count: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """The records that the viewer may see, and how many more there are."""

    shown: tuple[Source, ...]
    others: int


def sources_of(viewer: Viewer, report: AnnualReport, names: Iterable[str]) -> Sources:
    """Return the records of the given names, such as `case:2025-0001`.

    Raises:
        Refused: the viewer may not read the working copy.
    """
    require(viewer, "read", report_target(report), report.ref)
    by_kind: dict[str, list[str]] = defaultdict(list)
    total = 0
    for name in names:
        total += 1
        by_kind[name.partition(":")[0]].append(name)
    found: list[Source] = []
    for kind, of_kind in by_kind.items():
        found += _FINDERS.get(kind, _entries)(viewer, report, of_kind)
    return Sources(tuple(found), total - len(found))


def source_names(row: ReportCell) -> list[str]:
    """Return the names of the records behind a cell."""
    return [str(name) for name in row.sources]


def _cases(viewer: Viewer, report: AnnualReport, names: list[str]) -> Iterator[Source]:
    numbers = {tuple(int(part) for part in name.partition(":")[2].split("-")) for name in names}
    rows = visible_cases(viewer, CaseFilter(organ=report.organ.ref))
    rows = rows.filter(year__in={year for year, _ in numbers}, serial__in={serial for _, serial in numbers})
    for case in rows.order_by("year", "serial"):
        if (case.year, case.serial) in numbers:
            yield Source("case", case.ref, case.number, case.description)


def _appeals(viewer: Viewer, report: AnnualReport, names: list[str]) -> Iterator[Source]:
    for name in names[:_MOST_EACH]:
        try:
            appeal = appeal_of_source(viewer, name)
        except Refused:
            continue
        title = appeal.number or f"{appeal.forum}{appeal.filed_on:%Y-%m-%d}"
        yield Source("appeal", appeal.ref, title, f"{appeal.get_route_display()} {appeal.get_result_display()}".strip())


def _entries(viewer: Viewer, report: AnnualReport, names: list[str]) -> Iterator[Source]:
    for name in names[:_MOST_EACH]:
        try:
            entry = entry_of_source(viewer, name)
        except Refused:
            continue
        yield _entry(entry)


def _entry(entry: Entry) -> Source:
    if isinstance(entry, Document):
        return Source(entry.book, entry.ref, entry.title, entry.number)
    if isinstance(entry, Decision):
        title = f"{entry.get_kind_display()}{entry.year}年{entry.month}月"
        return Source(entry.book, entry.ref, title, entry.source or entry.note, str(entry.count))
    if isinstance(entry, Charge):
        return Source(entry.book, entry.ref, f"{entry.name}{entry.year}年{entry.month}月", f"{entry.amount_yuan}元")
    count = str(entry.count) if isinstance(entry, Purchase) else ""
    return Source(entry.book, entry.ref, str(getattr(entry, "name", entry.ref)), entry.note, count)


def _reports(viewer: Viewer, report: AnnualReport, names: list[str]) -> Iterator[Source]:
    for frozen in FrozenReport.objects.filter(ref__in=[name.partition(":")[2] for name in names]).select_related(
        "report__organ"
    ):
        yield Source("report", frozen.report.ref, f"{frozen.report}第{frozen.number}版")


_FINDERS: dict[str, Callable[[Viewer, AnnualReport, list[str]], Iterator[Source]]] = {
    "case": _cases,
    "appeal": _appeals,
    "report": _reports,
}
