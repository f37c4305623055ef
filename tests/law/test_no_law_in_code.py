"""Numbers of law live in data: the code of these rooms names none of them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import gongkai

ROOMS = ("law", "clocks", "fees", "procedure", "tally")
STATUTORY = {7, 15, 20, 30, 31, 60, 100, 200}
SOURCES = [path for room in ROOMS for path in sorted((Path(gongkai.__file__).parent / room).rglob("*.py"))]
ALLOWED = {
    # Days that close a calendar year, and the last days of it, are not numbers of law.
    "clocks/calendar.py": {31},
    "clocks/notices.py": {31},
    "tally/requests.py": {31},
    "tally/remedies.py": {31},
    "tally/disclosure.py": {31},
}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_number_of_law_is_a_literal(path):
    allowed = ALLOWED.get(f"{path.parent.name}/{path.name}", set())
    numbers = {node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if _is_number(node)}
    assert not (numbers & STATUTORY) - allowed


def _is_number(node):
    return isinstance(node, ast.Constant) and type(node.value) is int


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_edition_is_named_in_code(path):
    text = {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert not text & {"2019", "2021"}
