"""What a reader asked for in an address: words, organ, facets, page."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import QueryDict

from gongkai.web.disclosure.choices import ItemKind, Validity
from gongkai.web.disclosure.queries.standing import organs_spoken_for
from gongkai.web.disclosure.search import SearchQuery
from gongkai.web.organs.access import Refused, Viewer
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import organ_of

LONGEST = 200
FIELDS = ("q", "organ", "below", "kind", "category", "year", "validity", "sort")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, as typed, and as the search takes it."""

    words: str
    organ: Organ | None
    below: bool
    kind: str
    category: str
    year: int | None
    validity: str
    sort: str
    page: int
    said: dict[str, str] = field(default_factory=dict)

    def query(self, kinds: tuple[str, ...] = ()) -> SearchQuery:
        """Return the question to the search, within some kinds."""
        organs = organs_spoken_for(self.organ, with_below=self.below) if self.organ else frozenset[int]()
        return SearchQuery(
            self.words,
            organs=organs,
            kinds=(self.kind,) if self.kind else kinds,
            category=self.category,
            year=self.year,
            validity=self.validity,
            page=self.page,
            newest=self.sort == "newest",
        )

    def address(self, **changed: object) -> str:
        """Return the query string with some fields changed, from the first page on."""
        fields = {**self.said, **{name: str(value) if value else "" for name, value in changed.items()}}
        return urlencode({name: value for name, value in fields.items() if value})


def read_asked(viewer: Viewer, said: QueryDict, organ: Organ | None = None) -> Asked:
    """Read an address; what cannot be understood is taken as not said."""
    words = said.get("q", "").strip()[:LONGEST].replace("\x00", "")
    kind, validity, year = said.get("kind", ""), said.get("validity", ""), said.get("year", "")
    kept = {name: said.get(name, "")[:LONGEST] for name in FIELDS}
    return Asked(
        words=words,
        organ=organ or _organ(viewer, said.get("organ", "")),
        below=said.get("below") == "1",
        kind=kind if kind in ItemKind.values else "",
        category=said.get("category", "")[:40],
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
        validity=validity if validity in Validity.values else "",
        sort="newest" if said.get("sort") == "newest" else "",
        page=page_number(said.get("page", "")),
        said={**kept, "q": words},
    )


def page_number(text: str) -> int:
    """Return the number of a page; the first where it is none."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _organ(viewer: Viewer, ref: str) -> Organ | None:
    if not ref:
        return None
    try:
        return organ_of(viewer, ref)
    except Refused:
        return None
