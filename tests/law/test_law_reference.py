"""The reference pages say what the data says."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # the tools are not installed

from tools import law_docs


def test_the_reference_pages_are_up_to_date():
    assert law_docs.stale() == []


def test_every_number_that_is_not_confirmed_is_shown_as_such():
    lines = [line for line in law_docs.law_page().splitlines() if line.startswith("| `fee_payment`")]
    assert len(lines) == 1
    assert "**未核" in lines[0]
