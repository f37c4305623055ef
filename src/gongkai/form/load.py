"""Load the editions of the form from `editions/*.toml`."""

from __future__ import annotations

import copyreg
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import product, zip_longest
from types import MappingProxyType
from typing import Any

from gongkai.errors import UnknownRef
from gongkai.form.model import (
    Aspect,
    Block,
    Cell,
    CellType,
    Column,
    Edition,
    Equation,
    Relation,
    Row,
    Table,
    Term,
    Variant,
)

_Toml = Mapping[str, Any]


@cache
def editions() -> Mapping[str, Edition]:
    """Return every edition by id, oldest first."""
    folder = resources.files("gongkai.form") / "editions"
    files = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".toml")), key=lambda entry: entry.name)
    loaded = [load_edition(tomllib.loads(entry.read_text("utf-8"))) for entry in files]
    loaded.sort(key=lambda edition: edition.first_year)
    return MappingProxyType({edition.id: edition for edition in loaded})


def edition(edition_id: str) -> Edition:
    """Return the edition of this id.

    Raises:
        UnknownRef: there is none.
    """
    try:
        return editions()[edition_id]
    except KeyError:
        known = "、".join(editions())
        raise UnknownRef(f"没有“{edition_id}”版年度报告格式", fix=f"现有版本：{known}", field="edition") from None


def edition_for(year: int) -> Edition:
    """Return the edition that governs reports of this year.

    Raises:
        UnknownRef: no edition governs that year (before the first form).
    """
    for candidate in editions().values():
        if candidate.governs(year):
            return candidate
    first = min(candidate.first_year for candidate in editions().values())
    raise UnknownRef(f"{year}年度没有全国统一的年度报告格式", why=f"统一格式自{first}年度起使用", field="year")


def load_edition(data: _Toml) -> Edition:
    """Build an edition from the parsed TOML of its file."""
    tables = tuple(_table(item) for item in data["table"])
    cells = tuple(_cells(tables))
    index = MappingProxyType({cell.ref: cell.index for cell in cells})
    relations = tuple(_relation(item) for item in data["relation"])
    return Edition(
        id=data["id"],
        instrument=data["instrument"],
        instrument_title=data["instrument_title"],
        first_year=data["first_year"],
        last_year=data.get("last_year"),
        sections=MappingProxyType({int(number): label for number, label in data["sections"].items()}),
        aspects=tuple(Aspect(item["id"], item["label"], tuple(item["words"])) for item in data["aspect"]),
        tables=tables,
        relations=relations,
        cells=cells,
        statutory=sum(not cell.variant for cell in cells),
        index=index,
        equations=tuple(equation for relation in relations for equation in _equations(relation, tables, index, cells)),
    )


def _row(item: _Toml, basis: str) -> Row:
    return Row(item["id"], item["label"], item.get("basis", basis), item.get("group", ""), tuple(item.get("also", ())))


def _block(item: _Toml) -> Block:
    columns = tuple(
        Column(column_id, label, group or "", CellType(kind or "count"), unit or "")
        for column_id, label, group, kind, unit in zip_longest(
            item["columns"],
            item["column_labels"],
            item.get("column_groups", ()),
            item.get("column_types", ()),
            item.get("column_units", ()),
        )
    )
    variants = tuple(Variant(_row(v["row"], item["basis"]), tuple(v["replaces"])) for v in item.get("variant", ()))
    rows = tuple(_row(row, item["basis"]) for row in item["rows"])
    return Block(item["heading"], columns, rows, item.get("layout", "rows"), variants)


def _table(item: _Toml) -> Table:
    return Table(item["id"], item["section"], item["label"], tuple(_block(block) for block in item["block"]))


def _cells(tables: Sequence[Table]) -> Iterator[Cell]:
    def rows(*, variant: bool) -> Iterator[tuple[Table, Block, Row]]:
        for table in tables:
            for block in table.blocks:
                for row in (v.row for v in block.variants) if variant else block.rows:
                    yield table, block, row

    index = 0
    for variant in (False, True):
        for table, block, row in rows(variant=variant):
            for column in block.columns:
                label = _cell_label(block, row, column)
                yield Cell(f"{table.id}/{row.id}/{column.id}", table.id, row, column, label, index, variant)
                index += 1


def _cell_label(block: Block, row: Row, column: Column) -> str:
    """Spell a cell's label from the outside in, as the form's own data does: heading, group, row, column."""
    heading = block.heading if not any(column.group for column in block.columns) else ""
    group = "" if row.group.startswith("三、") else row.group
    return " / ".join(part for part in (heading, group, row.label, column.group, column.label) if part)


def _relation(item: _Toml) -> Relation:
    def terms(side: Sequence[str]) -> tuple[Term, ...]:
        return tuple(Term(name.removeprefix("previous:"), name.startswith("previous:")) for name in side)

    return Relation(
        id=item["id"],
        table=item["table"],
        over=item["over"],
        left=terms(item["left"]),
        right=terms(item["right"]),
        text=item["text"],
        printed=item.get("printed", False),
        confirmed=item.get("confirmed", True),
        rows=tuple(item.get("rows", ())),
    )


def _equations(
    relation: Relation, tables: Sequence[Table], index: Mapping[str, int], cells: Sequence[Cell]
) -> Iterator[Equation]:
    """Spell a relation out for every column or row it is over, variants of rows included."""
    table = next(table for table in tables if table.id == relation.table)
    own = [cell for cell in cells if cell.table == table.id]
    if relation.over == "columns":
        keys = list(dict.fromkeys(cell.column.id for cell in own))
        spelled = [(key, lambda term, key=key: f"{table.id}/{term}/{key}") for key in keys]
    else:
        keys = list(relation.rows or dict.fromkeys(cell.row.id for cell in own))
        spelled = [(key, lambda term, key=key: f"{table.id}/{key}/{term}") for key in keys]
    sides = [(relation.left, relation.right), *_with_variants(relation, table)]
    for (_, ref), (left_terms, right_terms) in product(spelled, sides):
        left, right = ([(t, ref(t.id)) for t in side] for side in (left_terms, right_terms))
        if not all(r in index for _, r in left + right):
            continue
        yield Equation(
            relation,
            tuple(index[r] for t, r in left if not t.previous),
            tuple(index[r] for t, r in right if not t.previous),
            tuple(r for t, r in left if t.previous),
            tuple(r for t, r in right if t.previous),
        )


def _with_variants(relation: Relation, table: Table) -> Iterator[tuple[tuple[Term, ...], tuple[Term, ...]]]:
    """Spell a relation with a variant row in place of the rows that it replaces."""
    if relation.over != "columns":
        return
    for variant in (variant for block in table.blocks for variant in block.variants):
        replaced = [tuple(t for t in side if t.id not in variant.replaces) for side in (relation.left, relation.right)]
        if replaced[0] != relation.left:
            yield (*replaced[0], Term(variant.row.id)), replaced[1]
        elif replaced[1] != relation.right:
            yield replaced[0], (*replaced[1], Term(variant.row.id))


def _by_id(form: Edition) -> tuple[Callable[[str], Edition], tuple[str]]:
    return edition, (form.id,)


copyreg.pickle(Edition, _by_id)  # an edition crosses processes by its id, so that it stays one object in each
