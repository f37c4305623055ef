"""Find what holds all the words: which items, in which order, how many, and how they spread over the facets.

Items are looked up in the search's narrow rows; what is shown of them is read through `public_among`, so that nothing
reaches anybody that they may not see, whatever the index holds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import reduce
from hashlib import blake2b
from operator import add, and_, or_
from typing import Final

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from gongkai.web.disclosure.freshness import kept_until_change
from gongkai.web.disclosure.models import Item, SearchEntry
from gongkai.web.disclosure.queries.public import public_among
from gongkai.web.disclosure.search.asking import Asked, Term, understand
from gongkai.web.disclosure.search.engine import engine
from gongkai.web.disclosure.search.passages import hit_of
from gongkai.web.disclosure.search.splitting import take_apart
from gongkai.web.disclosure.search.values import Facet, Found, SearchQuery
from gongkai.web.organs.models import Organ

SHORTEST_ORGAN: Final = 3
MOST_PAGES: Final = 10_000
FARTHEST: Final = 1_000
"""Where a title stands of which nothing was said in the sentence; farther than any sentence is long."""
SHOWN: Final = (
    *("ref", "title", "document_number", "index_number", "kind", "category", "validity", "published_on", "publish_at"),
    *("updated_at", "made_on", "theme", "genre", "attribute", "summary", "organ__ref", "organ__name"),
)
FACETS: Final = ("kind", "category", "year", "organ_id", "validity")


def find(now: datetime, query: SearchQuery, *, with_facets: bool = True) -> Found:
    """Return one page of what holds all the words and is public at that instant."""
    asked, taken_apart = resolved(understand(query.words)), tuple[str, ...]()
    rows = matching(now, asked)
    if with_facets and not asked.terms:
        facets, total = kept_until_change(_name(query), now, lambda: _counted(rows, query, with_facets=True))
    else:
        facets, total = _counted(rows, query, with_facets=with_facets)
    if not total and asked.terms and query.near and not (facets and any(facets.values())):
        parts = take_apart(asked, now, visible_entries(now), narrowed)
        if parts is not None:
            asked, taken_apart = resolved(parts), tuple(term.typed for term in parts.terms)
            rows = matching(now, asked)
            facets, total = _counted(rows, query, with_facets=with_facets)
    page, pages = max(1, query.page), min(MOST_PAGES, max(1, -(-total // query.size)))
    numbers = list(_ordered(rows.filter(_narrowing(query)), asked, query)[(page - 1) * query.size : page * query.size])
    hits = tuple(hit_of(item, asked) for item in items_of(now, numbers, with_text=bool(asked.terms)))
    return Found(total, hits, page, pages, facets, taken_apart)


def count(now: datetime, query: SearchQuery) -> int:
    """Return how many items hold all the words."""
    return matching(now, resolved(understand(query.words))).filter(_narrowing(query)).count()


def numbers_found(now: datetime, query: SearchQuery) -> QuerySet[SearchEntry, int]:
    """Return the database's numbers of all items that hold all the words, the best first."""
    asked = resolved(understand(query.words))
    return _ordered(matching(now, asked).filter(_narrowing(query)), asked, query)


def listed(now: datetime, query: SearchQuery, most: int, *, with_text: bool = False) -> list[Item]:
    """Return the first items that hold all the words, without marks: for feeds, tables and mails."""
    return items_of(now, list(numbers_found(now, query)[:most]), with_text=with_text)


def counts_by_category(now: datetime) -> dict[str, int]:
    """Return how many public items stand in each category."""
    rows = visible_entries(now).exclude(category="").values_list("category").annotate(n=Count("pk")).order_by()
    return kept_until_change("categories", now, lambda: dict(rows))


def visible_entries(now: datetime) -> QuerySet[SearchEntry]:
    """Return the rows of the items that are public at an instant."""
    return SearchEntry.objects.filter(Q(expires_at=None) | Q(expires_at__gt=now), publish_at__lte=now)


def matching(now: datetime, asked: Asked) -> QuerySet[SearchEntry]:
    """Return the rows that hold all the words; a word may also be part of the organ's name."""
    rows = visible_entries(now)
    for term in asked.terms:
        rows = narrowed(rows, term)
    return rows


def narrowed(rows: QuerySet[SearchEntry], term: Term) -> QuerySet[SearchEntry]:
    """Keep the rows that hold a term, in their text or in their data."""
    return rows.filter(engine().holding(term) | _data(term))


def resolved(asked: Asked) -> Asked:
    """Return the question with the organs that its words are part of the names of."""
    words = [term.typed for term in asked.terms if len(term.typed) >= SHORTEST_ORGAN and not term.is_phrase]
    if not words:
        return asked
    any_of = Q()
    for word in words:
        any_of |= Q(name__contains=word)
    organs = list(Organ.objects.filter(any_of).order_by("pk").values_list("pk", "name"))
    return replace(asked, terms=tuple(_with_organs(term, organs) for term in asked.terms))


def _with_organs(term: Term, organs: list[tuple[int, str]]) -> Term:
    if term.organs or term.is_phrase or len(term.typed) < SHORTEST_ORGAN:
        return term
    return replace(term, organs=tuple(number for number, name in organs if term.typed in name))


def _data(term: Term) -> Q:
    """Return the condition that a row's own data are what a term names."""
    condition = Q()
    if term.organs:
        condition |= Q(organ__in=term.organs)
    if term.year:
        condition |= Q(year=term.year)
    if term.category:
        condition |= Q(category=term.category)
    return condition


def items_of(now: datetime, numbers: list[int], *, with_text: bool = True) -> list[Item]:
    """Return the public ones among some items, in that order, as far as a list shows them."""
    shown = (*SHOWN, "text") if with_text else SHOWN
    rows = public_among(now, numbers).select_related("organ").only(*shown)
    found = {item.pk: item for item in rows}
    return [found[number] for number in numbers if number in found]


def _narrowing(query: SearchQuery, besides: str = "") -> Q:
    wanted: dict[str, tuple[str, object]] = {
        "kind": ("kind__in", query.kinds),
        "category": ("category", query.category),
        "year": ("year", query.year),
        "organ_id": ("organ__in", sorted(query.organs)),
        "validity": ("validity", query.validity),
    }
    return Q(**{lookup: value for name, (lookup, value) in wanted.items() if value and name != besides})


def _name(query: SearchQuery) -> str:
    """Return a name for what a question without words narrows to, whatever the page."""
    narrowed_to = (query.kinds, query.category, query.year, sorted(query.organs), query.validity)
    return f"facets-{blake2b(repr(narrowed_to).encode(), digest_size=12).hexdigest()}"


def _counted(
    rows: QuerySet[SearchEntry], query: SearchQuery, *, with_facets: bool
) -> tuple[dict[str, tuple[Facet, ...]], int]:
    """Return the facets and the number of finds: with facets, both out of one reading."""
    if not with_facets:
        return {}, rows.filter(_narrowing(query)).count()
    counts, total = _spread(rows, query)
    facets = {
        name.removesuffix("_id"): tuple(
            Facet(value, n) for value, n in sorted(counts[name].items(), key=lambda pair: (-pair[1], pair[0]))
        )
        for name in FACETS
    }
    return facets, total


def _spread(rows: QuerySet[SearchEntry], query: SearchQuery) -> tuple[dict[str, Counter[str]], int]:
    """Return how often each facet has each value, the other choices held fixed, and how many finds there are."""
    wanted: dict[str, object] = {
        "kind": set(query.kinds),
        "category": {query.category} - {""},
        "year": {query.year} - {None},
        "organ_id": set(query.organs),
        "validity": {query.validity} - {""},
    }
    counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    total = 0
    for row in rows.values(*FACETS).annotate(n=Count("pk")).order_by():
        misses = [name for name in FACETS if wanted[name] and row[name] not in wanted[name]]  # type: ignore[operator]
        total += 0 if misses else row["n"]
        for name in FACETS:
            if not misses or misses == [name]:
                counts[name][str(row[name])] += row["n"]
    return counts, total


def _ordered(rows: QuerySet[SearchEntry], asked: Asked, query: SearchQuery) -> QuerySet[SearchEntry, int]:
    by = ["-publish_at", "-pk"]
    if asked.terms and not query.newest:
        rows = rows.annotate(place=_place(asked))
        by = ["place", *by]
    return rows.order_by(*by).values_list("pk", flat=True)


def _place(asked: Asked) -> Case:
    """The number first, then the very title, then titles that hold all words as typed, then by any spelling.

    A word of the organ's name is as good as one in the title. Of a sentence, the more is in the title the better.
    """
    first = (
        When(Q(document_number=asked.whole) | Q(index_number=asked.whole), then=Value(0)),
        When(title=asked.whole, then=Value(1)),
        When(_in_title(asked.whole), then=Value(2)),
    )
    if asked.is_sentence:
        worth = reduce(add, map(_worth, (*asked.terms, *asked.hints)))
        return Case(*first, default=Value(FARTHEST) - worth, output_field=IntegerField())
    return Case(
        *first,
        When(_all(_in_title(term.typed) | _by_organ(term) for term in asked.terms), then=Value(3)),
        When(_all(_any_in_title(term) | _by_organ(term) for term in asked.terms), then=Value(4)),
        default=Value(5),
        output_field=IntegerField(),
    )


def _worth(term: Term) -> Case:
    """Return how much of a sentence a row has in its title or its data."""
    known = [When(year=term.year, then=Value(len(term.typed) - 1))] if term.year else []
    near = [When(category=term.category, then=Value(1))] if term.category else []
    return Case(
        When(_any_in_title(term) | _by_organ(term), then=Value(len(term.typed))),
        *known,
        *near,
        default=Value(0),
        output_field=IntegerField(),
    )


def _by_organ(term: Term) -> Q:
    return Q(organ__in=term.organs) if term.organs else Q()


def _in_title(word: str) -> Q:
    return Q(title__contains=word)


def _all(conditions: Iterable[Q]) -> Q:
    return reduce(and_, conditions, Q())


def _any_in_title(term: Term) -> Q:
    return reduce(or_, map(_in_title, term.spellings))
