"""Records that fit no cell of a report, each with its page and why it was not counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from gongkai.web.desk.report_sources import KINDS, linked
from gongkai.web.organs.access import Viewer
from gongkai.web.reporting.models import AnnualReport
from gongkai.web.reporting.queries import sources_of

_MOST_LINKED: Final = 100


@dataclass(frozen=True, slots=True)
class LeftoverShown:
    """What was not counted: its kind, what it is called, its page where the viewer may see it, and why."""

    kind: str
    title: str
    address: str
    why: str


def leftovers_shown(viewer: Viewer, report: AnnualReport) -> list[LeftoverShown]:
    """Return the leftovers of a report that the viewer obtained; those beyond the first hundred without their pages."""
    return [
        _shown(viewer, report, str(one["source"]), str(one["why"]), is_linked=number < _MOST_LINKED)
        for number, one in enumerate(report.leftovers)
    ]


def _shown(viewer: Viewer, report: AnnualReport, name: str, why: str, *, is_linked: bool) -> LeftoverShown:
    kind, _sign, ref = name.partition(":")
    groups = linked(sources_of(viewer, report, [name])).groups if is_linked else []
    label = _(KINDS.get(kind, kind))
    if groups:
        source, address = groups[0].rows[0]
        return LeftoverShown(label, source.title, address, why)
    return LeftoverShown(label, "" if kind == "report" else ref, "", why)
