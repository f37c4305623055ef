"""From an appeal to the fact that table 四 counts."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Q

from gongkai.tally import AppealFact
from gongkai.web.appeals.models import Appeal
from gongkai.web.organs.models import Organ


def appeal_facts(organ: Organ, year: int) -> Iterator[AppealFact]:
    """Yield the appeals that were open or closed in a year. Each instance of a lawsuit is one."""
    return (fact for _, fact in appeal_facts_by_organ([organ.pk], year))


def appeal_facts_by_organ(organs: Collection[int], year: int) -> Iterator[tuple[int, AppealFact]]:
    """Yield the same for many organs in one query, organ by organ in the order of their keys."""
    rows = Appeal.objects.filter(organ__in=organs, filed_on__year__lte=year)
    rows = rows.filter(Q(closed_on=None) | Q(closed_on__year__gte=year)).order_by("organ_id", "filed_on", "pk")
    columns = ("organ_id", "ref", "route", "filed_on", "result", "closed_on")
    for owner, ref, route, filed_on, result, closed_on in rows.values_list(*columns).iterator():
        yield owner, AppealFact(f"appeal:{ref}", route, filed_on, result or None, closed_on)
