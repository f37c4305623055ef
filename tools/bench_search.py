"""Try the search on both databases: ``python -m tools.bench_search [--items N] [--write]``.

Two corpora, each with its right answers: `tools/search_corpus.py` and, with other words and in sentences,
`tools/search_questions.py`. The same queries are asked of SQLite and of a throw-away PostgreSQL, and the finds compared
one by one, order included.
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
QUESTIONS = 650
ABOUT = """Two corpora of {items:,} made items. Of the first: {fragments} fragments of 1 to 20 characters and {named}
queries as people write them, each for one item. Of the second: {questions} questions in 13 sorts of sentence, where any
item is right that has all that the question names. Its words, sentences and right answers were written before the
search took sentences apart, and nothing in the search was changed after the first judgement by them; both have one
author."""


def main(arguments: list[str]) -> int:
    """Try both, compare, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--items", type=int, default=ITEMS)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--one", choices=TRIALS, help="try one on the database of GONGKAI_DATABASE and print JSON")
    said = parser.parse_args(arguments)
    if said.one:
        print(json.dumps(TRIALS[said.one](said.items)))
        return 0
    found = {"SQLite": {**_own_process("words", said.items, ""), **_own_process("questions", said.items, "")}}
    binaries = find_server()
    if binaries is not None:
        found["PostgreSQL"] = {}
        for name in TRIALS:
            with cluster(binaries) as address:
                found["PostgreSQL"] |= _own_process(name, said.items, address)
    text = page(said.items, found)
    if said.write:
        PAGE.write_text(text, encoding="utf-8")
    print(text)
    return 0


def _own_process(name: str, items: int, address: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="gongkai-trial-") as home:
        settings = {"GONGKAI_MODE": "development", "GONGKAI_HOME": home, "GONGKAI_DATABASE": address}
        command = [sys.executable, "-m", "tools.bench_search", "--one", name, "--items", str(items)]
        done = subprocess.run(command, env={**os.environ, **settings}, check=True, capture_output=True, text=True)
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def set_up() -> None:
    """Make the tables in the database of the environment."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.web.project.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def try_words(items: int) -> dict[str, Any]:
    """Judge the answers to fragments and to queries of words."""
    set_up()
    from tools.search_corpus import fragments, make_corpus, named
    from tools.search_trial import answer, judge_fragments, judge_named, judge_order, load, shown

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
        "shown": {one.words: shown(loaded, one.words) for one in asked},
    }


def try_questions(items: int) -> dict[str, Any]:
    """Judge the answers to questions in sentences."""
    set_up()
    from tools.search_questions import make_second_corpus, questions
    from tools.search_trial import judge_questions, load, shown

    loaded = load(make_second_corpus(items))
    asked = list(questions(loaded.corpus, QUESTIONS))
    missed = judge_questions(loaded, asked).missed
    return {"not answered": missed, "answers": {one.words: shown(loaded, one.words) for one in asked}}


TRIALS = {"words": try_words, "questions": try_questions}


def page(items: int, found: dict[str, dict[str, Any]]) -> str:
    """Return the page with the figures."""
    lines = ["# 检索的试验 Trial of the search", "", "Made by `python -m tools.bench_search --write`.", ""]
    lines += [ABOUT.format(items=items, fragments=FRAGMENTS, named=NAMED, questions=QUESTIONS)]
    lines += ["", "| | " + " | ".join(found) + " |", "|---|" + "---|" * len(found)]
    rows = {
        "fragments of which an item that holds them was missed": lambda one: len(one["missed"]),
        "fragments for which an item was found that does not hold them": lambda one: len(one["too_many"]),
        "queries whose wanted item is in the first three": lambda one: f"{1 - len(one['not in front']) / NAMED:.1%}",
        "questions with a right item in the first three": lambda one: f"{1 - len(one['not answered']) / QUESTIONS:.1%}",
        "of 100 queries, those not in the promised order": lambda one: len(one["order"]),
    }
    for name, figure in rows.items():
        lines.append(f"| {name} | " + " | ".join(str(figure(one)) for one in found.values()) + " |")
    if len(found) == 2:
        one, other = ({**each["finds"], **each["shown"], **each["answers"]} for each in found.values())
        differing = [words for words in one if one[words] != other[words]]
        lines += [
            "",
            f"Queries whose finds or their order differ between the databases: {len(differing)} of {len(one)}.",
        ]
    for missed in found["SQLite"]["not in front"] + found["SQLite"]["not answered"]:
        lines.append(f"\nNot in front: {missed}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
