from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from gongkai.check import Rule, rules
from gongkai.law import cite

ROOT = Path(__file__).parents[2]
RULES = ROOT / "src" / "gongkai" / "check" / "rules"
RETIRED: frozenset[str] = frozenset()


def modules() -> list[str]:
    return sorted(path.stem for path in RULES.glob("*.py") if path.stem != "__init__")


def test_one_rule_a_module_and_the_module_bears_its_name() -> None:
    assert sorted(rules()) == modules()
    assert all(rule.module.rsplit(".", 1)[1] == name for name, rule in rules().items())


def test_codes_are_unique_and_never_reused() -> None:
    codes = [rule.code for rule in rules().values()]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"GK[1-9]\d{2}", code) for code in codes)
    assert RETIRED.isdisjoint(codes)


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.name)
def test_every_rule_cites_a_basis_that_resolves(rule: Rule) -> None:
    assert rule.basis == "form" or cite(rule.basis).zh


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.name)
def test_every_rule_explains_itself(rule: Rule) -> None:
    for part in ("Why it matters:", "Example:", "Known exceptions:"):
        assert part in rule.doc


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.name)
def test_every_rule_has_a_test_file(rule: Rule) -> None:
    assert (ROOT / "tests" / "check" / "rules" / f"test_{rule.name}.py").exists()


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.name)
def test_every_message_says_what_to_do_in_chinese(rule: Rule) -> None:
    assert rule.message.count("。") >= 2 or "请" in rule.message
    assert all(name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(rule.message))
