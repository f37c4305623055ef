"""Insert and read single rows by statements that are put together once a process.

What every action writes (its entry, its event) need not be compiled from a query each time: that costs ten times what
the database needs. Columns and values are the model's own, so that a changed model changes the statement.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

_PLAIN: Final = (models.CharField, models.TextField, models.IntegerField, models.BooleanField, models.ForeignKey)
"""Fields whose values the database takes as they are."""
_OWN_STATEMENT: Final = ("get_placeholder", "auto_now", "auto_now_add", "upload_to")
Row = TypeVar("Row", bound=models.Model)
Converter = Callable[[Any, Any, Any], Any]


@dataclass(frozen=True, slots=True)
class _Insert:
    statement: str
    values_of: Callable[[models.Model], tuple[Any, ...]]
    converted: tuple[tuple[int, models.Field[Any, Any]], ...]
    gives_number: bool


@dataclass(frozen=True, slots=True)
class _Select:
    statement: str
    columns: tuple[tuple[str, Any, tuple[Converter, ...]], ...]
    names: tuple[str, ...]


def insert_row(row: models.Model) -> None:
    """Insert a new row, as `row.save(force_insert=True)` does; its number is set where the database gives it."""
    line = connections[DEFAULT_DB_ALIAS]
    plan = _insert(type(row), line.vendor)
    values = list(plan.values_of(row))
    for place, field in plan.converted:
        values[place] = field.get_db_prep_save(values[place], line)
    with line.cursor() as cursor:
        cursor.execute(plan.statement, values)
        if plan.gives_number:
            row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def read_row(model: type[Row], column: str, value: str | int, *, lock: bool = False) -> Row | None:
    """Return the row whose unique column has a value, if there is one.

    Args:
        model: the table.
        column: the name of a unique field.
        value: as the database keeps it: a text or a number.
        lock: keep others from changing it until the transaction ends.
    """
    line = connections[DEFAULT_DB_ALIAS]
    plan = _select(model, column, lock, line.vendor)
    with line.cursor() as cursor:
        cursor.execute(plan.statement, [value])
        found = cursor.fetchone()
    if found is None:
        return None
    values = list(found)
    for place, (_, expression, converters) in enumerate(plan.columns):
        for convert in converters:
            values[place] = convert(values[place], expression, line)
    return model.from_db(DEFAULT_DB_ALIAS, plan.names, values)


@lru_cache(maxsize=64)
def _insert(model: type[models.Model], vendor: str) -> _Insert:
    meta, quote = model._meta, connection.ops.quote_name
    own = meta.auto_field
    fields = tuple(field for field in meta.local_concrete_fields if field is not own and not field.generated)
    if any(any(getattr(field, name, None) for name in _OWN_STATEMENT) for field in fields):
        raise TypeError(f"{meta.label} has a field that wants a statement of its own")
    converted = tuple((place, field) for place, field in enumerate(fields) if not isinstance(field, _PLAIN))
    names, marks = ", ".join(quote(str(field.column)) for field in fields), ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {quote(meta.db_table)} ({names}) VALUES ({marks})"
    if own is not None:
        statement += f" RETURNING {quote(str(own.column))}"
    return _Insert(statement, attrgetter(*(field.attname for field in fields)), converted, own is not None)


@lru_cache(maxsize=64)
def _select(model: type[models.Model], column: str, lock: bool, vendor: str) -> _Select:
    meta, quote = model._meta, connection.ops.quote_name
    columns = []
    for field in meta.local_concrete_fields:
        expression = field.get_col(meta.db_table)
        converters = (*connection.ops.get_db_converters(expression), *expression.get_db_converters(connection))
        columns.append((quote(str(field.column)), expression, converters))
    asked = quote(next(str(field.column) for field in meta.local_concrete_fields if field.name == column))
    names = ", ".join(name for name, _, _ in columns)
    statement = f"SELECT {names} FROM {quote(meta.db_table)} WHERE {asked} = %s"
    if lock and connection.features.has_select_for_update:
        statement += " FOR UPDATE"
    return _Select(statement, tuple(columns), tuple(field.attname for field in meta.local_concrete_fields))
