"""The claims of a whole report, found once for all the rules that ask."""

from __future__ import annotations

from functools import lru_cache

from gongkai.check.claims.find import find_claims
from gongkai.check.claims.lexer import plain
from gongkai.check.claims.model import Claim
from gongkai.check.claims.repeats import repeat_claims
from gongkai.report.model import Report


@lru_cache(maxsize=4)
def report_claims(report: Report) -> tuple[tuple[int, Claim], ...]:
    """Return every claim of the report's narrative sections, each with the number of its section."""
    texts = {number: section.text for number, section in sorted(report.sections.items())}
    claims = [(number, claim) for number, text in texts.items() for claim in find_claims(text, report, number)]
    claims += repeat_claims({number: plain(text) for number, text in texts.items()})
    return tuple(claims)


def failing(report: Report, kind: str) -> list[tuple[int, Claim]]:
    """Return the claims of one kind that do not hold."""
    return [
        (section, claim) for section, claim in report_claims(report) if claim.kind == kind and claim.verdict == "fails"
    ]
