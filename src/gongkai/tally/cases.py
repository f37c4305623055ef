"""From a case, as the procedure leaves it, to the fact that the report counts."""

from __future__ import annotations

from gongkai.procedure import CaseState, outcomes
from gongkai.tally.facts import CaseFact


def case_fact(ref: str, applicant: str, case: CaseState) -> CaseFact | None:
    """The fact of one case; None for one not yet received, or split into parts that are counted themselves."""
    if case.received_on is None or case.parts:
        return None
    row = outcomes()[case.outcome].row if case.outcome and case.closed_on else None
    return CaseFact(ref, applicant, case.received_on, row, case.closed_on)
