"""The claims of a whole report, found once for all the rules that ask."""

from __future__ import annotations

from functools import lru_cache

from gongkai.check.claims.find import find_claims
from gongkai.check.claims.model import Claim
from gongkai.report.model import Report


@lru_cache(maxsize=4)
def report_claims(report: Report) -> tuple[tuple[int, Claim], ...]:
    """Return every claim of the report's narrative sections, each with the number of its section."""
    return tuple(
        (number, claim)
        for number, section in sorted(report.sections.items())
        for claim in find_claims(section.text, report, number)
    )


def failing(report: Report, kind: str) -> list[tuple[int, Claim]]:
    """Return the claims of one kind that do not hold."""
    return [
        (section, claim) for section, claim in report_claims(report) if claim.kind == kind and claim.verdict == "fails"
    ]
