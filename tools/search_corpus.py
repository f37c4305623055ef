"""A corpus for trials of the search, and queries whose right answers are known from how the corpus was made.

No label comes from an engine. A fragment is cut out of a text, and its right answers are the items whose text, as made,
holds it (`in`, nothing else). A named query is written for one item from what sets that item apart when it is made: a
number that only it has, or organ, year and matter, which no two items of the same form share.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Final

from opencc import OpenCC

VOCABULARY: Final = Path(__file__).with_name("search_vocabulary.toml")
SAMPLES: Final = Path(__file__).parent.parent / "samples"
LAW: Final = Path(__file__).parent.parent / "src" / "gongkai" / "law" / "texts" / "oir.toml"
YEARS: Final = range(2017, 2027)
LENGTHS: Final = (1, 2, 2, 3, 3, 4, 4, 5, 6, 8, 10, 13, 20)


@dataclass(frozen=True, slots=True)
class Made:
    """One item as it was made; `place` counts from the oldest. Without `at`, it says nothing about its time."""

    place: int
    organ: str
    title: str
    text: str
    document_number: str
    index_number: str
    kind: str
    category: str
    year: int
    attachment: str = ""
    facts: dict[str, str] = field(default_factory=dict, compare=False)
    at: datetime | None = None

    @property
    def whole(self) -> str:
        """Everything that can be found of it, as made."""
        return "\n".join((self.title, self.document_number, self.index_number, self.text, self.attachment))


@dataclass(frozen=True, slots=True)
class Labelled:
    """A query and what is right for it: all items of a fragment, or the one that a named query is for."""

    words: str
    sort: str
    right: frozenset[int] = frozenset()
    wanted: int | None = None


@cache
def vocabulary() -> dict[str, Any]:
    """Return the words."""
    return tomllib.loads(VOCABULARY.read_text("utf-8"))


@cache
def real_sentences() -> tuple[str, ...]:
    """Return sentences of the five real reports and of the Regulation."""
    texts = [path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    articles = tomllib.loads(LAW.read_text("utf-8"))["article"]
    texts.extend("\n".join(article["lines"]) for article in articles)
    lines = [line.strip() for text in texts for line in text.replace("\t", "\n").split("\n")]
    return tuple(dict.fromkeys(line for line in lines if 20 <= len(line) <= 220))


def organs() -> list[str]:
    """Return the names of the organs: the bureaus and the street offices of each district."""
    words = vocabulary()
    below = [f"{street}街道办事处".replace("街街道", "街道") for street in words["streets"]] + words["bureaus"]
    return [f"{district}{name}" for district in words["districts"] for name in below]


def make_corpus(count: int, seed: int = 20260921) -> list[Made]:
    """Return so many items: every organ, year, matter and form at most once together."""
    dice, words = random.Random(seed), vocabulary()
    ways = list(product(organs(), YEARS, range(len(words["matter"])), range(len(words["form"]))))
    dice.shuffle(ways)
    serials: dict[tuple[str, int], int] = {}
    made: list[Made] = []
    while len(made) < count:  # a second round of the same ways is told apart by its batch
        batch = len(made) // len(ways)
        organ, year, matter, form = ways[len(made) % len(ways)]
        serials[organ, year] = serials.get((organ, year), 0) + 1
        made.append(_make(dice, len(made), (organ, year, matter, form), serials[organ, year], batch))
    return made


def _make(dice: random.Random, place: int, way: tuple[str, int, int, int], serial: int, batch: int) -> Made:
    organ, year, matter_at, form_at = way
    words = vocabulary()
    matter, form = words["matter"][matter_at], words["form"][form_at]
    title = form["title"].format(organ=organ, year=year, matter=matter["zh"])
    title += f"（第{batch + 1}批）" if batch else ""
    short = organ[:2] + organ[3:5]
    number = f"{short}发〔{year}〕{serial}号" if form["genre"] in ("通知", "意见", "办法") else ""
    lines = [_sentence(dice, organ, matter) for _ in range(dice.randint(4, 9))]
    lines += dice.sample(real_sentences(), dice.randint(1, 3))
    dice.shuffle(lines)
    attachment = ""
    if dice.random() < 0.15:
        attachment = f"{dice.choice(matter['words'])}明细表\n编号 {dice.randint(10**7, 10**8)}\n" + dice.choice(lines)
    return Made(
        place=place,
        organ=organ,
        title=title,
        text="\n".join(lines),
        document_number=number,
        index_number=f"{abs(hash_of(organ)) % 10**9:09d}/{year}-{serial:05d}",
        kind=dice.choice(("document", "document", "document", "interpretation", "other")),
        category=matter["category"],
        year=year,
        attachment=attachment,
        facts={"matter": matter["zh"], "also": matter["also"], "short": short, "genre": form["genre"]},
    )


def hash_of(text: str) -> int:
    """Return a number for a text, the same in every run."""
    return int.from_bytes(text.encode(), "big") % 1_000_000_007


def _sentence(dice: random.Random, organ: str, matter: dict[str, Any]) -> str:
    word, word2 = dice.sample(matter["words"], 2)
    return dice.choice(vocabulary()["sentences"]["all"]).format(
        matter=matter["zh"], organ=organ, word=word, word2=word2, n=dice.randint(3, 900), m=dice.randint(1, 3),
        month=dice.randint(1, 12), area=dice.randint(351, 579), phone=dice.randint(2_000_000, 8_999_999),
    )  # fmt: skip


def fragments(corpus: list[Made], count: int, seed: int = 7) -> Iterator[Labelled]:
    """Yield fragments of every length, cut anywhere; right are all items that hold the very characters."""
    dice = random.Random(seed)
    found = 0
    while found < count:
        item, length = dice.choice(corpus), LENGTHS[found % len(LENGTHS)]
        text = dice.choice((item.title, item.text, item.text, item.document_number, item.index_number, item.attachment))
        start = dice.randrange(max(1, len(text) - length))
        words = text[start : start + length]
        if len(words) < length or any(c.isspace() for c in words) or not (words[0].isalnum() and words[-1].isalnum()):
            continue
        right = frozenset(one.place for one in corpus if words in one.whole)
        found += 1
        yield Labelled(words, f"fragment of {length}", right)


def named(corpus: list[Made], count: int, seed: int = 11) -> Iterator[Labelled]:
    """Yield queries as people write them, each for one item."""
    dice = random.Random(seed)
    sorts = list(_SORTS)
    made = 0
    while made < count:
        item, sort = dice.choice(corpus), sorts[made % len(sorts)]
        words = _SORTS[sort](item)
        if words:
            made += 1
            yield Labelled(words, sort, wanted=item.place)


def _number(item: Made) -> str:
    return item.document_number


def _number_in_other_brackets(item: Made) -> str:
    return item.document_number.replace("〔", "[").replace("〕", "] ")


def _organ_year_matter(item: Made) -> str:
    return f"{item.organ} {item.year}年 {item.facts['matter']} {_genre_word(item)}"


def _as_spoken(item: Made) -> str:
    return f"{item.organ}{item.year}年的{item.facts['matter']}{_genre_word(item)}"


def _other_name(item: Made) -> str:
    return f"{item.organ} {item.year} {item.facts['also']} {_genre_word(item)}" if item.facts["also"] else ""


def _traditional(item: Made) -> str:
    return str(OpenCC("s2t").convert(f"{item.organ} {item.year} {item.facts['matter']} {_genre_word(item)}"))


def _full_width(item: Made) -> str:
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
    return item.index_number.translate(wide)


def _attachment(item: Made) -> str:
    found = [line for line in item.attachment.split("\n") if line.startswith("编号")]
    return found[0].split()[1] if found else ""


def _genre_word(item: Made) -> str:
    return {"通知": "实施方案", "报告": "工作总结", "公告": "公示", "意见": "意见", "办法": "管理办法"}[
        item.facts["genre"]
    ]


_SORTS: Final = {
    "number": _number,
    "number in other brackets": _number_in_other_brackets,
    "index number": lambda item: item.index_number,
    "whole title": lambda item: item.title,
    "organ, year, matter": _organ_year_matter,
    "as spoken, without blanks": _as_spoken,
    "by another name": _other_name,
    "traditional characters": _traditional,
    "full width": _full_width,
    "number in an attachment": _attachment,
}
