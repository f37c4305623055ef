"""All that the rooms below have recorded of an organ for a year: facts for the cells, counts for the text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any, Final

from gongkai.tally import Fact
from gongkai.web.appeals.facts import appeal_facts_by_organ
from gongkai.web.cases.facts import case_facts_by_organ, processing_fees_by_organ
from gongkai.web.disclosure.categories import categories
from gongkai.web.disclosure.facts import COUNT_NAMES, Counts, all_counts_by_organ
from gongkai.web.disclosure.listed import channels
from gongkai.web.organs.models import Organ
from gongkai.web.registers.facts import BOOK_FACTS, FactsByOrgan, Told, complete_kinds_by_organ, told_counts_by_organ
from gongkai.web.reporting.figures import SOURCE_KINDS
from gongkai.web.reporting.living import Entry

_STREAMS: Final[tuple[FactsByOrgan, ...]] = (case_facts_by_organ, *BOOK_FACTS, appeal_facts_by_organ)
_KINDS = {name: kind for kind, name in SOURCE_KINDS.items()}


def facts_of(organ: Organ, year: int) -> Iterator[Fact]:
    """Yield every fact that the report of a year may count."""
    for stream in _STREAMS:
        yield from (fact for _, fact in stream([organ.pk], year))


def facts_by_organ(organs: Collection[int], year: int) -> Iterator[tuple[int, list[Fact]]]:
    """Yield organ by organ, in the order of their keys, every fact that its report may count.

    Each kind of record is one query for all organs, read as a stream: no more than one organ's facts are in memory.
    """
    streams = [_Stream(stream(organs, year)) for stream in _STREAMS]
    for organ in sorted(organs):
        yield organ, [fact for stream in streams for fact in stream.take(organ)]


class _Stream:
    """Facts in the order of their organs, taken organ by organ."""

    def __init__(self, rows: Iterator[tuple[int, Fact]]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._ahead = next(self._groups, None)

    def take(self, organ: int) -> list[Fact]:
        """Return the facts of the next organ, none where it has none."""
        if self._ahead is None or self._ahead[0] != organ:
            return []
        facts = [fact for _, fact in self._ahead[1]]
        self._ahead = next(self._groups, None)
        return facts


def whole_kinds(organs: Collection[int], year: int) -> dict[int, tuple[type, ...]]:
    """Return for each organ the kinds of fact whose record is complete for a year."""
    return complete_kinds_by_organ(organs, year)


def counts_by_organ(organs: Collection[int], year: int) -> dict[int, list[Entry]]:
    """Return the figures beside the cells that text may refer to, with names such as `count:interpretations`."""
    counts, fees = all_counts_by_organ(organs, year), processing_fees_by_organ(organs, year)
    told = told_counts_by_organ(organs, year)
    return {organ: list(_entries(counts[organ], told[organ], fees[organ])) for organ in organs}


def _entries(counts: Counts, told: Iterable[Told], fees: int) -> Iterator[Entry]:
    for name, value in counts.items.items():
        yield Entry(f"count:{name}", COUNT_NAMES[name], value, "items")
    for name, value in counts.categories.items():
        yield Entry(f"count:category.{name}", categories()[name].zh, value, "category")
    for name, value in counts.channels.items():
        yield Entry(f"count:channel.{name}", channels()[name].zh, value, "channel")
    for one in told:
        yield Entry(f"count:registered.{one.name}", one.label, one.value, "registered")
    yield Entry("count:processing_fee_yuan", "收取的信息处理费（元）", fees, "fee")


def pack_facts(facts: Iterable[Fact]) -> list[list[Any]]:
    """Return facts as JSON keeps them: the kind, then the fields in their order."""
    return [[SOURCE_KINDS[type(fact)], *(_plain(value) for value in asdict(fact).values())] for fact in facts]


def unpack_facts(rows: list[list[Any]]) -> list[Fact]:
    """Return the facts that JSON kept."""
    return [_fact(_KINDS[kind], values) for kind, *values in rows]


def _fact(kind: type, values: list[Any]) -> Fact:
    types = [str(one.type) for one in fields(kind)]
    fact: Fact = kind(*(_typed(name, value) for name, value in zip(types, values, strict=True)))
    return fact


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value


def _typed(name: str, value: Any) -> Any:  # noqa: ANN401 - whatever a fact has
    if value is None:
        return None
    return date.fromisoformat(value) if name.startswith("date") else Decimal(value) if name == "Decimal" else value
