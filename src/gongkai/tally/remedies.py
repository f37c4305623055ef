"""Table 四: reconsiderations and lawsuits about applications."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from gongkai.form import Edition
from gongkai.tally.count import Sheet, Tally
from gongkai.tally.facts import AppealFact

PENDING = "pending"


def tally_remedies(facts: Iterable[AppealFact], year: int, edition: Edition) -> Tally:
    """Count appeals into table 四: those closed in the year by result, those open at its end as pending.

    The form does not say whether an appeal of an earlier year is counted again; here it is counted in every year in
    which it was open or was closed (unconfirmed reading).
    """
    sheet = Sheet(edition, "remedies")
    seen: set[str] = set()
    for fact in facts:
        if fact.ref in seen:
            sheet.leave(fact.ref, "编号重复，只计一次")
            continue
        seen.add(fact.ref)
        _place(fact, year, sheet)
    sheet.add_up()
    return sheet.counted(year)


def _place(fact: AppealFact, year: int, sheet: Sheet) -> None:
    start, end = date(year, 1, 1), date(year, 12, 31)
    if not sheet.has(fact.route, PENDING):
        sheet.leave(fact.ref, f"救济途径“{fact.route}”没有对应的组")
    elif fact.closed_on is not None and fact.closed_on < fact.filed_on:
        sheet.leave(fact.ref, f"审结日期{fact.closed_on.isoformat()}早于提出日期{fact.filed_on.isoformat()}")
    elif fact.filed_on > end or (fact.closed_on is not None and fact.closed_on < start):
        sheet.outside.append(fact.ref)
    elif fact.closed_on is None or fact.closed_on > end:
        sheet.put(fact.route, PENDING, fact.ref)
    elif fact.result in sheet.parts_of("total") and fact.result != PENDING:
        sheet.put(fact.route, fact.result, fact.ref)
    else:
        sheet.leave(fact.ref, f"已审结，但结果“{fact.result or '（空）'}”没有对应的列")
