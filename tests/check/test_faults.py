from __future__ import annotations

from random import Random

import pytest

from faults import FaultKind, correct, found_by, kinds
from gongkai.check import Severity, check

KINDS = list(kinds())


def test_there_are_at_least_forty_kinds_of_fault() -> None:
    assert len({kind.name for kind in KINDS}) >= 40


@pytest.mark.parametrize("edition", ["2019", "2021"])
def test_a_correct_report_as_printed_has_no_error_and_no_warning(edition: str) -> None:
    for seed in range(40):
        findings = check(correct(Random(seed), edition)).findings
        loud = [f for f in findings if f.severity in (Severity.ERROR, Severity.WARNING)]
        assert [(f.code, f.message) for f in loud] == [], seed


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_the_right_rule_names_the_right_cell_and_no_unrelated_error_stands_beside_it(kind: FaultKind) -> None:
    for seed in range(4):
        rng = Random(f"{kind.name}{seed}")
        report, cell = kind.spoil(correct(rng), rng)
        hit, stray = found_by(kind, report, cell)
        assert hit, (seed, cell)
        assert stray == [], seed
