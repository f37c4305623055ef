"""Put a trial corpus into the platform and judge what the search answers against how the corpus was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from django.db import transaction

from gongkai.web.disclosure.models import Item, ItemFile
from gongkai.web.disclosure.search import SearchQuery, find, numbers_found, rebuild
from gongkai.web.disclosure.search.asking import Asked, Term, understand
from gongkai.web.disclosure.search.folding import fold, tidy
from gongkai.web.organs.models import Organ
from tools.search_corpus import Labelled, Made

NOW: Final = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
FRONT: Final = 3


@dataclass(frozen=True)
class Trial:
    """The corpus, and the database's number of each of its items by place."""

    corpus: list[Made]
    place_of: dict[int, int]


@dataclass
class Judgement:
    """What went wrong, by query."""

    asked: int = 0
    missed: list[str] = field(default_factory=list)
    too_many: list[str] = field(default_factory=list)


def load(corpus: list[Made], at_once: int = 2000) -> Trial:
    """Write the corpus as published items and index it; the later made, the later published."""
    names = sorted({made.organ for made in corpus})
    organs = {name: _organ(number, name) for number, name in enumerate(names)}
    with transaction.atomic():
        for start in range(0, len(corpus), at_once):
            Item.objects.bulk_create([_item(made, organs[made.organ]) for made in corpus[start : start + at_once]])
    numbers = dict(Item.objects.filter(index_number__contains="/").values_list("ref", "pk"))
    files = [_file(made, numbers[f"t{made.place}"]) for made in corpus if made.attachment]
    ItemFile.objects.bulk_create(files)
    rebuild()
    return Trial(corpus, {numbers[f"t{made.place}"]: made.place for made in corpus})


def answer(trial: Trial, words: str) -> list[int]:
    """Return the places of everything that is found, in order."""
    return [trial.place_of[number] for number in numbers_found(NOW, SearchQuery(words))]


def front(trial: Trial, words: str) -> list[int]:
    """Return the places of the first finds as the page shows them."""
    found = find(NOW, SearchQuery(words, size=FRONT), with_facets=False)
    return [trial.place_of[hit.item.pk] for hit in found.hits]


def shown(trial: Trial, words: str, size: int = 100) -> dict[str, Any]:
    """Return what the page of finds says: how many, the first of them, the words that were looked for instead."""
    found = find(NOW, SearchQuery(words, size=size), with_facets=False)
    places = [trial.place_of[hit.item.pk] for hit in found.hits]
    return {"total": found.total, "places": places, "instead": found.taken_apart}


def judge_fragments(trial: Trial, asked: Iterable[Labelled]) -> Judgement:
    """Every item that holds the very characters must be found, and nothing else: asked as a phrase, so without aliases.

    What is found beyond must differ from the fragment in its marks alone; that is judged on the text as made.
    """
    found = Judgement()
    for one in asked:
        found.asked += 1
        places = set(answer(trial, f"“{one.words}”"))
        if one.right - places:
            found.missed.append(one.words)
        if any(_bare(one.words) not in _bare(trial.corpus[place].whole) for place in places - one.right):
            found.too_many.append(one.words)
    return found


def judge_named(trial: Trial, asked: Iterable[Labelled]) -> Judgement:
    """The wanted item must be among the first three."""
    found = Judgement()
    for one in asked:
        found.asked += 1
        if one.wanted not in front(trial, one.words):
            found.missed.append(f"{one.sort}: {one.words}")
    return found


def judge_questions(trial: Trial, asked: Iterable[Labelled]) -> Judgement:
    """One of the right items must be among the first three."""
    found = Judgement()
    for one in asked:
        found.asked += 1
        if one.right.isdisjoint(front(trial, one.words)):
            found.missed.append(f"{one.sort}: {one.words}")
    return found


def judge_order(trial: Trial, queries: Sequence[str]) -> list[str]:
    """Return the queries whose finds do not stand in the promised order, worked out here without a database."""
    return [words for words in queries if answer(trial, words) != promised(trial, words)]


def promised(trial: Trial, words: str) -> list[int]:
    """Return what must be found, in order: number, very title, words in the title, other names, text; newest first.

    A word of the organ's name counts as one of the title.
    """
    asked = understand(words)
    texts = [(made, fold(tidy(made.title)), fold(tidy(made.whole))) for made in trial.corpus]
    found = [(_place(asked, made, title), -made.place) for made, title, text in texts if _holds(asked, made, text)]
    return [-place for _, place in sorted(found)]


def _holds(asked: Asked, made: Made, text: str) -> bool:
    return all(any(word in text for word in term.spellings) or _names(term, made.organ) for term in asked.terms)


def _names(term: Term, organ: str) -> bool:
    return len(term.typed) >= 3 and not term.is_phrase and term.typed in organ


def _place(asked: Asked, made: Made, title: str) -> int:
    if asked.whole in (fold(tidy(made.document_number)), fold(tidy(made.index_number))):
        return 0
    if asked.whole == title:
        return 1
    if asked.whole in title:
        return 2
    if all(term.typed in title or _names(term, made.organ) for term in asked.terms):
        return 3
    known = (any(word in title for word in term.spellings) or _names(term, made.organ) for term in asked.terms)
    return 4 if all(known) else 5


def _bare(text: str) -> str:
    return "".join(c if c.isalnum() else "|" for c in text if not c.isspace()).lower()


def _organ(number: int, name: str) -> Organ:
    values = {"name": name, "level": "county", "kind": "department"}
    return Organ.objects.get_or_create(ref=f"trial-{number}", defaults=values)[0]


def _item(made: Made, organ: Organ) -> Item:
    at = made.at or NOW - timedelta(minutes=1_000_000 - made.place)
    return Item(
        ref=f"t{made.place}",
        organ=organ,
        title=made.title,
        text=made.text,
        body="".join(f"<p>{line}</p>" for line in made.text.split("\n")),
        document_number=made.document_number,
        index_number=made.index_number,
        kind=made.kind,
        category=made.category,
        state="published",
        attribute="public",
        publish_at=at,
        published_at=at,
        published_on=at.date(),
        made_on=at.date(),
        updated_at=at,
    )


def _file(made: Made, number: int) -> ItemFile:
    name, content = made.attachment.split("\n")[0], made.attachment.encode()
    return ItemFile(
        ref=f"f{made.place}",
        item_id=number,
        name=f"{name}.txt",
        suffix=".txt",
        media_type="text/plain",
        size=len(content),
        digest="0" * 64,
        content=content,
        text=made.attachment,
        checked="clean",
        added_at=NOW,
    )
