"""Table 二: rules and normative documents, decisions, charges, purchases."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from gongkai.form import CellType, Edition
from gongkai.tally.count import Figure, Number, Sheet, Tally
from gongkai.tally.facts import ChargeFact, DecisionFact, DocumentFact, Fact, ItemFact, PurchaseFact

YUAN_PER_WAN = Decimal(10000)


def tally_disclosure(facts: Iterable[Fact], year: int, edition: Edition, *, whole: Iterable[type] = ()) -> Tally:
    """Count facts into table 二 of an edition.

    A row gets figures if facts for it were given, of this year or another.  Without any it stays blank, not zero,
    unless its kind of fact is named in `whole`: the organ's record of that kind is complete.
    """
    sheet = Sheet(edition, "disclosure")
    complete = frozenset(whole)
    given: dict[type, list[Fact]] = {kind: [] for kind in complete}
    seen: set[tuple[type, str]] = set()
    for fact in facts:
        if (type(fact), fact.ref) in seen:
            sheet.leave(fact.ref, "编号重复，只计一次")
            continue
        seen.add((type(fact), fact.ref))
        given.setdefault(type(fact), []).append(fact)
    figures: dict[str, Figure] = {}
    for kind, members in given.items():
        figures |= _figures(kind, members, year, sheet, whole=kind in complete)
    return Tally(year, figures, tuple(sheet.leftovers), tuple(sheet.outside))


def _figures(kind: type, facts: Sequence[Fact], year: int, sheet: Sheet, *, whole: bool) -> dict[str, Figure]:
    counters = COUNTERS.get(kind, {})
    cells = [ref for ref in sheet.cells if ref.rpartition("/")[2] in counters and _feeds(kind, ref)]
    rows = {ref.split("/")[1] for ref in cells}
    placed: set[str] = set()
    figures = {}
    told = rows if whole else {_row(fact) for fact in facts}
    for ref in (ref for ref in cells if ref.split("/")[1] in told):
        _, row, column = ref.split("/")
        chosen = [fact for fact in facts if _row(fact) == row and counters[column](fact, year)]
        placed.update(fact.ref for fact in chosen)
        figures[ref] = Figure(ref, _value(chosen, sheet, ref, year), tuple(fact.ref for fact in chosen))
    for fact in facts:
        if _row(fact) not in rows:
            sheet.leave(fact.ref, f"本版格式的表二没有可计入“{_row(fact)}”这一项的单元格")
        elif fact.ref not in placed:
            sheet.outside.append(fact.ref)
    return figures


def has_cells(kind: type, edition: Edition) -> bool:
    """Whether an edition's table 二 counts facts of a kind at all."""
    cells = (cell for cell in edition.cells[: edition.statutory] if cell.table == "disclosure")
    return any(cell.column.id in COUNTERS.get(kind, {}) and _feeds(kind, cell.ref) for cell in cells)


def _feeds(kind: type, ref: str) -> bool:
    row = ref.split("/")[1]
    fixed = FIXED_ROWS.get(kind)
    return row == fixed if fixed else True


def _row(fact: Fact) -> str:
    return FIXED_ROWS.get(type(fact)) or str(getattr(fact, "kind", ""))


def _value(chosen: Sequence[Fact], sheet: Sheet, ref: str, year: int) -> Number:
    cell = sheet.edition.cell(ref)
    money = [fact.amount_yuan for fact in chosen if isinstance(fact, ChargeFact | PurchaseFact)]
    if cell.type is CellType.DECIMAL:
        return sum(money, Decimal(0)) / YUAN_PER_WAN
    if cell.type is CellType.TEXT:
        return f"{sum(money, Decimal(0))}元"
    if cell.type is CellType.CHANGE:
        return sum(_change(fact, year) for fact in chosen)
    return sum(fact.count if isinstance(fact, DecisionFact | PurchaseFact) else 1 for fact in chosen)


def _end(year: int) -> date:
    return date(year, 12, 31)


def stands_at_end(since: date | None, until: date | None, year: int) -> bool:
    """Whether something that began and perhaps ended stands at the end of a year."""
    return since is not None and since <= _end(year) and (until is None or until > _end(year))


def _change(fact: Fact, year: int) -> int:
    if not isinstance(fact, ItemFact):
        return 0
    return int(stands_at_end(fact.listed_on, fact.delisted_on, year)) - int(
        stands_at_end(fact.listed_on, fact.delisted_on, year - 1)
    )


def _in(day: date | None, year: int) -> bool:
    return day is not None and day.year == year


Counter = Callable[[Fact, int], bool]

_DOCUMENT: Mapping[str, Counter] = {
    "issued": lambda f, y: isinstance(f, DocumentFact) and _in(f.issued_on, y),
    "repealed": lambda f, y: isinstance(f, DocumentFact) and _in(f.repealed_on, y),
    "in_force": lambda f, y: isinstance(f, DocumentFact) and stands_at_end(f.issued_on, f.repealed_on, y),
    "made": lambda f, y: isinstance(f, DocumentFact) and _in(f.issued_on, y),
    "disclosed": lambda f, y: isinstance(f, DocumentFact) and _in(f.disclosed_on, y),
    "public_total": lambda f, y: isinstance(f, DocumentFact) and stands_at_end(f.disclosed_on, f.repealed_on, y),
}
_ITEM: Mapping[str, Counter] = {
    "items_last_year": lambda f, y: isinstance(f, ItemFact) and stands_at_end(f.listed_on, f.delisted_on, y - 1),
    "items_change": lambda f, y: _change(f, y) != 0,
}

COUNTERS: Mapping[type, Mapping[str, Counter]] = {
    DocumentFact: _DOCUMENT,
    DecisionFact: {"decisions": lambda f, y: isinstance(f, DecisionFact) and _in(f.decided_on, y)},
    ItemFact: _ITEM,
    ChargeFact: {"amount": lambda f, y: isinstance(f, ChargeFact) and _in(f.charged_on, y)},
    PurchaseFact: {
        "items": lambda f, y: isinstance(f, PurchaseFact) and _in(f.bought_on, y),
        "amount": lambda f, y: isinstance(f, PurchaseFact) and _in(f.bought_on, y),
    },
}
"""For each kind of fact: the columns it feeds, and when it counts there."""

FIXED_ROWS: Mapping[type, str] = {ChargeFact: "fees", PurchaseFact: "procurement"}
"""Kinds of fact that belong to one row."""
