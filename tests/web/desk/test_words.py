"""Every action of the journal has a word in Chinese."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from gongkai.web.desk.templatetags.journal_words import change_lines
from gongkai.web.desk.words import ACTIONS
from gongkai.web.journal.models import Entry

WEB = Path(__file__).parents[3] / "src" / "gongkai" / "web"
WRITERS = ("record_entry", "record", "_record")


def recorded() -> set[str]:
    """Every action that a room writes: in full (`room.verb`), or the verb alone through the room's own `record`."""
    return {action for path in WEB.rglob("*.py") for action in _actions_in(path)}


def _actions_in(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text("utf-8"))
    room = _room_of_record(tree) or path.relative_to(WEB).parts[0]
    for node in ast.walk(tree):
        name = getattr(node, "func", None) and getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name not in WRITERS:
            continue
        for word in (part for argument in node.args for part in ast.walk(argument) if isinstance(part, ast.Constant)):
            if isinstance(word.value, str) and re.fullmatch(r"[a-z]+\.[a-z_]+", word.value):
                yield word.value
            elif isinstance(word.value, str) and name != "record_entry" and re.fullmatch(r"[a-z]+_[a-z_]+", word.value):
                yield f"{room}.{word.value}"


def _room_of_record(tree: ast.AST) -> str:
    """The room whose `record` a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and any(name.name == "record" for name in node.names):
            return (node.module or "").split(".")[2]
    return ""


def test_every_action_of_the_journal_has_a_word() -> None:
    assert recorded() - set(ACTIONS) == set()


def test_the_test_sees_the_actions_of_cases() -> None:
    assert {"cases.serve_letter", "cases.read_identity", "organs.sign_in"} <= recorded()


def test_a_journal_line_shows_private_values_by_their_mask_and_the_rest_in_plain() -> None:
    before = '{"name":{"fingerprint":"hmac-sha256:ab","masked":"张**"}}'
    entry = Entry(before=before, after='{"name":{"fingerprint":"x","masked":"李*"},"handler":["a","b"]}')
    assert [(line.name, line.before, line.after) for line in change_lines(entry)] == [
        ("名称", "张**", "李*"),
        ("经办人", "", "a、b"),
    ]
