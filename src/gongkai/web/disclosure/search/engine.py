"""The engines that say which items hold a word, and which of them is in use."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.conf import settings
from django.db import connection
from django.db.models import Q

from gongkai.web.disclosure.search.asking import Term
from gongkai.web.disclosure.search.opensearch import OpenSearchEngine
from gongkai.web.disclosure.search.postgresql import PostgreSQLEngine
from gongkai.web.disclosure.search.sqlite import SQLiteEngine


class Engine(Protocol):
    """An index of folded texts. `put` and `drop` are called inside the transaction that changes an item."""

    def holding(self, term: Term) -> Q:
        """Return the condition on search entries whose text holds one of a term's spellings, exactly."""

    def titled(self, word: str) -> Q:
        """Return the condition on search entries whose title holds a word, exactly."""

    def put(self, number: int, title: str, text: str) -> None:
        """Take in an item that the index does not have."""

    def put_many(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Take in several items, each given as to `put`."""

    def drop(self, number: int, title: str, text: str) -> None:
        """Forget an item; title and text are what `put` was given."""

    def clear(self) -> None:
        """Forget everything."""


def engine() -> Engine:
    """Return the engine of the settings: an outside one where its address is set, else the database's own."""
    if settings.GONGKAI_OPENSEARCH:
        return OpenSearchEngine(settings.GONGKAI_OPENSEARCH)
    return PostgreSQLEngine() if connection.vendor == "postgresql" else SQLiteEngine()
