"""The engine for large sites, against a server that speaks as much of OpenSearch as the platform asks of it."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from published import put_item
from web_world import NOW, World

from gongkai.web.disclosure.models import Item, SearchLag
from gongkai.web.disclosure.search import SearchQuery, find, rebuild, refresh
from gongkai.web.disclosure.search import opensearch as module
from gongkai.web.disclosure.search.engine import engine
from gongkai.web.disclosure.search.indexing import catch_up

pytestmark = pytest.mark.django_db(transaction=True)


class FakeOpenSearch(BaseHTTPRequestHandler):
    """Keeps documents in a dictionary; knows whitespace tokens, match_phrase, term, should, sort and search_after."""

    documents: dict[int, dict[str, Any]]
    is_down = False

    def answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        said = json.loads(self.rfile.read(length)) if length else {}
        number = re.fullmatch(r"/items/_doc/(\d+)", self.path)
        content: dict[str, Any] = {}
        if self.is_down:
            self.send_response(503)
        else:
            self.send_response(200)
            if number and self.command == "PUT":
                self.documents[int(number[1])] = said
            elif number:
                self.documents.pop(int(number[1]), None)
            elif self.path == "/items/_search":
                content = self.search(said)
        body = json.dumps(content).encode()
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_PUT(self) -> None:
        self.answer()

    def do_POST(self) -> None:
        self.answer()

    def do_DELETE(self) -> None:
        self.answer()

    def search(self, said: dict[str, Any]) -> dict[str, Any]:
        after = said.get("search_after", [0])[0]
        numbers = sorted(n for n, d in self.documents.items() if n > after and self.holds(said["query"], d))
        hits = [{"_id": str(n), "sort": [n]} for n in numbers[: said["size"]]]
        return {"hits": {"hits": hits}}

    def holds(self, query: dict[str, Any], document: dict[str, Any]) -> bool:
        if "bool" in query:
            return any(self.holds(one, document) for one in query["bool"]["should"])
        ((kind, what),) = query.items()
        ((field, words),) = what.items()
        tokens, wanted = document[field].split(), words.split()
        if kind == "term":
            return words in tokens
        return any(tokens[n : n + len(wanted)] == wanted for n in range(len(tokens)))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[FakeOpenSearch]]:
    fake = type("Fake", (FakeOpenSearch,), {"documents": {}})
    running = ThreadingHTTPServer(("127.0.0.1", 0), fake)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    settings.GONGKAI_OPENSEARCH = f"http://127.0.0.1:{running.server_port}/items"
    yield fake
    running.shutdown()
    running.server_close()


def titles(words: str) -> list[str]:
    return [hit.item.title for hit in find(NOW, SearchQuery(words, near=False)).hits]


def test_it_answers_as_the_database_does(server: type[FakeOpenSearch], world: World, settings) -> None:
    street = world.organs["street"]
    for title, text in (("行政复议规则", "依法办理"), ("通知", "可以申请行政复议。"), ("别的", "行政诉讼，复议")):
        put_item(street, title, text)
    words = ["“行政复议”", "行政复议", "议", "复", "诉讼复议", "街", "依法办理 规则"]
    outside = [titles(one) for one in words]
    assert outside[0] == ["行政复议规则", "通知"]
    settings.GONGKAI_OPENSEARCH = ""
    rebuild()
    assert [titles(one) for one in words] == outside


def test_more_finds_than_one_answer_holds_are_all_fetched(
    server: type[FakeOpenSearch], world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 2)
    for number in range(5):
        put_item(world.organs["street"], f"通知{number}")
    assert len(titles("通知")) == 5


def test_what_the_cluster_still_holds_of_a_withdrawn_item_is_not_shown(
    server: type[FakeOpenSearch], world: World
) -> None:
    item = put_item(world.organs["street"], "行政复议规则")
    server.is_down = True
    Item.objects.filter(pk=item.pk).update(state="withdrawn")
    refresh(item)
    server.is_down = False
    assert (list(server.documents), titles("行政复议")) == ([item.pk], [])


def test_what_could_not_be_sent_is_remembered(server: type[FakeOpenSearch], world: World) -> None:
    server.is_down = True
    item = put_item(world.organs["street"], "行政复议规则")
    assert list(SearchLag.objects.values_list("item_id", flat=True)) == [item.pk]


def test_what_was_remembered_is_sent_when_the_cluster_is_back(server: type[FakeOpenSearch], world: World) -> None:
    server.is_down = True
    item = put_item(world.organs["street"], "行政复议规则")
    server.is_down = False
    assert (catch_up(NOW), list(server.documents), SearchLag.objects.count()) == (1, [item.pk], 0)


def test_a_transaction_that_is_undone_sends_nothing(server: type[FakeOpenSearch], world: World) -> None:
    from django.db import transaction

    def put_and_fail() -> None:
        with transaction.atomic():
            put_item(world.organs["street"], "行政复议规则")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        put_and_fail()
    assert server.documents == {}


def test_a_new_index_is_made_before_it_is_filled(server: type[FakeOpenSearch], world: World) -> None:
    engine().clear()
    put_item(world.organs["street"], "行政复议规则")
    assert titles("行政复议") == ["行政复议规则"]
