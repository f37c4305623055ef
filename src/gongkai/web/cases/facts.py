"""From a case to the fact that the annual report counts."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q, Sum

from gongkai.procedure import outcomes
from gongkai.tally import CaseFact
from gongkai.web.cases.models import Case, Fee
from gongkai.web.organs.models import Organ


def case_facts(organ: Organ, year: int) -> Iterator[CaseFact]:
    """Yield the facts of an organ that a year's report may count, from the columns that events fold into.

    A case split into parts is left out, for its parts are counted; a case not yet received counts nowhere.
    """
    known = outcomes()
    rows = (
        Case.objects.filter(organ=organ, received_on__year__lte=year)
        .filter(Q(closed_on=None) | Q(closed_on__year__gte=year))
        .filter(parts=None)
        .order_by("year", "serial")
    )
    columns = ("year", "serial", "applicant_kind", "received_on", "outcome", "closed_on")
    for number, serial, kind, received_on, outcome, closed_on in rows.values_list(*columns):
        row = known[outcome].row if outcome and closed_on else None
        yield CaseFact(f"{number}-{serial:04d}", kind, received_on, row, closed_on)


def processing_fees_yuan(organ: Organ, year: int) -> int:
    """Return the information-processing fees (信息处理费) that were paid to an organ in a year."""
    paid = Fee.objects.filter(case__organ=organ, paid_on__year=year).aggregate(yuan=Sum("amount_yuan"))
    return paid["yuan"] or 0
