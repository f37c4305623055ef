from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.cli.main import build_parser

ROOT = Path(__file__).parents[2]
READMES = ["README.md", "README.zh-CN.md"]


def test_the_generated_reference_says_what_the_code_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))
    monkeypatch.setenv("COLUMNS", "100")
    from tools.docs import drifted

    assert drifted() == []


@pytest.mark.parametrize("name", READMES)
def test_every_command_that_the_readme_shows_exists(name: str) -> None:
    verbs = set(build_parser()._subparsers._group_actions[0].choices)  # type: ignore[union-attr]
    shown = set(re.findall(r"^gongkai (\w+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
    assert shown
    assert shown - verbs == set()


@pytest.mark.parametrize("name", READMES)
def test_every_page_that_the_readme_names_exists(name: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", (ROOT / name).read_text("utf-8")):
        assert (ROOT / target).exists(), target
