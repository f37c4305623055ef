"""Reads of guides, institutions, drafts for comment, opinions and imports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from gongkai.web.disclosure.access import DRAFT
from gongkai.web.disclosure.choices import ItemKind
from gongkai.web.disclosure.company import interpretations_of
from gongkai.web.disclosure.lacks import asked_institutions
from gongkai.web.disclosure.listed import Institution
from gongkai.web.disclosure.models import (
    CommentPeriod,
    Guide,
    ImportedItem,
    Interpretation,
    Item,
    ItemImport,
    Opinion,
    Release,
    StandardEntry,
)
from gongkai.web.disclosure.queries.public import public_items
from gongkai.web.disclosure.special_access import OFFICE_COLUMNS, OPINION, OPINION_COLUMNS, opinions_target
from gongkai.web.organs.access import Refused, Viewer, organs_with, reach, require
from gongkai.web.organs.models import Organ


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that an organ has to give itself, and the public items that are it."""

    institution: Institution
    items: list[Item]


@dataclass(frozen=True, slots=True)
class Comment:
    """What the public is told of a draft that is open for comment, or was."""

    period: CommentPeriod
    is_open: bool
    is_over: bool
    days_left: int
    feedback: Item | None


def guide_of(organ: Organ) -> Guide:
    """Return what an organ's guide says beside its contact data; an empty one where nothing was written."""
    return Guide.objects.filter(organ=organ).first() or Guide(organ=organ)


def published_guide(now: datetime, organ: Organ) -> Item | None:
    """Return the guide as it was last published."""
    rows = public_items(now).filter(organ=organ, kind=ItemKind.GUIDE)
    return rows.order_by("-publish_at").first()


def rules_of(now: datetime, organ: Organ) -> list[Rule]:
    """Return the rules asked of an organ with what is public of each; then what it has beyond them."""
    rows = public_items(now).filter(organ=organ, kind=ItemKind.INSTITUTION).order_by("-publish_at")
    items = list(rows.select_related("institution").defer("body", "text"))
    by_rule: dict[str, list[Item]] = {}
    for item in items:
        mark = getattr(item, "institution", None)
        by_rule.setdefault(mark.institution if mark else "", []).append(item)
    found = [Rule(one, by_rule.pop(one.id, [])) for one in asked_institutions(organ)]
    rest = [item for left in by_rule.values() for item in left]
    return [*found, Rule(Institution("other", "其他制度", "oir#4.1", False), rest)] if rest else found


def comment_of(now: datetime, item: Item) -> Comment | None:
    """Return how a public draft stands for comment; None for what is no draft for comment."""
    period = CommentPeriod.objects.filter(item=item).first()
    if period is None:
        return None
    today = timezone.localdate(now)
    feedback = public_items(now).filter(pk=period.feedback_id).first() if period.feedback_id else None
    return Comment(
        period,
        is_open=period.opens_on <= today <= period.closes_on,
        is_over=today > period.closes_on,
        days_left=(period.closes_on - today).days,
        feedback=feedback,
    )


def open_drafts(now: datetime) -> QuerySet[Item]:
    """Return the public drafts that are open for comment, the first to close first."""
    today = timezone.localdate(now)
    rows = public_items(now).filter(comment_period__opens_on__lte=today, comment_period__closes_on__gte=today)
    return rows.select_related("organ", "comment_period").order_by("comment_period__closes_on")


def form_of(item: Item) -> Interpretation | None:
    """Return in which form an item explains a policy."""
    return Interpretation.objects.filter(item=item).first()


def release_of(item: Item) -> Release | None:
    """Return what was decided about explaining a policy."""
    return Release.objects.filter(item=item).first()


def explained_by(viewer: Viewer, policy: Item) -> QuerySet[Item]:
    """Return the interpretations of a policy that the viewer may read on the desk, whatever their state."""
    rows = interpretations_of(policy).filter(organ__in=Organ.objects.filter(organs_with(viewer, "read", DRAFT)))
    return rows.select_related("organ", "interpretation")


def comment_drafts(viewer: Viewer) -> QuerySet[Item]:
    """Return the drafts for comment of the viewer's organs, with how many opinions came in and wait."""
    rows = Item.objects.filter(
        reach(viewer, "list", OPINION, OFFICE_COLUMNS), kind=ItemKind.COMMENT_DRAFT, corrects=None
    )
    waiting = Count("opinions", filter=Q(opinions__verdict="pending"), distinct=True)
    rows = rows.annotate(received=Count("opinions", distinct=True), waiting=waiting)
    return rows.select_related("organ", "comment_period__feedback").defer("body", "text").order_by("-updated_at")


def opinions_on(viewer: Viewer, item: Item) -> QuerySet[Opinion]:
    """Return the opinions on a draft to the staff of its organ.

    Raises:
        Refused: the viewer may not read them.
    """
    require(viewer, "read", opinions_target(item), item.ref)
    return item.opinions.select_related("judged_by", "item__organ")


def opinion_of(viewer: Viewer, ref: str, verb: str = "read") -> Opinion:
    """Return one opinion.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    rows = Opinion.objects.filter(reach(viewer, verb, OPINION, OPINION_COLUMNS), ref=ref)
    opinion = rows.select_related("item__organ", "item__comment_period", "judged_by").first()
    if opinion is None:
        raise Refused(verb, OPINION, ref)
    return opinion


def visible_imports(viewer: Viewer) -> QuerySet[ItemImport]:
    """Return the tables handed in for the viewer's organs, newest first."""
    rows = ItemImport.objects.filter(reach(viewer, "list", DRAFT, OFFICE_COLUMNS)).defer("content_sealed")
    return rows.select_related("organ", "asked_by", "released_by")


def import_of(viewer: Viewer, ref: str) -> ItemImport:
    """Return one table, to show its progress.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    book = visible_imports(viewer).filter(ref=ref).first()
    if book is None:
        raise Refused("read", DRAFT, ref)
    return book


def held_in(viewer: Viewer, book: ItemImport) -> QuerySet[ImportedItem]:
    """Return the rows that a check before publishing holds, with why."""
    import_of(viewer, book.ref)
    return book.items.exclude(held_because=[]).filter(item__state="draft").select_related("item")


def standard_entries(organ: Organ) -> QuerySet[StandardEntry]:
    """Return the rows of an organ's local standard catalogue; they are public once they are entered."""
    return StandardEntry.objects.filter(organ=organ)


def drafted_from(now: datetime, item: Item) -> Item | None:
    """Return the public draft for comment to which an item is the notice of what was adopted."""
    return public_items(now).filter(comment_period__feedback=item).first()
