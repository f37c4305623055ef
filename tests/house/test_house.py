from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.form import editions
from gongkai.terms import terms

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "gongkai").rglob("*.py"))
MOST_LINES = 300
MOST_LINES_WITH_REASON = {"characters.py": "a table of radicals"}


def test_no_python_names_an_edition() -> None:
    """A new edition of the form is data: no code compares its name."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert node.value not in editions(), f"{path.name}:{node.lineno}"


def test_no_identifier_uses_a_word_that_the_glossary_forbids() -> None:
    forbidden = {word for term in terms().values() for word in term.never}
    for path in SOURCES:
        names = {
            n.name
            for n in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(n, ast.FunctionDef | ast.ClassDef)
        }
        assert not {name for name in names if forbidden & set(re.split(r"_|(?=[A-Z])", name.lower()))}, path.name


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "core", "services", "misc"])
def test_no_room_is_a_lumber_room(name: str) -> None:
    assert not [path for path in SOURCES if name in (path.stem, path.parent.name)]


def test_modules_stay_within_their_budget() -> None:
    written = [path for path in SOURCES if path.parent.name != "migrations"]  # Django writes those
    over = {path.name: n for path in written if (n := len(path.read_text("utf-8").splitlines())) > MOST_LINES}
    assert {name: n for name, n in over.items() if name not in MOST_LINES_WITH_REASON} == {}


def test_the_import_contracts_hold() -> None:
    run = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout


def test_files_carry_no_path_of_a_machine_and_no_registry_address() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    machine = re.compile(rb"/(?:root|home/\w+)/|py" + rb"pi\.org|python" + rb"hosted")
    for name in filter(None, listed.decode().split("\0")):
        path = ROOT / name
        if path.is_file() and path.suffix in {".py", ".toml", ".md", ".txt", ".cfg", ".yml", ""}:
            assert not machine.search(path.read_bytes()), name
