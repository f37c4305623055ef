"""Take organs in from a spreadsheet: all rows or none."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from gongkai.errors import GongkaiError
from gongkai.web.organs.access import Viewer, viewer_of
from gongkai.web.organs.actions.found_organ import found_organ
from gongkai.web.organs.columns import Column
from gongkai.web.organs.models import Account, Level, Organ, OrganKind
from gongkai.web.organs.sheets import CellFault, Row, Sheet, SheetFaults

ORGAN_COLUMNS: Final = (
    Column("ref", "编号", needed=True, help="字母、数字和连字符，全平台唯一", most=40),
    Column("name", "名称", needed=True, help="全称"),
    Column("level", "层级", "choice", needed=True, choices=[(label, label) for label in map(str, Level.labels)]),
    Column("kind", "机关性质", "choice", needed=True, choices=[(label, label) for label in map(str, OrganKind.labels)]),
    Column("parent", "上级编号", needed=True, help="平台上已有的，或者本表里的编号", most=40),
    Column("code", "代码", help="统一社会信用代码或者行政区划代码", most=40),
)
"""What the empty spreadsheet says of each column; the action itself judges every row."""
ORGAN_COLUMN_NAMES: Final = tuple(column.head for column in ORGAN_COLUMNS)
_COLUMNS: Final = {"ref": "编号", "name": "名称", "level": "层级", "kind": "机关性质", "parent": "上级编号"}
_LEVELS: Final = {str(label): value for value, label in Level.choices}
_KINDS: Final = {str(label): value for value, label in OrganKind.choices}


def import_organs_from(viewer: Viewer, sheet: Sheet) -> list[tuple[str, str]]:
    """Enter every row as an organ, parents before children in whatever order they stand.

    Returns:
        The names of the organs entered, each with "".

    Raises:
        SheetFaults: any row has a fault; nothing was entered.
    """
    faults: list[CellFault] = []
    by_ref = {row.values["编号"]: row for row in sheet.rows}
    made: list[tuple[str, str]] = []
    with transaction.atomic():
        for row in _parents_first(sheet, by_ref):
            fault = _enter(viewer, sheet, row)
            if fault:
                faults.append(fault)
            else:
                made.append((row.values["名称"], ""))
        if faults:
            raise SheetFaults(sorted(faults, key=lambda fault: (int(fault.cell.lstrip("ABCDEF")), fault.cell)))
    return made


def _parents_first(sheet: Sheet, by_ref: dict[str, Row]) -> list[Row]:
    def depth(row: Row) -> int:
        seen: set[str] = set()
        above = row.values["上级编号"]
        while above in by_ref and above not in seen:
            seen.add(above)
            above = by_ref[above].values["上级编号"]
        return len(seen)

    return sorted(sheet.rows, key=depth)


def _enter(viewer: Viewer, sheet: Sheet, row: Row) -> CellFault | None:
    values = row.values
    parent = Organ.objects.filter(ref=values["上级编号"]).first()
    if parent is None:
        return sheet.fault(row, "上级编号", "没有这个编号的机关")
    if not values["编号"].replace("-", "").isalnum() or not values["编号"].isascii():
        return sheet.fault(row, "编号", "只能由字母、数字和连字符组成")
    try:
        found_organ(
            viewer_of(Account.objects.get(pk=viewer.person_id), viewer.now),  # the tree grew with the row before
            ref=values["编号"],
            name=values["名称"],
            level=_LEVELS.get(values["层级"], values["层级"]),
            kind=_KINDS.get(values["机关性质"], values["机关性质"]),
            parent=parent,
            code=values["代码"],
            reason="表格导入",
        )
    except GongkaiError as error:
        said = "，".join(filter(None, (error.what, error.fix)))
        return sheet.fault(row, _COLUMNS.get(error.field or "", "编号"), f"：{said}")
    return None
