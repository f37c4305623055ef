"""Try the search on both databases: ``python -m tools.bench_search [--items N] [--write]``.

The corpus and the right answers come from `tools/search_corpus.py`; the same queries are asked of SQLite and of a
throw-away PostgreSQL, and the finds compared one by one, order included.
"""

# ruff: noqa: PLC0415 - Django is set up before anything of it is imported
from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tools.postgres import cluster
from tools.provisions import find_server

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "search-trial.md"
ITEMS = 5_000
FRAGMENTS = 400
NAMED = 300


def main(arguments: list[str]) -> int:
    """Try both, compare, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=ITEMS)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", action="store_true", help="try the database of GONGKAI_DATABASE and print JSON")
    said = parser.parse_args(arguments)
    if said.one:
        print(json.dumps(trial(said.items)))
        return 0
    found = {"SQLite": _own_process(said.items, "")}
    binaries = find_server()
    if binaries is not None:
        with cluster(binaries) as address:
            found["PostgreSQL"] = _own_process(said.items, address)
    text = page(said.items, found)
    if said.write:
        PAGE.write_text(text, encoding="utf-8")
    print(text)
    return 0


def _own_process(items: int, address: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="gongkai-trial-") as home:
        settings = {"GONGKAI_MODE": "development", "GONGKAI_HOME": home, "GONGKAI_DATABASE": address}
        command = [sys.executable, "-m", "tools.bench_search", "--one", "--items", str(items)]
        done = subprocess.run(command, env={**os.environ, **settings}, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def trial(items: int) -> dict[str, Any]:
    """Load the corpus into the database of the environment and judge the answers."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.web.project.settings"
    django.setup()
    from django.core.management import call_command

    from tools.search_corpus import fragments, make_corpus, named
    from tools.search_trial import answer, judge_fragments, judge_named, judge_order, load

    call_command("migrate", verbosity=0)
    loaded = load(make_corpus(items))
    pieces, asked = list(fragments(loaded.corpus, FRAGMENTS)), list(named(loaded.corpus, NAMED))
    cut, wanted = judge_fragments(loaded, pieces), judge_named(loaded, asked)
    queries = [f"“{one.words}”" for one in pieces] + [one.words for one in asked]
    return {
        "missed": cut.missed,
        "too_many": cut.too_many,
        "not in front": wanted.missed,
        "order": judge_order(loaded, queries[:60] + queries[-40:]),
        "finds": {words: answer(loaded, words) for words in queries},
    }


def page(items: int, found: dict[str, dict[str, Any]]) -> str:
    """Return the page with the figures."""
    lines = ["# 检索的试验 Trial of the search", "", "Made by `python -m tools.bench_search --write`.", ""]
    lines += [
        f"{items:,} made items; {FRAGMENTS} fragments of 1 to 20 characters; {NAMED} queries as people write them."
    ]
    lines += ["", "| | SQLite | PostgreSQL |", "|---|---|---|"]
    rows = {
        "fragments of which an item that holds them was missed": lambda one: len(one["missed"]),
        "fragments for which an item was found that does not hold them": lambda one: len(one["too_many"]),
        "queries whose wanted item is in the first three": lambda one: f"{1 - len(one['not in front']) / NAMED:.1%}",
        "of 100 queries, those not in the promised order": lambda one: len(one["order"]),
    }
    for name, figure in rows.items():
        lines.append(f"| {name} | " + " | ".join(str(figure(one)) for one in found.values()) + " |")
    if len(found) == 2:
        one, other = (result["finds"] for result in found.values())
        differing = [words for words in one if one[words] != other[words]]
        lines += [
            "",
            f"Queries whose finds or their order differ between the databases: {len(differing)} of {len(one)}.",
        ]
    for missed in found["SQLite"]["not in front"]:
        lines.append(f"\nNot in front: {missed}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
