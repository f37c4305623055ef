"""All that the rooms below have recorded of an organ for a year: facts for the cells, counts for the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, fields
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.tally import Fact
from gongkai.web.appeals.facts import appeal_facts
from gongkai.web.cases.facts import case_facts, processing_fees_yuan
from gongkai.web.disclosure.categories import categories
from gongkai.web.disclosure.facts import COUNT_NAMES, category_counts, channel_counts, item_counts
from gongkai.web.disclosure.listed import channels
from gongkai.web.organs.models import Organ
from gongkai.web.registers.facts import complete_kinds, register_facts
from gongkai.web.reporting.figures import SOURCE_KINDS
from gongkai.web.reporting.living import Entry

_KINDS = {name: kind for kind, name in SOURCE_KINDS.items()}


def facts_of(organ: Organ, year: int) -> Iterator[Fact]:
    """Yield every fact that the report of a year may count."""
    yield from case_facts(organ, year)
    yield from register_facts(organ, year)
    yield from appeal_facts(organ, year)


def whole_kinds(organ: Organ, year: int) -> tuple[type, ...]:
    """Return the kinds of fact whose record is complete for a year."""
    return complete_kinds(organ, year)


def counts_of(organ: Organ, year: int) -> Iterator[Entry]:
    """Yield the figures beside the cells that text may refer to, with names such as `count:interpretations`."""
    for name, value in item_counts(organ, year).items():
        yield Entry(f"count:{name}", COUNT_NAMES[name], value, "items")
    for name, value in category_counts(organ, year).items():
        yield Entry(f"count:category.{name}", categories()[name].zh, value, "category")
    for name, value in channel_counts(organ, year).items():
        yield Entry(f"count:channel.{name}", channels()[name].zh, value, "channel")
    yield Entry("count:processing_fee_yuan", "收取的信息处理费（元）", processing_fees_yuan(organ, year), "fee")


def pack_facts(facts: list[Fact]) -> list[list[Any]]:
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
