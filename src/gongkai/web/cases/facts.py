"""From a case to the fact that the annual report counts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

from django.db.models import Q, Sum

from gongkai.procedure import outcomes
from gongkai.tally import CaseFact
from gongkai.web.cases.models import Case, Fee
from gongkai.web.organs.models import Organ

PIECE: Final = 2000
"""Rows fetched at a time: a large area is never in memory whole."""


def case_facts(organ: Organ, year: int) -> Iterator[CaseFact]:
    """Yield the facts of an organ that a year's report may count, from the columns that events fold into.

    A case split into parts is left out, for its parts are counted; a case not yet received counts nowhere.
    """
    return (fact for _, fact in case_facts_by_organ([organ.pk], year))


def case_facts_by_organ(organs: Collection[int], year: int) -> Iterator[tuple[int, CaseFact]]:
    """Yield the same for many organs in one query, organ by organ in the order of their keys."""
    rows_of = {name: outcome.row for name, outcome in outcomes().items()}
    rows = (
        Case.objects.filter(organ__in=organs, received_on__lte=date(year, 12, 31))
        .filter(Q(closed_on=None) | Q(closed_on__gte=date(year, 1, 1)))
        .filter(parts=None)
        .order_by("organ_id", "year", "serial")
    )
    columns = ("organ_id", "year", "serial", "applicant_kind", "received_on", "outcome", "closed_on")
    for owner, number, serial, kind, received_on, outcome, closed_on in rows.values_list(*columns).iterator(PIECE):
        row = rows_of[outcome] if outcome and closed_on else None
        yield owner, CaseFact(f"{number}-{serial:04d}", kind, received_on, row, closed_on)


def processing_fees_yuan(organ: Organ, year: int) -> int:
    """Return the information-processing fees (信息处理费) that were paid to an organ in a year."""
    return processing_fees_by_organ([organ.pk], year)[organ.pk]


def processing_fees_by_organ(organs: Collection[int], year: int) -> dict[int, int]:
    """Return the same for many organs in one query."""
    paid = Fee.objects.filter(case__organ__in=organs, paid_on__year=year).order_by()
    sums = dict(paid.values_list("case__organ_id").annotate(Sum("amount_yuan")))
    return {organ: sums.get(organ) or 0 for organ in organs}
