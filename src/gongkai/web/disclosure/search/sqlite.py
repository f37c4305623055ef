"""The index in SQLite: a table of FTS5 without content, over pairs of characters in their order.

A word is a phrase of its pairs, so what is found holds it exactly. SQLite 3.40 cannot delete from such a table by row
number alone: the old words are given back to it, which the search keeps in its own rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Q
from django.db.models.expressions import RawSQL

from gongkai.web.disclosure.search.asking import Term
from gongkai.web.disclosure.search.tokens import pairs, singles, spelled, stream

TABLE: Final = "disclosure_search_index"
_CREATE: Final = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5(title, body, singles, content='', detail=full, tokenize='ascii')"
)
_FOUND: Final = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s"
_PUT: Final = f"INSERT INTO {TABLE} (rowid, title, body, singles) VALUES (%s, %s, %s, %s)"
_DROP: Final = f"INSERT INTO {TABLE} ({TABLE}, rowid, title, body, singles) VALUES ('delete', %s, %s, %s, %s)"
_CLEAR: Final = f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')"


def create(database: BaseDatabaseWrapper) -> None:
    """Create the table."""
    with database.cursor() as cursor:
        cursor.execute(_CREATE)


class SQLiteEngine:
    """Asks FTS5."""

    def holding(self, term: Term) -> Q:
        """Return the condition on entries that hold one of the spellings."""
        return _matching(" OR ".join(_anywhere(word) for word in term.spellings))

    def titled(self, word: str) -> Q:
        """Return the condition on entries whose title holds a word."""
        return _matching(f"title : {_phrase(word)}") if len(word) > 1 else Q(title__contains=word)

    def put(self, number: int, title: str, text: str) -> None:
        """Take in an item."""
        self._run(_PUT, number, title, text)

    def put_many(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Take in several items."""
        with connection.cursor() as cursor:
            cursor.executemany(_PUT, [(n, stream(title), stream(text), singles(text)) for n, title, text in rows])

    def drop(self, number: int, title: str, text: str) -> None:
        """Forget an item."""
        self._run(_DROP, number, title, text)

    def clear(self) -> None:
        """Forget everything."""
        with connection.cursor() as cursor:
            cursor.execute(_CLEAR)

    def _run(self, statement: str, number: int, title: str, text: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, [number, stream(title), stream(text), singles(text)])


def _matching(question: str) -> Q:
    return Q(pk__in=RawSQL(_FOUND, (question,)))


def _anywhere(word: str) -> str:
    return f"body : {_phrase(word)}" if len(word) > 1 else f"singles : {spelled(word)}"


def _phrase(word: str) -> str:
    return '"' + " ".join(spelled(pair) for pair in pairs(word)) + '"'
