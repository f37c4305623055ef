"""Items of proactive disclosure: the list, one item, and what organs below have published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.clocks import deadline, explain
from gongkai.web.desk.forms.items import ItemFilterForm
from gongkai.web.desk.item_acts import acts_for_item
from gongkai.web.desk.item_words import gate_rows
from gongkai.web.desk.task import UNHURRIED
from gongkai.web.desk.urgency import Urgency, until
from gongkai.web.desk.words import ACTIONS
from gongkai.web.disclosure.access import DRAFT, item_target
from gongkai.web.disclosure.bodies import with_addresses
from gongkai.web.disclosure.categories import categories, genres, themes
from gongkai.web.disclosure.choices import ItemState
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries import (
    current_gates,
    files_of,
    history_of,
    item_of,
    overseen_items,
    published_below,
    relations_of,
    state_counts,
    visible_drafts,
)
from gongkai.web.organs.access import Viewer, could, guarded, may
from gongkai.web.organs.requests import Request

TABS: Final = (
    ("", gettext_noop("全部")),
    ("draft", gettext_noop("起草中")),
    ("in_review", gettext_noop("审核中")),
    ("passed", gettext_noop("待发布")),
    ("overdue", gettext_noop("已过公开期限")),
    ("scheduled", gettext_noop("定时发布")),
    ("published", gettext_noop("已发布")),
    ("correction", gettext_noop("更正中")),
    ("withdrawn", gettext_noop("已撤下")),
)


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the ready-made filters, with how many items it finds."""

    name: str
    address: str
    count: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An item in a list."""

    item: Item
    urgency: Urgency
    category: str
    is_scheduled: bool


@guarded("list", "disclosure_draft")
@require_safe
def items(request: Request) -> HttpResponse:
    """List the items of the viewer's organs."""
    form = ItemFilterForm(request.GET)
    chosen = form.chosen()
    page = Paginator(visible_drafts(request.viewer, chosen), 50).get_page(request.GET.get("page"))
    today = timezone.localdate(request.now)
    context = {
        "form": form,
        "page": page,
        "rows": [
            Row(item, _urgency(item, today), _category(item), _is_scheduled(request, item)) for item in page.object_list
        ],
        "tabs": _tabs(request, chosen.state),
        "narrowed": _query(request, page=None),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
        "may_create": could(request.viewer, "create", "disclosure_draft"),
    }
    return render(request, "desk/items/list.html", context)


@guarded("read_masked", "disclosure_draft")
@never_cache
@require_safe
def overseen(request: Request) -> HttpResponse:
    """List items with their course and without what they say: for the auditor."""
    form = ItemFilterForm(request.GET)
    page = Paginator(overseen_items(request.viewer, form.chosen()), 50).get_page(request.GET.get("page"))
    today = timezone.localdate(request.now)
    context = {
        "form": form,
        "page": page,
        "rows": [(item, _urgency(item, today), _is_scheduled(request, item)) for item in page.object_list],
        "states": ItemState.choices,
        "narrowed": _query(request, page=None),
        "is_narrowed": any(request.GET.get(name) for name in form.fields),
    }
    return render(request, "desk/items/overseen.html", context)


@guarded("correct", "disclosure_item")
@require_safe
def below(request: Request) -> HttpResponse:
    """List what organs below have published, where a superior office may order a correction."""
    word = request.GET.get("word", "")
    page = Paginator(published_below(request.viewer, word), 50).get_page(request.GET.get("page"))
    own = {holding.organ_id for holding in request.viewer.holdings if holding.role != "superior_office"}
    context = {"page": page, "word": word, "narrowed": _query(request, page=None), "own": own}
    return render(request, "desk/items/below.html", context)


@guarded("read", "disclosure_draft", one=True)
@never_cache
@require_safe
def item(request: Request, ref: str) -> HttpResponse:
    """Show one item."""
    found = item_of(request.viewer, ref)
    return render(request, "desk/items/item.html", item_context(request, found))


@guarded("read_masked", "disclosure_draft", one=True)
@never_cache
@require_safe
def about(request: Request, ref: str) -> HttpResponse:
    """Show what is known about an item without what it says: for the auditor."""
    found = item_of(request.viewer, ref, "read_masked")
    context = {
        **item_context(request, found),
        "course": gate_rows(current_gates(found)),
        "may_follow": could(request.viewer, "list", "journal"),
    }
    return render(request, "desk/items/item.html", context)


def item_context(request: Request, found: Item) -> dict[str, Any]:
    """Return what the page of an item shows; the text only to who reads it by post."""
    viewer, today = request.viewer, timezone.localdate(request.now)
    content = _content(viewer, found) if may(viewer, "read", item_target(found, DRAFT)) else {}
    clock = deadline("proactive_publication", found.made_on) if found.due_on else None
    return {
        **content,
        "item": found,
        "category": categories().get(found.category),
        "theme": themes().get(found.theme, ""),
        "genre": genres().get(found.genre, ""),
        "urgency": _urgency(found, today),
        "clock": explain(clock, today) if clock else None,
        "acts": acts_for_item(viewer, found),
        "is_scheduled": _is_scheduled(request, found),
    }


def body_for_desk(found: Item) -> str:
    """Return the body with the addresses of its own files on the desk."""
    return with_addresses(found.body, lambda ref: reverse("desk:item_file", args=[found.ref, ref]))


def _content(viewer: Viewer, found: Item) -> dict[str, Any]:
    return {
        "reads_content": True,
        "body": body_for_desk(found),
        "files": files_of(viewer, found),
        "gates": gate_rows(current_gates(found)),
        "relations": relations_of(viewer, found),
        "predecessors": found.predecessors.all(),
        "corrections": found.corrections.exclude(state="dropped").order_by("-pk"),
        "history": [(entry, ACTIONS.get(entry.action, entry.action)) for entry in history_of(viewer, found)],
        "may_edit": may(viewer, "edit", item_target(found, DRAFT)),
    }


def _urgency(found: Item, today: Any) -> Urgency:  # noqa: ANN401 - a date
    return until(found.due_on, today) if found.due_on and found.state in ("draft", "in_review", "passed") else UNHURRIED


def _is_scheduled(request: Request, found: Item) -> bool:
    return found.state == "published" and found.publish_at is not None and found.publish_at > request.now


def _category(found: Item) -> str:
    return _(categories()[found.category].zh) if found.category else ""


def _tabs(request: Request, here: str) -> list[Tab]:
    counts = state_counts(request.viewer)
    total = visible_drafts(request.viewer).count()
    return [
        Tab(
            _(name),
            _query(request, page=None, state=state or None),
            counts.get(state, 0) if state else total,
            here == state,
        )
        for state, name in TABS
    ]


def _query(request: Request, **changed: str | None) -> str:
    query = request.GET.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value:
            query[name] = value
    return query.urlencode() + "&" if query else ""
