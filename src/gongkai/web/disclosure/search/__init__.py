"""Search in what is public.

refresh(item)                    bring the index up to date, inside the transaction that changes an item
rebuild(tell)                    make the whole index anew
find(now, SearchQuery) -> Found  one page of what holds all words, the best first, with marks and facets
suggest(now, typed, organ) -> [str]
"""

from gongkai.web.disclosure.search.finding import count, counts_by_category, find, listed, numbers_found
from gongkai.web.disclosure.search.indexing import rebuild, refresh
from gongkai.web.disclosure.search.suggesting import suggest
from gongkai.web.disclosure.search.values import Facet, Found, Hit, Piece, SearchQuery

__all__ = [
    "Facet",
    "Found",
    "Hit",
    "Piece",
    "SearchQuery",
    "count",
    "counts_by_category",
    "find",
    "listed",
    "numbers_found",
    "rebuild",
    "refresh",
    "suggest",
]
