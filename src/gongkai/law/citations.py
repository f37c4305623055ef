"""Turning an address of law into the words an officer writes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from gongkai.errors import LawError
from gongkai.law.articles import article, passage, split_ref
from gongkai.law.instruments import instrument
from gongkai.law.marks import Mark
from gongkai.law.numerals import chinese_number


@dataclass(frozen=True)
class Citation:
    """A reference to law: its name in Chinese, its text where the package has it, and how well it is known."""

    ref: str
    zh: str
    lines: tuple[str, ...]
    mark: Mark

    @property
    def confirmed(self) -> bool:
        """Whether the official text itself was read."""
        return self.mark.confirmed


@cache
def cite(ref: str) -> Citation:
    """Resolve an address; raise LawError where the instrument or the article does not exist."""
    name, numbers = split_ref(ref)
    source = instrument(name)
    if not numbers:
        return Citation(ref, f"《{source.short}》", (), source.mark)
    if name in ANNUAL:
        return Citation(ref, f"{source.short}（{numbers[0]}年）", (), source.mark)
    try:
        found = article(ref)
    except LawError:
        if source.mark.confirmed:
            raise
        return Citation(ref, f"{source.short}第{chinese_number(numbers[0])}条", (), source.mark)
    return Citation(ref, source.short + found.label(numbers[1:]), passage(ref), found.mark)


def cite_in_full(ref: str) -> str:
    """Return an address of law as a letter to a citizen names it: the full title in its marks, and the article."""
    source = instrument(split_ref(ref)[0])
    return f"《{source.title}》{cite(ref).zh.removeprefix(source.short)}"


ANNUAL = frozenset({"holiday_notice"})
"""Instruments whose number after ``#`` is a year."""
