"""Find the numeric claims of a text and judge them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.check.claims.averages import average_claims
from gongkai.check.claims.cells import cell_claims
from gongkai.check.claims.clauses import statement
from gongkai.check.claims.counts import count_claims
from gongkai.check.claims.enumerations import enumeration_claims
from gongkai.check.claims.flows import flow_claims, flows, kind_claims
from gongkai.check.claims.growth import growth_claims
from gongkai.check.claims.lexer import plain
from gongkai.check.claims.model import Claim, Statement
from gongkai.check.claims.multiples import multiple_claims
from gongkai.check.claims.ratios import ratio_claims
from gongkai.check.claims.remainders import remainder_claims
from gongkai.check.claims.sentences import statements
from gongkai.check.claims.sums import sum_claims
from gongkai.check.claims.totals import total_claims
from gongkai.check.claims.years import year_claims
from gongkai.check.claims.zeros import zero_claims
from gongkai.report.model import Report


def find_claims(text: str, report: Report | None = None, section: int | None = None) -> list[Claim]:
    """Return the numeric claims of a text in the order in which they stand.

    Args:
        text: a narrative or single sentences; each line is read for itself.
        report: the report that the text belongs to; its tables are compared where the scope is the same.
        section: the number of the section that the text is.
    """
    folded = plain(text)
    claims: list[Claim] = []
    for paragraph in _paragraphs(folded):
        claims.extend(_paragraph_claims(folded, paragraph, report))
    claims.extend(enumeration_claims(folded))
    claims.sort(key=lambda claim: (claim.start, claim.end))
    return [_quoted(claim, text[claim.start : claim.end]) for claim in claims]


def _quoted(claim: Claim, quote: str) -> Claim:
    """Give a claim the words as the text has them, where folding or joining changed them."""
    return claim if claim.quote == quote else replace(claim, quote=quote)


def _paragraphs(text: str) -> Iterator[list[Statement]]:
    """Yield the statements of each paragraph."""
    paragraph: list[Statement] = []
    for start, end in statements(text):
        if paragraph and "\n" in text[paragraph[-1].end : start]:
            yield paragraph
            paragraph = []
        paragraph.append(statement(text, start, end))
    if paragraph:
        yield paragraph


def _paragraph_claims(text: str, paragraph: Sequence[Statement], report: Report | None) -> Iterator[Claim]:
    judged: set[tuple[int, ...]] = set()
    for at, current in enumerate(paragraph):
        if current.mentions:
            listed = [*sum_claims(current), *total_claims(current), *remainder_claims(current)]
            yield from _once(listed)
            yield from ratio_claims(current, paragraph[max(0, at - 2) : at])
            yield from growth_claims(current)
            yield from multiple_claims(current)
            yield from average_claims(current)
            yield from count_claims(current, text)
            yield from cell_claims(current, report, text[paragraph[0].start : current.end].replace(" ", ""))
            judged.update(_positions(current, claim) for claim in listed)
        yield from zero_claims(current, report)
        yield from year_claims(current, report)
    if sum(len(current.mentions) for current in paragraph) > 1:
        runs = list(flows(paragraph))
        yield from flow_claims(paragraph, runs)
        yield from kind_claims(paragraph, runs, judged)


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """Drop a claim about parts that another claim has judged already."""
    kept: dict[tuple[int, int, int], Claim] = {}
    for claim in claims:
        kept.setdefault((claim.start, claim.end, len(claim.parts)), claim)
    return list(kept.values())


def _positions(current: Statement, claim: Claim) -> tuple[int, ...]:
    inside = [m for m in current.mentions if claim.start <= m.number.start < claim.end]
    values = list(claim.parts)
    found: list[int] = []
    for mention in reversed(inside):
        if values and mention.value == values[-1]:
            found.append(mention.number.start)
            values.pop()
    return tuple(reversed(found))
