"""A second corpus and questions about it as people put them at a counter: what the first was not made to judge.

Places, organs, matters and forms are other ones (`search_vocabulary_2.toml`); most titles name neither organ nor year,
as most real ones do not, so both stand only in the data of an item. Right is whatever was made of what the question
names: organ or place, year, matter, form. A question that names fewer of them has more right answers.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Final

from tools.search_corpus import Labelled, Made, hash_of, real_sentences

VOCABULARY: Final = Path(__file__).with_name("search_vocabulary_2.toml")
YEARS: Final = range(2018, 2027)
NOW_YEAR: Final = 2026


@cache
def words() -> dict[str, Any]:
    """Return the words."""
    return tomllib.loads(VOCABULARY.read_text("utf-8"))


def make_second_corpus(count: int, seed: int = 4711) -> list[Made]:
    """Return so many items, the oldest first: every place, organ, year, matter and form at most once together."""
    dice = random.Random(seed)
    named = [len(words()[name]) for name in ("places", "organ", "matter", "form")]
    ways = dice.sample(list(product(YEARS, *map(range, named))), count)
    serials: dict[tuple[int, ...], int] = {}
    made = []
    for way in sorted(ways, key=lambda way: way[0]):
        serials[way[:3]] = serials.get(way[:3], 0) + 1
        made.append(_make(dice, len(made), way, serials[way[:3]]))
    return made


def _make(dice: random.Random, place: int, way: tuple[int, ...], serial: int) -> Made:
    year, where, organ_at, matter_at, form_at = way
    district, named, matter = words()["places"][where], words()["organ"][organ_at], words()["matter"][matter_at]
    form, organ = words()["form"][form_at], district + named["name"]
    facts = {"place": district, "short": named["short"], "matter": matter["zh"], "also": matter["also"]}
    said = {**facts, "organ": organ, "year": year}
    lines = [_sentence(dice, organ, matter) for _ in range(dice.randint(4, 9))] + dice.sample(real_sentences(), 2)
    dice.shuffle(lines)
    return Made(
        place=place,
        organ=organ,
        title=form["title"].format(**said),
        text="\n".join(lines),
        document_number=f"{district[0]}{named['short'][:2]}发〔{year}〕{serial}号" if form["genre"] == "通知" else "",
        index_number=f"{hash_of(organ) % 10**9:09d}/{year}-{serial:05d}",
        kind="document",
        category=matter["category"],
        year=year,
        facts={**facts, "asked": form["asked"]},
        at=_moment(dice, year),
    )


def _moment(dice: random.Random, year: int) -> datetime:
    return datetime(year, 1, 2, 1, tzinfo=UTC) + timedelta(minutes=dice.randrange(320 * 24 * 60))


def _sentence(dice: random.Random, organ: str, matter: dict[str, Any]) -> str:
    word, word2 = dice.sample(matter["words"], 2)
    said = {"organ": organ, "matter": matter["zh"], "word": word, "word2": word2}
    return str(dice.choice(words()["sentences"]["all"]).format(**said, n=dice.randint(3, 99), m=dice.randint(3, 99)))


Question = Callable[[Made], tuple[str, tuple[str, ...]]]
"""What is asked about an item, and which of its data the question names."""

ALL: Final = ("organ", "year", "matter", "asked")


def _full(said: str) -> Question:
    return lambda one: (said.format(organ=one.organ, year=one.year, **one.facts), ALL)


def _part(said: str, *named: str) -> Question:
    return lambda one: (said.format(organ=one.organ, year=one.year, **one.facts), named)


def _also(said: str, *named: str) -> Question:
    ask = _part(said, *named)
    return lambda one: ask(one) if one.facts["also"] else ("", named)


def _recent(said: str, *named: str) -> Question:
    ask = _part(said, *named)
    return lambda one: ask(one) if one.year == NOW_YEAR - 1 else ("", named)


def _number(said: str) -> Question:
    return lambda one: (said.format(one.document_number) if one.document_number else "", ("document_number",))


SORTS: Final[dict[str, Question]] = {
    "all, run together": _full("{organ}{year}年{matter}{asked}"),
    "all, other order": _full("我想查一下{year}年{organ}的{matter}{asked}"),
    "short organ": _part("{place}{short}{year}年关于{matter}的{asked}", *ALL),
    "organ and matter": _part("{organ}{matter}{asked}", "organ", "matter", "asked"),
    "place and matter": _part("{place}{matter}有哪些规定", "place", "matter"),
    "place, other name": _also("请问{place}{also}怎么申请", "place", "matter"),
    "matter and form": _part("{matter}的{asked}在哪里可以看到", "matter", "asked"),
    "year and matter": _part("{year}年{matter}情况怎么样", "year", "matter"),
    "last year": _recent("去年{organ}{matter}{asked}", *ALL),
    "with blanks": _part("{organ} {year} {matter}", "organ", "year", "matter"),
    "short, with blanks": _part("{place}{short} {matter} {asked}", "organ", "matter", "asked"),
    "number in a sentence": _number("{}文件的全文"),
    "organ, short, no place": _part("{short}{year}年{matter}{asked}", "short", "year", "matter", "asked"),
}


def questions(corpus: list[Made], count: int, seed: int = 29) -> Iterator[Labelled]:
    """Yield questions, each with every item that has all that it names."""
    dice, sorts, made = random.Random(seed), list(SORTS), 0
    while made < count:
        item, sort = dice.choice(corpus), sorts[made % len(sorts)]
        said, named = SORTS[sort](item)
        if not said:
            continue
        made += 1
        wanted = _data(item, named)
        yield Labelled(said, sort, frozenset(one.place for one in corpus if _data(one, named) == wanted))


def _data(item: Made, named: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(item.facts[name] if name in item.facts else getattr(item, name) for name in named)
