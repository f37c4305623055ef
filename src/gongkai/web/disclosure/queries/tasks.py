"""What waits for somebody: drafts near their last day, items to publish, corrections ordered from above."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Q, QuerySet

from gongkai.clocks import national_calendar
from gongkai.web.disclosure.access import DRAFT, DRAFT_COLUMNS, ITEM_COLUMNS, KIND
from gongkai.web.disclosure.choices import ItemState
from gongkai.web.disclosure.days import today_of
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries.staff import OPEN, visible_drafts
from gongkai.web.organs.access import Viewer, reach

SOON_WORKING_DAYS: Final = 5


@dataclass(frozen=True, slots=True)
class ItemTasks:
    """What waits for the viewer, the earliest last day first in each list."""

    overdue: list[Item]
    soon: list[Item]
    drafts: list[Item]
    to_publish: list[Item]
    ordered: list[Item]


def item_tasks_of(viewer: Viewer, most: int = 50) -> ItemTasks:
    """Return what waits for the viewer: own drafts by their last day, what passed review, what has to be corrected."""
    today, soon = today_of(viewer), soon_after(viewer)
    rows = Item.objects.select_related("organ").defer("body", "text").order_by("due_on", "pk")
    own = rows.filter(reach(viewer, "edit", DRAFT, DRAFT_COLUMNS), authors=viewer.person_id).distinct()
    publish = rows.filter(reach(viewer, "publish", KIND, ITEM_COLUMNS), state=ItemState.PASSED, attribute="public")
    ordered = rows.filter(reach(viewer, "create", DRAFT, DRAFT_COLUMNS), state=ItemState.PUBLISHED)
    return ItemTasks(
        overdue=list(own.filter(due_on__lt=today)[:most]),
        soon=list(own.filter(due_on__gte=today, due_on__lte=soon)[:most]),
        drafts=list(own.filter(Q(due_on__gt=soon) | Q(due_on=None))[:most]),
        to_publish=list(publish[:most]),
        ordered=list(ordered.exclude(ordered_note="").exclude(corrections__state__in=OPEN)[:most]),
    )


def soon_after(viewer: Viewer) -> date:
    """Return the last day that counts as near."""
    return national_calendar().nth_working_day(today_of(viewer), SOON_WORKING_DAYS)


def state_counts(viewer: Viewer) -> dict[str, int]:
    """Return how many items of the viewer's organs stand in each state; `scheduled`, `correction`, `overdue` too."""
    rows = visible_drafts(viewer).order_by()
    counts = {row["state"]: row["n"] for row in rows.values("state").annotate(n=Count("pk", distinct=True))}
    extra = rows.aggregate(
        scheduled=Count("pk", distinct=True, filter=Q(state=ItemState.PUBLISHED, publish_at__gt=viewer.now)),
        correction=Count("pk", distinct=True, filter=Q(corrects__isnull=False, state__in=OPEN)),
        overdue=Count("pk", distinct=True, filter=Q(state__in=OPEN, due_on__lt=today_of(viewer))),
    )
    return {**counts, **extra}


def published_below(viewer: Viewer, word: str = "") -> QuerySet[Item]:
    """Return what organs below the viewer's have published, for whom a superior office may order to correct it."""
    rows = Item.objects.filter(reach(viewer, "correct", KIND, ITEM_COLUMNS), state=ItemState.PUBLISHED)
    if word.strip():
        rows = rows.filter(title__icontains=word.strip())
    return rows.select_related("organ").defer("body", "text").order_by("-published_at")
