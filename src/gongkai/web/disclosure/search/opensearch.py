"""The index in OpenSearch, for large sites: the same pairs as phrases, asked over HTTP.

The database stays the judge: the cluster only says which items may hold a word. What became of an item since is read
from the search's own rows, which change in the same transaction as the item, so a withdrawn item is never shown
however far the cluster lags behind.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Final
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q

from gongkai.errors import InputError
from gongkai.web.disclosure.models import SearchLag
from gongkai.web.disclosure.search.asking import Term
from gongkai.web.disclosure.search.tokens import pairs, singles, spelled, stream

AT_ONCE: Final = 5000
_MAPPING: Final = {
    "settings": {"index": {"max_result_window": AT_ONCE}},
    "mappings": {
        "dynamic": False,
        "properties": {
            "number": {"type": "long"},
            "title": {"type": "text", "analyzer": "whitespace", "norms": False},
            "body": {"type": "text", "analyzer": "whitespace", "norms": False},
            "singles": {"type": "text", "analyzer": "whitespace", "norms": False},
        },
    },
}

Send = Callable[[str, str, Any], Any]


class OpenSearchEngine:
    """Asks a cluster at `https://host:port/index`."""

    def __init__(self, address: str, send: Send | None = None) -> None:
        self.send = send or _sender(address)

    def holding(self, term: Term) -> Q:
        """Return the condition on entries that hold one of the spellings."""
        return Q(pk__in=self._numbers({"bool": {"should": [_anywhere(word) for word in term.spellings]}}))

    def titled(self, word: str) -> Q:
        """Return the condition on entries whose title holds a word."""
        if len(word) == 1:
            return Q(title__contains=word)
        return Q(pk__in=self._numbers({"match_phrase": {"title": _phrase(word)}}))

    def put(self, number: int, title: str, text: str) -> None:
        """Send an item once the transaction is through; what cannot be sent is kept for later."""
        content = {"number": number, "title": stream(title), "body": stream(text), "singles": singles(text)}
        self._later(number, "PUT", content)

    def put_many(self, rows: Sequence[tuple[int, str, str]]) -> None:
        """Send several items."""
        for number, title, text in rows:
            self.put(number, title, text)

    def drop(self, number: int, title: str, text: str) -> None:
        """Take an item out of the cluster once the transaction is through."""
        self._later(number, "DELETE", None)

    def clear(self) -> None:
        """Make the index anew."""
        self.send("DELETE", "?ignore_unavailable=true", None)
        self.send("PUT", "", _MAPPING)

    def _later(self, number: int, method: str, content: Any) -> None:  # noqa: ANN401 - whatever JSON can say
        SearchLag.objects.get_or_create(item_id=number)

        def now() -> None:
            self.send(method, f"/_doc/{number}", content)
            SearchLag.objects.filter(item_id=number).delete()

        transaction.on_commit(now, robust=True)

    def _numbers(self, query: dict[str, Any]) -> list[int]:
        found: list[int] = []
        after: list[int] = []
        while True:
            question: dict[str, Any] = {"query": query, "size": AT_ONCE, "_source": False, "sort": [{"number": "asc"}]}
            if after:
                question["search_after"] = after
            hits = self.send("POST", "/_search", question)["hits"]["hits"]
            found.extend(int(hit["_id"]) for hit in hits)
            if len(hits) < AT_ONCE:
                return found
            after = hits[-1]["sort"]


def _anywhere(word: str) -> dict[str, Any]:
    return {"match_phrase": {"body": _phrase(word)}} if len(word) > 1 else {"term": {"singles": spelled(word)}}


def _phrase(word: str) -> str:
    return " ".join(spelled(pair) for pair in pairs(word))


def _sender(address: str) -> Send:
    where = urlsplit(address)
    connect = HTTPSConnection if where.scheme == "https" else HTTPConnection

    def send(method: str, path: str, content: Any) -> Any:  # noqa: ANN401 - whatever JSON can say
        line = connect(where.hostname or "", where.port, timeout=10)
        try:
            body = None if content is None else json.dumps(content).encode()
            line.request(method, where.path.rstrip("/") + path, body, {"Content-Type": "application/json"})
            answer = line.getresponse()
            text = answer.read()
        except (OSError, HTTPException) as error:
            raise InputError("检索服务没有应答", why=type(error).__name__, fix="请检查 GONGKAI_OPENSEARCH") from error
        finally:
            line.close()
        if answer.status >= 400 and not (method == "DELETE" and answer.status == 404):
            raise InputError(f"检索服务答复 {answer.status}", fix="请检查 GONGKAI_OPENSEARCH 和检索服务的日志")
        return json.loads(text) if text else {}

    return send
