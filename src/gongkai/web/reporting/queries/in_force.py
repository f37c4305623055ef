"""Documents in force, year after year: the register beside what was reported, and which documents differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.report import Report
from gongkai.tally import DocumentFact, Fact, stands_at_end
from gongkai.web.organs.access import Viewer, require
from gongkai.web.organs.models import Organ
from gongkai.web.registers.access import register_target
from gongkai.web.registers.choices import DocumentKind
from gongkai.web.registers.facts import document_facts
from gongkai.web.registers.models import Document
from gongkai.web.registers.queries import ChainYear, chain
from gongkai.web.reporting.choices import Scope
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.models import FrozenReport
from gongkai.web.reporting.queries.reports import latest_frozen, may_read_version
from gongkai.web.reporting.records import unpack_facts


@dataclass(frozen=True, slots=True)
class InForce:
    """How the number in force of one kind came about over the years, and why the last step does not follow.

    Attributes:
        kind: rules or normative_documents.
        label: what people call it.
        years: one link a year, each beside what the report of the year before gave.
        appeared: documents that the register has in force at the end of last year and the report had not.
        gone: the other way round.
        is_itemised: whether the report of last year kept the documents that it counted.
    """

    kind: str
    label: str
    years: tuple[ChainYear, ...]
    appeared: tuple[Document, ...] = ()
    gone: tuple[Document, ...] = ()
    is_itemised: bool = False

    @property
    def last(self) -> ChainYear:
        """The year that is asked about."""
        return self.years[-1]

    @property
    def expected(self) -> int | None:
        """What last year's report, this year's issued and repealed lead to; None where no report is known."""
        link = self.last
        return None if link.reported is None else link.reported + link.issued - link.repealed

    @property
    def is_broken(self) -> bool:
        """Whether the number in force does not follow from what was reported."""
        return self.expected is not None and self.expected != self.last.in_force


def in_force_chains(viewer: Viewer, organ: Organ, years: Iterable[int]) -> list[InForce]:
    """Return the chains of an organ's rules and normative documents; kinds of which there never were any are left out.

    Raises:
        Refused: the viewer may not read the registers.
    """
    found = (in_force_chain(viewer, organ, kind, years) for kind in DocumentKind.values)
    return [one for one in found if any(link.in_force or link.repealed or link.reported for link in one.years)]


def in_force_chain(viewer: Viewer, organ: Organ, kind: str, years: Iterable[int]) -> InForce:
    """Return the chain of one kind.

    Raises:
        Refused: the viewer may not read the registers.
    """
    require(viewer, "read", register_target(organ.pk), organ.ref)
    asked = sorted(years)
    versions = {year: _version(viewer, organ, year) for year in (before - 1 for before in asked)}
    given = ((year, _reported(report_in(frozen), kind)) for year, frozen in versions.items() if frozen)
    reported = {year: number for year, number in given if number is not None}
    links = tuple(chain(viewer, organ, kind, asked, reported))
    label = str(DocumentKind(kind).label)
    frozen = versions[asked[-1] - 1]
    if not links[-1].difference or frozen is None or not hasattr(frozen, "evidence") or not frozen.evidence.facts:
        return InForce(kind, label, links)
    year = asked[-1] - 1
    then = _standing(unpack_facts(frozen.evidence.facts), kind, year)
    now = _standing((fact for _, fact in document_facts([organ.pk], year)), kind, year)
    return InForce(kind, label, links, _documents(organ, now - then), _documents(organ, then - now), is_itemised=True)


def _version(viewer: Viewer, organ: Organ, year: int) -> FrozenReport | None:
    """Return what was reported for a year, where the viewer may read it."""
    frozen = latest_frozen([organ.pk], year, Scope.OWN).get(organ.pk)
    return frozen if frozen is not None and may_read_version(viewer, frozen) else None


def _reported(report: Report, kind: str) -> int | None:
    ref = f"disclosure/{kind}/in_force"
    return report.count(ref) if ref in report.edition.index else None


def _standing(facts: Iterable[Fact], kind: str, year: int) -> set[str]:
    return {
        fact.ref
        for fact in facts
        if isinstance(fact, DocumentFact)
        and fact.kind == kind
        and stands_at_end(fact.issued_on, fact.repealed_on, year)
    }


def _documents(organ: Organ, names: set[str]) -> tuple[Document, ...]:
    refs = [name.partition(":")[2] for name in names]
    return tuple(Document.objects.filter(organ=organ, ref__in=refs).order_by("issued_on", "pk"))
