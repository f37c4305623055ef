"""State another number than was counted, with a reason; and counts that no record of the platform holds."""

from __future__ import annotations

from typing import Final

from gongkai.errors import InputError
from gongkai.form import CellType
from gongkai.web.organs.access import Viewer
from gongkai.web.reporting.actions.compile_report import OWN_COUNT
from gongkai.web.reporting.book import edition_of
from gongkai.web.reporting.changes import add_author, changing, need_open, record
from gongkai.web.reporting.models import AnnualReport, ReportCell
from gongkai.web.reporting.values import keep_value, read_value

_MOST_COUNTS: Final = 60


def state_cell(viewer: Viewer, report: AnnualReport, cell: str, typed: str, *, reason: str, version: int) -> None:
    """State another number; the counted one and its sources stay beside it.

    Args:
        viewer: who states it.
        report: the report.
        cell: the cell's ref.
        typed: the number as typed; nothing typed is a blank.
        reason: why the records do not say it.
        version: of the report as it was shown.

    Raises:
        Refused: the viewer may not.
        InputError: no reason is given, or it is not what the cell may hold.
    """
    with changing(viewer, report, "edit", version=version):
        need_open(report)
        row = _row(report, cell)
        definition = edition_of(report).cell(cell)
        value = keep_value(read_value(definition, typed))
        if definition.type is CellType.COUNT and isinstance(value, int) and value < 0:
            raise InputError(f"“{definition.label}”不能是负数", fix="请填写0或者正整数", field="stated")
        if not reason.strip():
            raise InputError(
                f"“{definition.label}”（{cell}）改填其他数字，没有写明理由",
                why=f"记录中计得{row.counted}，填报与记录不同须说明理由",
                fix="请写明理由，或者恢复为计得的数字",
                field="reason",
            )
        before = {"cell": cell, "shown": row.shown, "reason": row.reason}
        row.stated, row.is_stated, row.reason = value, True, reason.strip()
        row.stated_by_id, row.stated_at = viewer.person_id, viewer.now
        row.save(update_fields=["stated", "is_stated", "reason", "stated_by", "stated_at"])
        add_author(viewer, report)
        after = {"cell": cell, "counted": row.counted, "stated": value}
        record(viewer, report, "state_cell", reason=reason, before=before, after=after)


def count_again(viewer: Viewer, report: AnnualReport, cell: str, *, version: int) -> None:
    """Go back from a stated number to the counted one.

    Raises:
        Refused: the viewer may not.
        InputError: nothing was stated.
    """
    with changing(viewer, report, "edit", version=version):
        need_open(report)
        row = _row(report, cell)
        if not row.is_stated:
            raise InputError(f"单元格{cell}没有改填过", fix="不需要恢复")
        before = {"cell": cell, "stated": row.stated, "reason": row.reason}
        row.stated, row.is_stated, row.reason, row.stated_by, row.stated_at = None, False, "", None, None
        row.save(update_fields=["stated", "is_stated", "reason", "stated_by", "stated_at"])
        add_author(viewer, report)
        record(viewer, report, "count_again", before=before, after={"cell": cell, "counted": row.counted})


def state_count(viewer: Viewer, report: AnnualReport, label: str, value: int, *, basis: str, version: int) -> str:
    """Add a figure that no record of the platform holds, such as trainings, with where it comes from.

    Returns:
        The name by which text refers to it.

    Raises:
        Refused: the viewer may not.
        InputError: the label or where it comes from is missing.
    """
    if not label.strip() or not basis.strip():
        raise InputError(
            "自行登记的数字要写明名称和依据",
            why="报告中的每个数字都要能查到来源",
            fix="例如名称“政务公开培训（次）”，依据“培训签到表3份，存办公室”",
            field="label" if not label.strip() else "basis",
        )
    with changing(viewer, report, "edit", version=version):
        need_open(report)
        same = [name for name, row in report.counts.items() if row["label"] == label.strip()]
        own = [name for name in report.counts if name.startswith(OWN_COUNT)]
        if len(own) >= _MOST_COUNTS and not same:
            raise InputError(f"自行登记的数字已有{_MOST_COUNTS}个", fix="请删去不用的")
        number = max((int(name.removeprefix(OWN_COUNT)) for name in own), default=0) + 1
        name = same[0] if same else f"{OWN_COUNT}{number}"
        if not name.startswith(OWN_COUNT):
            raise InputError(f"“{label}”由记录计得，不能自行登记", fix="请直接插入这个数字", field="label")
        row = {"label": label.strip(), "value": value, "group": "own", "basis": basis.strip()}
        row |= {"by": viewer.name, "at": viewer.now.isoformat()}
        report.counts = report.counts | {name: row}
        report.save(update_fields=["counts"])
        add_author(viewer, report)
        record(viewer, report, "state_count", reason=basis, after={"name": name, "value": value})
    return name


def _row(report: AnnualReport, cell: str) -> ReportCell:
    edition_of(report).cell(cell)
    row = report.cells.filter(cell=cell).first()
    if row is None:
        raise InputError(f"报告里没有单元格{cell}", fix="请先重新汇编")
    return row
