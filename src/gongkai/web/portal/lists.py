"""What the pages with lists have in common: what stands in an organ's column, addresses of neighbouring pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries.standing import organs_spoken_for
from gongkai.web.disclosure.search import Found, SearchQuery, listed
from gongkai.web.disclosure.search.values import PAGE_SIZE
from gongkai.web.organs.models import Organ
from gongkai.web.portal.columns import COLUMNS
from gongkai.web.portal.reading import Asked

MOST_OWN: Final = 200


def list_context(asked: Asked, found: Found) -> dict[str, Any]:
    """Return what the templates of a list need beside the finds."""
    return {
        "asked": asked,
        "found": found,
        "narrowed": asked.address(),
        "first": (found.page - 1) * PAGE_SIZE + 1,
        "previous_page": min(found.page - 1, found.pages),
        "next_page": found.page + 1,
        "by_match": asked.address(sort=""),
        "by_time": asked.address(sort="newest"),
        "every_organ": asked.address(organ="", below=""),
        "with_below": asked.address(below="1"),
        "without_below": asked.address(below=""),
    }


def column_items(now: datetime, organ: Organ, column: str) -> list[Item]:
    """Return what an organ has in a column that has a page of its own: its guides, its reports; the newest first."""
    query = SearchQuery(organs=organs_spoken_for(organ), kinds=COLUMNS[column].kinds, newest=True)
    return listed(now, query, MOST_OWN)
