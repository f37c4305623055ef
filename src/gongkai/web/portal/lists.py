"""What the pages with a list of finds have in common: addresses of the neighbouring pages and of other orders."""

from __future__ import annotations

from typing import Any

from gongkai.web.disclosure.search import Found
from gongkai.web.disclosure.search.values import PAGE_SIZE
from gongkai.web.portal.reading import Asked


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
