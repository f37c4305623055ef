"""公开目录: each statutory category with what stands in it, and where nothing does."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from django.db.models import Count, Max

from gongkai.web.disclosure.categories import Category, categories
from gongkai.web.disclosure.models import CategoryNote
from gongkai.web.disclosure.queries.public import public_items
from gongkai.web.disclosure.queries.standing import organs_spoken_for
from gongkai.web.organs.models import Organ


@dataclass(frozen=True, slots=True)
class Line:
    """One category of an organ's catalogue. `note`: why it has nothing there; a gap has neither items nor a note."""

    category: Category
    count: int
    latest_on: date | None
    note: str

    @property
    def is_gap(self) -> bool:
        """Whether something is asked here, and nothing stands here."""
        return not self.count and not self.note


def catalogue_of(organ: Organ, now: datetime) -> list[Line]:
    """Return the categories asked of an organ, in the order of the law, with what anybody may see in each."""
    rows = public_items(now).filter(organ__in=organs_spoken_for(organ)).order_by().values_list("category")
    found = {category: (count, latest) for category, count, latest in rows.annotate(Count("pk"), Max("published_on"))}
    notes = dict(CategoryNote.objects.filter(organ=organ).values_list("category", "note"))
    return [
        Line(category, *found.get(category.id, (0, None)), notes.get(category.id, ""))
        for category in categories().values()
        if is_asked(category, organ) or category.id in found
    ]


def is_asked(category: Category, organ: Organ) -> bool:
    """Whether a category is asked of an organ of that level (Article 21 asks different things of towns)."""
    levels = rules()["levels"].get(category.id)
    return levels is None or organ.level in levels


@cache
def rules() -> Mapping[str, Any]:
    """Return which categories are asked of whom, and when an office is reminded."""
    return tomllib.loads(files("gongkai.web.disclosure").joinpath("catalogue.toml").read_text("utf-8"))
