"""The form's relations, evaluated: which equations of a report do not hold, and which one cell would mend them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.check.rule import Fault, NotRun, Severity, cell_name
from gongkai.form import Equation
from gongkai.report import ABSENT, Report, Value

Number = int | Decimal


@dataclass(frozen=True, slots=True)
class Broken:
    """An equation that does not hold: the sums of both sides, and whether blanks might hide the difference."""

    equation: Equation
    left: Number
    right: Number
    has_blanks: bool


def _side(values: Sequence[Value], indexes: Sequence[int]) -> tuple[Number, int, int] | None:
    """Return a side's sum, how many of its terms are blank and how many there are; None where a term is absent."""
    total: Number = 0
    blanks = 0
    for index in indexes:
        value = values[index]
        if value is None:
            blanks += 1
        elif isinstance(value, int | Decimal):
            total += value
        else:
            return None
    return total, blanks, len(indexes)


def _evaluate(values: Sequence[Value], equation: Equation, unread: frozenset[int]) -> Broken | str | None:
    """Return the broken equation, why it cannot be evaluated, or None where it holds."""
    if not unread.isdisjoint(equation.left) or not unread.isdisjoint(equation.right):
        return "有单元格未能读出"
    left, right = _side(values, equation.left), _side(values, equation.right)
    if left is None or right is None:
        return "报告没有其中的单元格"
    (left_sum, left_blank, left_terms), (right_sum, right_blank, right_terms) = left, right
    if left_blank == left_terms or right_blank == right_terms:
        return "等式一边的单元格都是空白"
    if left_sum == right_sum:
        return None
    short_blank = left_blank if left_sum < right_sum else right_blank
    return Broken(equation, left_sum, right_sum, short_blank > 0)


def unread_cells(report: Report) -> frozenset[int]:
    """Return the indexes of the cells that stand in the report and could not be read."""
    index = report.edition.index
    return frozenset(index[u.ref] for u in report.unread if u.ref is not None and u.ref in index)


def broken_equations(report: Report, relation: str) -> Iterator[Broken | NotRun]:
    """Yield the equations of one relation that do not hold; then, once, what could not be evaluated.

    Args:
        report: the report.
        relation: the relation's id in the form's data.
    """
    unread = unread_cells(report)
    values = report.values
    skipped: Counter[str] = Counter()
    cells: list[str] = []
    for equation in report.edition.equations:
        if equation.relation.id != relation or _is_other_form_of_row(report, equation):
            continue
        result = _evaluate(values, equation, unread)
        if isinstance(result, Broken):
            yield result
        elif result is not None:
            skipped[result] += 1
            cells.append(report.edition.cells[equation.left[0]].ref)
    for why, count in skipped.items():
        yield NotRun(relation, f"{why}，{count}处未核对", tuple(cells))


def _is_other_form_of_row(report: Report, equation: Equation) -> bool:
    """Whether an equation speaks of a variant row that the report does not use, or of the rows it replaced."""
    cells = report.edition.cells
    indexes = equation.left + equation.right
    absent = [index for index in indexes if report.values[index] is ABSENT]
    if not absent:
        return False
    if any(cells[index].variant for index in absent):
        return True
    replaced = {
        (cell.table, name)
        for cell in cells
        if cell.variant and report.values[cell.index] is not ABSENT
        for name in _replaced(report, cell.row.id)
    }
    return all((cells[index].table, cells[index].row.id) in replaced for index in absent)


def _replaced(report: Report, row_id: str) -> tuple[str, ...]:
    for table in report.edition.tables:
        for block in table.blocks:
            for variant in block.variants:
                if variant.row.id == row_id:
                    return variant.replaces
    return ()


def suspects(report: Report) -> dict[int, Number]:
    """Return the cells each of which alone would mend every equation that it stands in, with the number that would.

    A cell counts only where at least two equations break on it by the same difference and none that holds contains it.
    """
    unread = unread_cells(report)
    broken: dict[int, list[Number]] = {}
    sound: set[int] = set()
    for equation in report.edition.equations:
        if equation.relation.across_years:
            continue
        result = _evaluate(report.values, equation, unread)
        if isinstance(result, Broken):
            difference = result.right - result.left
            for sign, side in ((1, equation.left), (-1, equation.right)):
                for index in side:
                    broken.setdefault(index, []).append(sign * difference)
        elif result is None:
            sound.update(equation.left, equation.right)
    found: dict[int, Number] = {}
    for index, differences in broken.items():
        value = report.values[index]
        if index in sound or len(differences) < 2 or len(set(differences)) > 1 or not isinstance(value, int | Decimal):
            continue
        if value + differences[0] >= 0:
            found[index] = value + differences[0]
    return found


def faults_of(report: Report, relation: str) -> Iterator[Fault | NotRun]:
    """Yield a fault for each broken equation of a relation, naming the cell that alone would mend it, if one would."""
    mending: dict[int, Number] | None = None
    for result in broken_equations(report, relation):
        if isinstance(result, NotRun):
            yield result
            continue
        if mending is None:
            mending = suspects(report)
        yield _fault(report, result, mending)


def _fault(report: Report, broken: Broken, mending: dict[int, Number]) -> Fault:
    equation = broken.equation
    cells = report.edition.cells
    indexes = equation.left + equation.right
    own = list(indexes if len(indexes) <= 5 else equation.left)
    able = [index for index in indexes if index in mending]
    hint = ""
    if len(able) == 1:
        index = able[0]
        hint = (
            f"最可能有误的是{cell_name(report, cells[index].ref)}：现为{report.values[index]}，"
            f"如为{mending[index]}，与它有关的各项勾稽关系均成立。"
        )
        own = [index, *(other for other in own if other != index)]
    return Fault(
        cells=tuple(cells[index].ref for index in own),
        expected=broken.right,
        found=broken.left,
        slots={
            "difference": abs(broken.left - broken.right),
            "sum": _spell_sum(report, equation),
            "hint": hint,
            "cell": cell_name(report, cells[equation.left[0]].ref),
            "column": cells[equation.left[0]].column.label,
        },
        severity=Severity.WARNING if broken.has_blanks else None,
    )


def _spell_sum(report: Report, equation: Equation) -> str:
    """Spell the right side with its numbers, zeros and blanks left out: 28+2+8+1."""
    shown = [str(report.values[index]) for index in equation.right if report.values[index]]
    return "+".join(shown) or "0"
