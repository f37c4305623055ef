from __future__ import annotations

from check_facts import facts, report_with
from gongkai.check import Neighbours

NAME = "in_force_chain_broken"


ROW = "disclosure/normative_documents"
LAST = report_with({f"{ROW}/in_force": 15}, year=2022)


def test_documents_in_force_follow_from_last_years_the_issued_and_the_repealed() -> None:
    report = report_with({f"{ROW}/issued": 5, f"{ROW}/repealed": 9, f"{ROW}/in_force": 15})
    assert facts(NAME, report, Neighbours(previous=LAST)) == [("GK602", f"{ROW}/in_force", 11, 15)]


def test_a_chain_that_holds_is_quiet() -> None:
    report = report_with({f"{ROW}/issued": 5, f"{ROW}/repealed": 9, f"{ROW}/in_force": 11})
    assert facts(NAME, report, Neighbours(previous=LAST)) == []
