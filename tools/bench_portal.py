"""Measure the public portal: ``python -m tools.bench_portal [--items N ...] [--write]``.

For each size, on a throw-away SQLite database and in two processes at once: list, item and search as the platform
answers them with all its middleware, made anew and out of the store of ready pages, against the plainest Django views
over the same rows without middleware, and against ready bytes. All in the same run, by turns, through WSGI without a
network; so the ratios say what the platform costs, whatever else the machine does.
"""

# ruff: noqa: PLC0415 - Django is set up before anything of it is imported
from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from statistics import mean, median
from typing import Any
from urllib.parse import quote

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "benchmarks-portal.md"
SIZES = (1_000, 100_000)
ROUNDS = 150
PROCESSES = 2
COLD_EACH = 15
COLD = {"list after a publication": "/columns/content/", "first page after a publication": "/"}


def main(arguments: list[str]) -> int:
    """Load, measure, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--write", action="store_true")
    said = parser.parse_args(arguments)
    results: dict[int, dict[str, dict[str, float]]] = {}
    for size in said.items:
        results[size] = _in_own_process(size, said.rounds)
        print(json.dumps({size: results[size]}, indent=1), file=sys.stderr)
    text = page(results)
    if said.write:
        PAGE.write_text(text, encoding="utf-8")
    print(text)
    return 0


def _in_own_process(size: int, rounds: int) -> dict[str, dict[str, float]]:
    """Each size has a database, and so a Django, of its own."""
    own = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"))
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as home, own as pool:
        return pool.submit(measure, size, rounds, home).result()


def measure(size: int, rounds: int, home: str) -> dict[str, dict[str, float]]:
    """Load a corpus and measure it in several processes at once."""
    os.environ.update(GONGKAI_MODE="development", GONGKAI_HOME=home, GONGKAI_DATABASE="")
    prepare(size)
    from django.db import connections

    connections.close_all()
    context = multiprocessing.get_context("fork")
    with context.Pool(PROCESSES) as pool:
        found = pool.starmap(turns, [(size, rounds, seed) for seed in range(PROCESSES)])
        cold = pool.starmap(after_publications, [(rounds // COLD_EACH,)] * PROCESSES)
    found = [{**one, **other} for one, other in zip(found, cold, strict=True)]
    return {name: _joined([one[name] for one in found]) for name in found[0]}


def prepare(size: int) -> None:
    """Set Django up on an empty database and load the corpus."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.web.project.settings"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from tools.search_corpus import make_corpus
    from tools.search_trial import load

    settings.ROOT_URLCONF = "tools.bench_portal_urls"
    call_command("migrate", verbosity=0)
    start = time.perf_counter()
    load(make_corpus(size))
    print(f"{size} items loaded and indexed in {time.perf_counter() - start:.0f} s", file=sys.stderr)


def turns(size: int, rounds: int, seed: int) -> dict[str, dict[str, float]]:
    """Measure everything by turns, so that what the machine does besides falls on all alike."""
    from tools.search_corpus import fragments, make_corpus

    dice = random.Random(seed)
    words = [one.words for one in fragments(make_corpus(min(size, 2_000)), rounds, seed=seed + 3)]
    refs = [f"t{dice.randrange(size)}" for _ in range(rounds)]
    pages = [dice.randrange(1, min(500, size // 20)) for _ in range(rounds)]
    asks = _asks(words, refs, pages)
    times: dict[str, list[float]] = {name: [] for name in asks}
    for turn in range(rounds):
        for name, ask in asks.items():
            if name.endswith(" ready"):
                ask(turn)  # a ready page is good for a minute of this long run; what is measured here is its reading
            times[name].append(_time(ask, turn))
    return {name: _figures(values) for name, values in times.items()}


def after_publications(rounds: int) -> dict[str, dict[str, float]]:
    """Measure what the first reader after a publication waits for: nothing that was made before holds any longer."""
    from django.core.handlers.wsgi import WSGIHandler

    from gongkai.web.disclosure.freshness import bump

    ours = WSGIHandler()
    times: dict[str, list[float]] = {name: [] for name in COLD}
    for _ in range(rounds):
        for name, path in COLD.items():
            bump()
            times[name].append(_time(partial(get, ours), path))
    return {name: _figures(values) for name, values in times.items()}


def _time(ask: Callable[[Any], object], what: int | str) -> float:
    start = time.process_time()
    ask(what)
    return time.process_time() - start


def _asks(words: list[str], refs: list[str], pages: list[int]) -> dict[str, Callable[[int], object]]:
    from django.conf import settings
    from django.core.handlers.wsgi import WSGIHandler

    from gongkai.web.disclosure.search import SearchQuery, find
    from tools.bench_portal_sql import bare_search
    from tools.bench_portal_urls import keep
    from tools.search_trial import NOW

    ours, middleware = WSGIHandler(), settings.MIDDLEWARE
    settings.MIDDLEWARE = []
    bare = WSGIHandler()
    settings.MIDDLEWARE = middleware

    def anew(path: str, turn: int) -> bytes:
        return get(ours, f"{path}{'&' if '?' in path else '?'}turn={turn}")  # no page of this address is ready

    ready = {"list": "/columns/content/", "item": f"/items/{refs[0]}/", "search": f"/search/?q={quote('行政复议')}"}
    for name, path in ready.items():
        keep(name, get(ours, path))
    asks: dict[str, Callable[[int], object]] = {
        "list made anew": lambda turn: anew(f"/columns/content/?page={pages[turn]}", turn),
        "list bare": lambda turn: get(bare, f"/bare/list/?page={pages[turn]}"),
        "item made anew": lambda turn: anew(f"/items/{refs[turn]}/", turn),
        "item bare": lambda turn: get(bare, f"/bare/items/{refs[turn]}/"),
        "search made anew": lambda turn: anew(f"/search/?q={quote('“' + words[turn] + '”')}", turn),
        "search API": lambda turn: anew(f"/api/v1/search?q={quote('“' + words[turn] + '”')}", turn),
        "search bare": lambda turn: get(bare, f"/bare/find/?q={quote(words[turn])}"),
        "find": lambda turn: find(NOW, SearchQuery(f"“{words[turn]}”"), with_facets=False),
        "index query": lambda turn: bare_search(words[turn]),
    }
    for name, path in ready.items():
        asks[f"{name} ready"] = lambda turn, path=path: get(ours, path)
        asks[f"{name} bytes"] = lambda turn, name=name: get(bare, f"/bare/ready/{name}/")
    return asks


def get(application: Callable[..., Any], address: str) -> bytes:
    """Ask a WSGI application as a server does, and take the whole answer."""
    path, _, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "SERVER_NAME": "localhost",
        "SERVER_PORT": "80", "HTTP_HOST": "localhost", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http",
        "wsgi.input": sys.stdin.buffer, "wsgi.errors": sys.stderr, "REMOTE_ADDR": "127.0.0.1", "SCRIPT_NAME": "",
    }  # fmt: skip
    said: list[str] = []
    answer = application(environ, lambda status, headers, *rest: said.append(status))
    content = b"".join(answer)
    answer.close()
    if not said[0].startswith("200"):
        raise RuntimeError(f"{address}: {said[0]}")
    return content


def _figures(times: list[float]) -> dict[str, float]:
    return {"p50": median(times), "p95": sorted(times)[int(len(times) * 0.95)], "mean": mean(times)}


def _joined(found: list[dict[str, float]]) -> dict[str, float]:
    figures = {name: max(one[name] for one in found) for name in ("p50", "p95")}
    return {**figures, "per_second": sum(1 / one["mean"] for one in found)}


ABOUT = f"""# 公开门户的速度 Benchmarks of the portal

Made by `python -m tools.bench_portal --write`. SQLite, {PROCESSES} processes at once, through WSGI without a network,
everything by turns in one run, in processor time, so that a busy machine changes nothing. Python
{platform.python_version()}, {os.cpu_count()} processors.

*Made anew*: all middleware, no ready page; counts of facets are kept from page to page until something is published,
as they are in use. *After a publication*: nothing kept at all. *Ready*: out of the store of ready pages, whose version
is asked of the database each time; the making of such a page is counted above, not here. *Bare*: the plainest Django
view over the same rows, without middleware, in a template of one line. *Bytes*: the same page as ready bytes, without
middleware. *Index query*: count and the twenty newest, in SQL. The queries are fragments of 1 to 20 characters cut
anywhere out of the corpus.
"""


def page(results: dict[int, dict[str, dict[str, float]]]) -> str:
    """Return the page with the figures."""
    sizes = list(results)
    largest = results[sizes[-1]]
    lines = [ABOUT, f"## {sizes[-1]:,} items", "", "| | p50 ms | p95 ms | a second |", "|---|---|---|---|"]
    for name, one in largest.items():
        lines.append(f"| {name} | {one['p50'] * 1000:.2f} | {one['p95'] * 1000:.2f} | {one['per_second']:.0f} |")
    lines += ["", "## Ratios", "", "| | ratio | aim |", "|---|---|---|", *_ratios(largest)]
    if len(sizes) > 1:
        smallest = results[sizes[0]]
        lines += ["", f"## Growth from {sizes[0]:,} to {sizes[-1]:,} items (p95)", "", "| | times |", "|---|---|"]
        lines += [f"| {name} | {largest[name]['p95'] / smallest[name]['p95']:.1f} |" for name in largest]
    return "\n".join(lines) + "\n"


def _ratios(found: dict[str, dict[str, float]]) -> Iterable[str]:
    aims = {"list": "≥ 0.5", "item": "≥ 0.5", "search": "–"}
    for name, aim in aims.items():
        ratio = found[f"{name} made anew"]["per_second"] / found[f"{name} bare"]["per_second"]
        yield f"| {name}: made anew / bare, requests a second | {ratio:.2f} | {aim} |"
    for name in aims:
        ratio = found[f"{name} ready"]["per_second"] / found[f"{name} bytes"]["per_second"]
        yield f"| {name}: ready / bytes, requests a second | {ratio:.2f} | ≥ 0.3 |"
    for name in ("find", "search API"):
        ratio = found[name]["p95"] / found["index query"]["p95"]
        yield f"| {name} / index query, p95 | {ratio:.2f} | ≤ 3 |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
