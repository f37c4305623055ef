"""The index in PostgreSQL: the numbers of an item's characters and pairs, under GIN.

An item that has all pairs of a word need not have them beside each other, so a word of three or more characters is
looked for in the folded text as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.expressions import RawSQL

from gongkai.web.disclosure.search.asking import Term
from gongkai.web.disclosure.search.tokens import numbers, numbers_of_word

TABLE: Final = "disclosure_search_index"
_CREATE: Final = (
    (
        f"CREATE TABLE {TABLE} (item_id bigint PRIMARY KEY REFERENCES disclosure_item (id) ON DELETE CASCADE, "
        "numbers bigint[] NOT NULL)"
    ),
    f"CREATE INDEX {TABLE}_numbers ON {TABLE} USING gin (numbers)",
)
_FOUND: Final = f"SELECT i.item_id FROM {TABLE} i WHERE "
_PUT: Final = (
    f"INSERT INTO {TABLE} (item_id, numbers) VALUES (%s, %s) ON CONFLICT (item_id) DO UPDATE SET numbers = "
    "excluded.numbers"
)


def create(database: BaseDatabaseWrapper) -> None:
    """Create the table and its index."""
    with database.cursor() as cursor:
        for statement in _CREATE:
            cursor.execute(statement)


class PostgreSQLEngine:
    """Asks GIN, then the text."""

    def holding(self, term: Term) -> Q:
        """Return the condition on entries that hold one of the spellings."""
        parts, values = [], list[Any]()
        for word in term.spellings:
            parts.append(_part(word, "disclosure_searchtext", "text"))
            values.extend([numbers_of_word(word), word] if len(word) > 2 else [numbers_of_word(word)])
        return _matching(" OR ".join(parts), values)

    def titled(self, word: str) -> Q:
        """Return the condition on entries whose title holds a word."""
        return _matching("i.numbers @> %s::bigint[]", [numbers_of_word(word)]) & Q(title__contains=word)

    def put(self, number: int, title: str, text: str) -> None:
        """Take in an item."""
        with connection.cursor() as cursor:
            cursor.execute(_PUT, [number, sorted(numbers(text))])

    def put_many(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Take in several items."""
        with connection.cursor() as cursor:
            cursor.executemany(_PUT, [(number, sorted(numbers(text))) for number, _title, text in rows])

    def drop(self, number: int, title: str, text: str) -> None:
        """Forget an item."""
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE item_id = %s", [number])

    def clear(self) -> None:
        """Forget everything."""
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {TABLE}")


def _matching(condition: str, values: list[Any]) -> Q:
    return Q(pk__in=RawSQL(_FOUND + condition, values))


def _part(word: str, table: str, column: str) -> str:
    has_all = "i.numbers @> %s::bigint[]"
    if len(word) <= 2:
        return has_all
    return (
        f"({has_all} AND EXISTS (SELECT 1 FROM {table} t WHERE t.item_id = i.item_id AND strpos(t.{column}, %s) > 0))"
    )
