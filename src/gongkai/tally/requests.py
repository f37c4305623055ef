"""Table 三: applications received, carried in, closed by outcome, carried out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.form import Edition
from gongkai.tally.count import Sheet, Tally
from gongkai.tally.facts import CaseFact


def tally_requests(facts: Iterable[CaseFact], year: int, edition: Edition) -> Tally:
    """Count applications into table 三 of an edition.

    A case is open at a year's end by one rule, used both for what is carried out of that year and for what is carried
    into the next, so the two are equal column by column.  A case is closed once and in one row, 部分公开 included.
    """
    sheet = Sheet(edition, "requests")
    seen: set[str] = set()
    for fact in facts:
        if fact.ref in seen:
            sheet.leave(fact.ref, "编号重复，只计一次")
            continue
        seen.add(fact.ref)
        why = _unfit(fact, sheet)
        if why:
            sheet.leave(fact.ref, why)
        elif fact.received_on.year > year or (fact.received_on.year < year and not is_open_at_end(fact, year - 1)):
            sheet.outside.append(fact.ref)
        else:
            _place(fact, year, sheet)
    sheet.add_up()
    return sheet.counted(year)


def is_open_at_end(fact: CaseFact, year: int) -> bool:
    """Whether a case received by the end of a year was still open then."""
    end = date(year, 12, 31)
    return fact.received_on <= end and (fact.closed_on is None or fact.closed_on > end)


def row_for(outcome: str, rows: tuple[str, ...]) -> str | None:
    """The row of an outcome: its own, or the row it is a part of; None where the edition has neither."""
    if outcome in rows:
        return outcome
    whole = outcome.partition(".")[0]
    return whole if whole in rows else None


def _unfit(fact: CaseFact, sheet: Sheet) -> str | None:
    columns = sheet.parts_of("total")
    if fact.applicant not in columns:
        return f"申请人类型“{fact.applicant}”没有对应的列"
    if fact.closed_on is not None and fact.closed_on < fact.received_on:
        return f"办结日期{fact.closed_on.isoformat()}早于收到日期{fact.received_on.isoformat()}"
    return None


def _place(fact: CaseFact, year: int, sheet: Sheet) -> None:
    sheet.put("received" if fact.received_on.year == year else "carried_in", fact.applicant, fact.ref)
    if is_open_at_end(fact, year):
        sheet.put("carried_out", fact.applicant, fact.ref)
        return
    row = row_for(fact.outcome or "", sheet.parts_of("closed"))
    if row is None:
        sheet.leave(fact.ref, f"已办结，但办理结果“{fact.outcome or '（空）'}”没有对应的行")
    else:
        sheet.put(row, fact.applicant, fact.ref)
