"""What somebody said in a sentence, understood: which organ, which year, which number, and what else.

Nothing here is needed where the words are found as typed; see `splitting`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from gongkai.web.disclosure.categories import categories
from gongkai.web.disclosure.search.aliases import spellings
from gongkai.web.disclosure.search.asking import Term
from gongkai.web.disclosure.search.folding import BREAK, LINE, fold_word
from gongkai.web.disclosure.search.organ_names import organs_in, said

CUT: Final = LINE
"""Stands where something was taken out; no query holds it."""

SHORTEST_CATEGORY: Final = 4
_DIGITS: Final = "〇一二三四五六七八九"
_YEAR: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)(?:年度|年)?|(二[〇零]|一九)([〇零一二三四五六七八九]{2})年度?")
_NUMBER: Final = re.compile(rf"([^\s\d{re.escape(BREAK)}]{{2,12}})\|?((?:19|20)\d\d)(?:年|\|)*第?0*(\d{{1,5}})号")


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence in its parts.

    Attributes:
        named: the organs and years that it names.
        rest: what else it holds, in pieces between which something was left out.
    """

    named: tuple[Term, ...]
    rest: tuple[str, ...]


def hear(words: tuple[str, ...], this_year: int) -> Heard:
    """Take organs, years and the words that only make a sentence out of folded words."""
    text, named = CUT.join(words), list[Term]()
    for organ in organs_in(text):
        text = text.replace(organ.words, CUT)
        named.append(Term(spellings(organ.words), organs=organ.organs))
    text = _YEAR.sub(lambda found: _keep(named, year_of(found)), text)
    for word, away in said()["years"].items():
        if word in text:
            text = text.replace(word, CUT)
            named.append(_year_term(this_year + away, word))
    text = _around().sub(CUT, text)
    rest = tuple(piece for piece in re.split(rf"[{CUT}{re.escape(BREAK)}]+", text) if len(piece) > 1)
    return Heard(tuple(dict.fromkeys(named)), rest)


def numbers_in(words: str) -> list[str]:
    """Return the 文号 that a folded sentence may hold, the longest name of the organ first."""
    found = _NUMBER.search(words)
    if not found:
        return []
    organ, rest = found[1], f"{BREAK}{found[2]}{BREAK}{found[3]}号"
    return [organ[at:] + rest for at in range(len(organ) - 1)]


def year_of(found: re.Match[str]) -> int:
    """Return the year that was written in figures or in characters."""
    if found[1]:
        return int(found[1])
    written = (found[2] + found[3]).replace("零", "〇")
    return int("".join(str(_DIGITS.index(digit)) for digit in written))


def term_of(piece: str) -> Term:
    """Return a piece as something to look for: what stands in the category of that name has it too."""
    return Term(spellings(piece), category=_categories().get(piece, ""))


def _keep(named: list[Term], year: int) -> str:
    named.append(_year_term(year, str(year)))
    return CUT


def _year_term(year: int, typed: str) -> Term:
    in_characters = "".join(_DIGITS[int(digit)] for digit in str(year))
    return Term(tuple(dict.fromkeys((typed, str(year), in_characters))), year=year)


@lru_cache(maxsize=1)
def _around() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, said()["around"]), key=len, reverse=True)))


@lru_cache(maxsize=1)
def _categories() -> dict[str, str]:
    words = [(fold_word(word), one.id) for one in categories().values() for word in re.split("[、和]", one.zh)]
    return {word: number for word, number in words if len(word) >= SHORTEST_CATEGORY}
