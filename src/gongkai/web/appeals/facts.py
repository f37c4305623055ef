"""From an appeal to the fact that table 四 counts."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from gongkai.tally import AppealFact
from gongkai.web.appeals.models import Appeal
from gongkai.web.organs.models import Organ


def appeal_facts(organ: Organ, year: int) -> Iterator[AppealFact]:
    """Yield the appeals that were open or closed in a year. Each instance of a lawsuit is one."""
    rows = Appeal.objects.filter(organ=organ, filed_on__year__lte=year)
    rows = rows.filter(Q(closed_on=None) | Q(closed_on__year__gte=year)).order_by("filed_on", "pk")
    columns = ("ref", "route", "filed_on", "result", "closed_on")
    for ref, route, filed_on, result, closed_on in rows.values_list(*columns):
        yield AppealFact(f"appeal:{ref}", route, filed_on, result or None, closed_on)
