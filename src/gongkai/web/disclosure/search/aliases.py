"""Names that mean the same, as data: `aliases.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from gongkai.web.disclosure.search.folding import fold_word

MOST_SPELLINGS: Final = 12


@cache
def groups() -> tuple[tuple[str, ...], ...]:
    """Return the groups of names that mean the same, folded."""
    text = files("gongkai.web.disclosure.search").joinpath("aliases.toml").read_text(encoding="utf-8")
    return tuple(tuple(fold_word(name) for name in group["names"]) for group in tomllib.loads(text)["group"])


@cache
def _others() -> dict[str, tuple[str, ...]]:
    return {name: tuple(other for other in group if other != name) for group in groups() for name in group}


def spellings(word: str) -> tuple[str, ...]:
    """Return a folded word and what it may be called otherwise: the whole word, or the longest known name in it."""
    names = sorted((name for name in _others() if name in word), key=lambda name: (-len(name), name))
    found = [word]
    for name in names[:1]:
        found.extend(word.replace(name, other) for other in _others()[name])
    kept = [one for one in dict.fromkeys(found) if one == word or word not in one]
    return tuple(kept[:MOST_SPELLINGS])
