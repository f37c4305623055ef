"""Which reports share sentences, which sentences, and how much of each report they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from gongkai.check.copies.differences import Difference, differences
from gongkai.check.copies.families import families
from gongkai.check.copies.passages import Passage, Sentence, own_sentences
from gongkai.report.model import Report

_COMMON_LEAST = 20
_COMMON_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class CopiedSentence:
    """A sentence of one report and its like in another, with what was changed."""

    first: Sentence
    second: Sentence

    @property
    def differences(self) -> list[Difference]:
        """The names, numbers and words that differ."""
        return differences(self.first.text, self.second.text)


@dataclass(frozen=True, slots=True)
class CopiedPair:
    """Two reports with sentences alike. `share` is the part of the shorter one's own words that is copied (0 to 1)."""

    first: str
    second: str
    share: float
    sentences: tuple[CopiedSentence, ...]


@dataclass(frozen=True, slots=True)
class Copies:
    """What was found among many reports.

    `pairs` are ordered by share, the most copied first. `common` holds the sentences that so many reports use that they
    are common wording rather than copied from one another, with how many do.
    """

    pairs: tuple[CopiedPair, ...]
    common: tuple[tuple[str, int], ...]


def find_copies(passages: Iterable[Passage], *, least_share: float = 0.2, least_sentences: int = 2) -> Copies:
    """Find the reports that share sentences.

    Args:
        passages: report id, section number and text. The work grows with their length, not with the number of pairs.
        least_share: pairs whose shorter report shares less of its own words are left out.
        least_sentences: pairs with fewer sentences alike are left out.
    """
    sentences = [sentence for passage in passages for sentence in own_sentences(passage)]
    members: dict[int, dict[str, int]] = defaultdict(dict)
    of_report: dict[str, dict[int, int]] = defaultdict(dict)
    letters: dict[str, int] = defaultdict(int)
    for index, family in enumerate(families([sentence.key for sentence in sentences])):
        report = sentences[index].report
        letters[report] += len(sentences[index].key)
        members[family].setdefault(report, index)
        of_report[report].setdefault(family, index)
    limit = max(_COMMON_LEAST, len(letters) * _COMMON_SHARE)
    common = {family for family, found in members.items() if len(found) > limit}
    pairs = [
        pair
        for first, second in _candidates(members)
        if (pair := _pair((first, second), (of_report[first], of_report[second]), letters, sentences, common))
        and pair.share >= least_share
        and len(pair.sentences) >= least_sentences
    ]
    pairs.sort(key=lambda pair: (-pair.share, pair.first, pair.second))
    widely = sorted(((sentences[family].text, len(members[family])) for family in common), key=lambda item: -item[1])
    return Copies(tuple(pairs), tuple(widely))


def _candidates(members: dict[int, dict[str, int]]) -> set[tuple[str, str]]:
    """Return the pairs of reports that share a sentence which few reports have."""
    return {
        pair
        for found in members.values()
        if 2 <= len(found) <= _COMMON_LEAST
        for pair in combinations(sorted(found), 2)
    }


def _pair(
    names: tuple[str, str],
    own: tuple[dict[int, int], dict[int, int]],
    letters: dict[str, int],
    sentences: list[Sentence],
    common: set[int],
) -> CopiedPair | None:
    first, second = names
    shared = [family for family in own[0] if family in own[1] and family not in common]
    alike = tuple(CopiedSentence(sentences[own[0][family]], sentences[own[1][family]]) for family in shared)
    shorter = first if letters[first] <= letters[second] else second
    copied = sum(len((item.first if shorter == first else item.second).key) for item in alike)
    return CopiedPair(first, second, copied / letters[shorter], alike) if alike else None


def report_passages(report: Report, name: str) -> list[Passage]:
    """Return the narrative sections of a report as passages under a name."""
    return [(name, number, section.text) for number, section in sorted(report.sections.items())]
