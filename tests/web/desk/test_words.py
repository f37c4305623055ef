from __future__ import annotations

import ast
from pathlib import Path

from gongkai.web.desk.words import ACTIONS

WEB = Path(__file__).parents[3] / "src" / "gongkai" / "web"


def recorded() -> set[str]:
    """Every literal of the form room.verb that stands in a module which writes to the journal."""
    found = set()
    for path in WEB.rglob("*.py"):
        text = path.read_text("utf-8")
        if "record_entry(" not in text or path.name == "record.py":
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                room, _, verb = node.value.partition(".")
                if (
                    room in ("organs", "review", "access", "registers", "appeals")
                    and verb.replace("_", "").isalpha()
                    and verb != "toml"
                ):
                    found.add(node.value)
    return found


def test_every_action_of_the_journal_has_a_word() -> None:
    assert recorded() - set(ACTIONS) == set()
