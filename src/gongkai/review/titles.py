"""What each rule's code is about, in a few Chinese words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from gongkai.check import rules


@cache
def titles() -> Mapping[str, str]:
    """Return the title of every code that has one."""
    text = (resources.files("gongkai.review") / "titles.toml").read_text("utf-8")
    return {str(code): str(title) for code, title in tomllib.loads(text).items()}


@cache
def rule_title(code: str) -> str:
    """Return a code's title, else its rule's name."""
    named = next((rule.name for rule in rules().values() if rule.code == code), code)
    return titles().get(code, named)
