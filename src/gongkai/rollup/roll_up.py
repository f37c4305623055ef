"""Add up reports, naming the exact version of each, who is missing, and what could not be added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from itertools import pairwise
from typing import Final

from gongkai.errors import InputError
from gongkai.form import CellType, Edition
from gongkai.report import ABSENT, Report, Value
from gongkai.rollup.figures import Figure, Lack, Number, Part, Why
from gongkai.rollup.readings import reading

_EXACT: Final = Context(prec=60)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one organ's report: what is added up.

    Attributes:
        organ: the organ's reference (or name, where there is none).
        report: its figures.
        number: which version it is.
        digest: the digest of the frozen content, to name it exactly.
    """

    organ: str
    report: Report
    number: int = 1
    digest: str = ""


@dataclass(frozen=True)
class RollUp:
    """The figures of a whole area, and what they are made of.

    Attributes:
        edition: the edition of the sums.
        own: the organ's own figures (本级), kept apart.
        children: the versions of the organs below, in the order of their references.
        missing: organs that should have reported and gave nothing.
    """

    edition: Edition
    own: Version | None
    children: tuple[Version, ...]
    missing: tuple[str, ...] = ()

    @property
    def versions(self) -> tuple[Version, ...]:
        """Everything that is added: the own figures first."""
        return (*([self.own] if self.own else []), *self.children)

    @property
    def is_whole(self) -> bool:
        """Whether nobody is missing and every report gave every cell of the form."""
        return not self.missing and all(figure.is_whole for figure in self.figures() if not figure.cell.variant)

    def figure(self, ref: str) -> Figure:
        """Return one cell with its parts.

        Raises:
            UnknownRef: the edition has no such cell.
        """
        cell = self.edition.cell(ref)
        readings = [reading(version.organ, version.report, cell, self.edition) for version in self.versions]
        parts = tuple(item for item in readings if isinstance(item, Part))
        lacks = tuple(item for item in readings if isinstance(item, Lack))
        return Figure(cell, _sum(cell.type, parts, lacks), parts, lacks)

    def figures(self) -> Iterator[Figure]:
        """Yield every cell of the edition, merged rows included, in the order of the form."""
        return (self.figure(cell.ref) for cell in self.edition.cells)

    def printed(self) -> tuple[str, ...]:
        """Return the cells that a report of the sums prints, in the order of the form.

        Where a report below filled only a merged row, the parts of the sum are not known, and the merged row stands in
        their place; elsewhere merged rows are left out.
        """
        merged, replaced = _merged_rows(self)
        rows = {cell.ref: cell.ref.rpartition("/")[0] for cell in self.edition.cells}
        return tuple(
            cell.ref
            for cell in self.edition.cells
            if (rows[cell.ref] in merged if cell.variant else rows[cell.ref] not in replaced)
        )


def roll_up(
    children: Iterable[Version], edition: Edition, *, own: Version | None = None, expected: Iterable[str] = ()
) -> RollUp:
    """Put reports together, whatever the order in which they came.

    Args:
        children: one version of each organ below.
        edition: the edition of the sums.
        own: the organ's own figures (本级).
        expected: the organs below that should have reported.

    Raises:
        InputError: an organ stands there twice, or the reports are of different years.
    """
    rows = sorted(children, key=lambda version: version.organ)
    given = [version.organ for version in rows]
    for organ, following in pairwise(given):
        if organ == following:
            raise InputError(f"“{organ}”的报告有两份", why="一个机关只能汇总一个版本", fix="请只保留其中一份")
    if own is not None and own.organ in given:
        raise InputError(f"“{own.organ}”既是本级又是下级", why="同一份数字会被计算两次", fix="请去掉其中一份")
    years = sorted({v.report.year for v in (*rows, *([own] if own else [])) if v.report.year is not None})
    if len(years) > 1:
        said = "、".join(map(str, years))
        raise InputError(f"报告的年度不同：{said}", why="只有同一年度的数字可以相加", fix="请核对各份报告的年度")
    return RollUp(edition, own, tuple(rows), tuple(sorted(set(expected) - set(given))))


def _merged_rows(rolled: RollUp) -> tuple[set[str], set[str]]:
    """Return the merged rows that must be printed, and the rows that they replace."""
    merged: set[str] = set()
    replaced: set[str] = set()
    for table in rolled.edition.tables:
        for block in table.blocks:
            for variant in block.variants:
                parts = [f"{table.id}/{row}" for row in variant.replaces]
                refs = [f"{part}/{column.id}" for part in parts for column in block.columns]
                if any(lack.why is Why.MERGED for ref in refs for lack in rolled.figure(ref).lacks):
                    merged.add(f"{table.id}/{variant.row.id}")
                    replaced.update(parts)
    return merged, replaced


def _sum(kind: CellType, parts: tuple[Part, ...], lacks: tuple[Lack, ...]) -> Value:
    if kind is CellType.TEXT or not parts:
        return ABSENT if all(lack.why in (Why.ABSENT, Why.OTHER_EDITION) for lack in lacks) else None
    return exact_sum(part.value for part in parts)


def exact_sum(values: Iterable[Number]) -> Number:
    """Add numbers to the last digit, whatever their order: integers stay integers."""
    whole, amounts = 0, Decimal(0)
    has_amount = False
    with localcontext(_EXACT):
        for value in values:
            if isinstance(value, Decimal):
                amounts += value
                has_amount = True
            else:
                whole += value
        return amounts + whole if has_amount else whole
