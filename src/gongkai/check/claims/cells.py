"""Hold the numbers of a sentence against the report's own tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from gongkai.check.claims.approximate import bounds, is_exact
from gongkai.check.claims.model import FAILS, HOLDS, UNSURE, Claim, Mention, Statement, Verdict, shown
from gongkai.check.claims.roles import role
from gongkai.check.claims.scope import scope
from gongkai.check.claims.topics import Topic, topic
from gongkai.form import Edition, editions
from gongkai.report.model import Report

_SUBJECTS = re.compile("依申请|申请|公开|复议|诉讼|行政许可|行政处罚|行政强制|规范性文件|规章")
_APPLICANTS = ("natural_person", "business", "research", "public_interest", "legal_service", "other_organization")


def cell_claims(statement: Statement, report: Report | None, context: str) -> Iterator[Claim]:
    """Yield a claim for every number that states a cell of the tables.

    Without a report, or where the report has no such cell, the claim is `unsure`.
    """
    if not _SUBJECTS.search(context):
        return
    for mention in statement.mentions:
        found = topic(statement, mention, context)
        if found is None:
            continue
        if report is None or not report.has_tables:
            yield _claim(
                statement, mention, _named(found), None, (UNSURE, "没有可核对的表格，请与本报告相应单元格核对")
            )
            continue
        candidates = _candidates(found, report)
        if candidates:
            refs, computed, judged = _judge(statement, mention, found, report, candidates)
            yield _claim(statement, mention, refs, computed, judged)


def _named(found: Topic) -> tuple[str, ...]:
    """Return the refs of the first reading in the form now in force."""
    form = list(editions().values())[-1]
    refs = [f"{found.table}/{row}/{column}" for row in found.readings[0] for column in found.columns[:1]]
    return tuple(ref for ref in refs if ref in form.index)


Candidate = tuple[tuple[str, ...], Decimal]


def _candidates(found: Topic, report: Report) -> list[Candidate]:
    if found.table == "disclosure":
        single = [(f"disclosure/{row[0]}/{column}",) for row in found.readings for column in found.columns]
        return [(refs, Decimal(value)) for refs in single if (value := report.count(refs[0])) is not None]
    return [candidate for rows in found.readings if (candidate := total_of(report, found.table, rows, found.columns))]


def total_of(report: Report, table: str, rows: tuple[str, ...], columns: tuple[str, ...]) -> Candidate | None:
    """Add up the rows of a table in the columns given; a row ending with a dot stands for all its parts.

    Where the total column is blank, the kinds of applicants are added instead. None where nothing is filled in.
    """
    refs: list[str] = []
    total, filled = Decimal(0), False
    for row in _rows(report, table, rows):
        values = {f"{table}/{row}/{column}": report.count(f"{table}/{row}/{column}") for column in columns}
        if columns == ("total",) and table == "requests" and all(value is None for value in values.values()):
            values = {f"{table}/{row}/{column}": report.count(f"{table}/{row}/{column}") for column in _APPLICANTS}
        known = [value for value in values.values() if value is not None]
        filled = filled or bool(known)
        total += sum(known)
        refs += [f"{table}/{row}/{column}" for column in columns]
    return (tuple(refs), total) if filled else None


@lru_cache(maxsize=32)
def _row_ids(form: Edition, table: str) -> tuple[str, ...]:
    """Return the rows of a table in the order of the form."""
    return tuple(dict.fromkeys(cell.row.id for cell in form.cells if cell.table == table))


def _rows(report: Report, table: str, rows: tuple[str, ...]) -> list[str]:
    known = _row_ids(report.edition, table)
    found: list[str] = []
    for wanted in rows:
        if wanted in known and (wanted != "otherwise_closed" or report.count(f"{table}/{wanted}/total") is not None):
            found.append(wanted)
        else:
            found += [row for row in known if row.startswith(wanted.rstrip(".") + ".")]
    return found


def _judge(
    statement: Statement, mention: Mention, found: Topic, report: Report, candidates: list[Candidate]
) -> tuple[tuple[str, ...], Decimal, tuple[Verdict, str]]:
    for refs, value in candidates:
        low, high = bounds(mention.number)
        if low <= value <= high:
            return refs, value, (HOLDS, f"文中{shown(mention.value)}，{_names(report, refs)}为{shown(value)}，相符")
    refs, value = candidates[0]
    gap = f"文中写{mention.number.approx}{shown(mention.value)}，{_names(report, refs)}为{shown(value)}"
    where = scope(statement, mention, report)
    if where == "other":
        return refs, value, (UNSURE, f"{gap}；文中说的范围或时间与本表不同，不作比较")
    if where == "unclear" or not found.certain:
        return refs, value, (UNSURE, f"{gap}；两处口径可能不同，请人工核对")
    if not is_exact(mention.number) or _doubtful(report, refs) or _adjusted(statement, mention, candidates):
        return refs, value, (UNSURE, f"{gap}，请人工核对")
    return refs, value, (FAILS, f"{gap}，相差{shown(abs(mention.value - value))}")


def _adjusted(statement: Statement, mention: Mention, candidates: list[Candidate]) -> bool:
    """Whether the difference is a number that the same statement gives (an application withdrawn, an extension)."""
    moved = ("withdrawn", "carried_in", "carried_out")
    others = {other.value for other in statement.mentions if other is not mention and role(other) in moved}
    return any(abs(value - mention.value) in others for _, value in candidates)


def _doubtful(report: Report, refs: tuple[str, ...]) -> bool:
    """Whether a cell could not be read for certain."""
    unread = {item.ref for item in report.unread}
    places = (report.figure(ref).place for ref in refs)
    return bool(unread & set(refs)) or any(place is not None and place.how != "printed" for place in places)


def _names(report: Report, refs: tuple[str, ...]) -> str:
    first = report.edition.cell(refs[0]).label
    return f"表中“{first}”" if len(refs) == 1 else f"表中“{first}”等{len(refs)}格之和"


def _claim(
    statement: Statement, mention: Mention, refs: tuple[str, ...], computed: Decimal | None, judged: tuple[Verdict, str]
) -> Claim:
    start = max(mention.number.start - len(mention.label.lstrip()), statement.start)
    end = mention.number.end
    return Claim(
        quote=statement.text[start - statement.start : end - statement.start],
        start=start,
        end=end,
        kind="cell",
        verdict=judged[0],
        why=judged[1],
        computed=computed,
        stated=mention.value,
        cells=refs,
    )
