"""How people call organs: by the full name, by what they were called before, in short, without the place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

from gongkai.web.disclosure.search.folding import fold_word
from gongkai.web.organs.models import FormerName, Organ

SHORTEST: Final = 3
_PLACE: Final = re.compile(r"^(?:.{2,7}?(?:自治区|自治州|自治县|开发区|街道|省|市|区|县|旗|州|盟|镇|乡)|.县)")
_PLACE_END: Final = re.compile(r"(?:街道|省|市|区|县|旗|州|盟|镇|乡)$")


@dataclass(frozen=True, slots=True)
class Named:
    """A way in which organs are called, or the place that they are of, and the numbers of all that are called so."""

    words: str
    organs: tuple[int, ...]


@lru_cache(maxsize=1)
def said() -> dict[str, Any]:
    """Return the words of `spoken.toml`."""
    return tomllib.loads(files("gongkai.web.disclosure.search").joinpath("spoken.toml").read_text(encoding="utf-8"))


def organs_in(text: str) -> Iterator[Named]:
    """Yield the organs and places that a folded text names, the longest names first; none inside another."""
    rest = text
    for words, organs in _lexicon(_names()):
        if words in rest:
            rest = rest.replace(words, "\n")
            yield Named(words, organs)


def _names() -> tuple[tuple[int, str], ...]:
    now = Organ.objects.order_by("pk").values_list("pk", "name")
    before = FormerName.objects.order_by("pk").values_list("organ_id", "name")
    return (*now, *before)


@lru_cache(maxsize=4)
def _lexicon(names: tuple[tuple[int, str], ...]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return every way of naming organs with their numbers, the longest first."""
    found: dict[str, set[int]] = {}
    for number, name in names:
        for way in ways_of(fold_word(name)):
            if len(way) >= SHORTEST:
                found.setdefault(way, set()).add(number)
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0]))
    return tuple((way, tuple(sorted(organs))) for way, organs in ordered)


def ways_of(name: str) -> frozenset[str]:
    """Return the ways in which an organ of that folded name is called, and the places that it begins with."""
    steps, rest = _places(name)
    ends = [end for end in said()["ends"] if rest.endswith(end)]
    called = {rest}
    if ends:
        end = max(ends, key=len)
        called.update(rest.removesuffix(end) + short for short in said()["ends"][end])
    joined = {"".join(steps[at:]) for at in range(len(steps))} | set(steps[:1])
    before = {"", *joined, *(_PLACE_END.sub("", place) for place in joined)} if steps else {""}
    places = {"".join(steps[:at]) for at in range(1, len(steps) + 1)} | set(steps)
    return frozenset({place + one for place in before for one in called} | places)


def _places(name: str) -> tuple[list[str], str]:
    """Return the places at the beginning of a name, and what follows them."""
    steps, rest = list[str](), name
    while (found := _PLACE.match(rest)) and len(rest) - found.end() > 1:
        steps.append(found[0])
        rest = rest[found.end() :]
    return steps, rest
