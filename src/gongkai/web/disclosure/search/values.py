"""What is asked of the search, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gongkai.web.disclosure.models import Item

PAGE_SIZE: Final = 20


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A question; every field may be left out.

    Attributes:
        words: what somebody typed.
        organs: numbers of the organs asked about; empty for all.
        near: if nothing holds the words as typed, take them apart.
        newest: by day instead of by title.
    """

    words: str = ""
    organs: frozenset[int] = frozenset()
    kinds: tuple[str, ...] = ()
    category: str = ""
    year: int | None = None
    validity: str = ""
    page: int = 1
    size: int = PAGE_SIZE
    near: bool = True
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text, and whether it is what was looked for."""

    text: str
    is_hit: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One find: the item, its title and a passage in pieces, and the attachment that the passage stands in."""

    item: Item
    title: tuple[Piece, ...]
    passage: tuple[Piece, ...]
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a facet and how many finds have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """One page of finds.

    Attributes:
        facets: by name (`kind`, `category`, `year`, `organ`, `validity`), the other choices held fixed.
        taken_apart: the words that were looked for instead, where nothing holds what was typed.
    """

    total: int
    hits: tuple[Hit, ...]
    page: int
    pages: int
    facets: Mapping[str, tuple[Facet, ...]]
    taken_apart: tuple[str, ...] = ()
