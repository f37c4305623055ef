"""基层政务公开标准目录: take in the rows that an organ adopted, in place of those it had."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from gongkai.web.disclosure.access import new_target
from gongkai.web.disclosure.listed import standard
from gongkai.web.disclosure.models import StandardEntry
from gongkai.web.disclosure.special_access import office_subject
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.models import Organ
from gongkai.web.organs.sheets import CellFault, Row, Sheet, SheetFaults

_NEEDED: Final = ("field", "matter", "content")
_KEPT_AS: Final = {"organ": "responsible"}


def columns() -> list[str]:
    """Return the columns of a standard catalogue, as they are printed."""
    return list(standard().columns.values())


def import_standard(viewer: Viewer, organ: Organ, sheet: Sheet) -> int:
    """Take in a whole catalogue, or nothing. The list of fields is unconfirmed: others are taken too.

    Raises:
        Refused: the viewer may not write for that organ.
        SheetFaults: every fault, with its cell.
    """
    require(viewer, "create", new_target(organ.pk))
    names = standard().columns
    faults = [
        sheet.fault(row, names[name], "没有填写")
        for row in sheet.rows
        for name in _NEEDED
        if not row.values[names[name]]
    ]
    faults += [fault for row in sheet.rows for fault in _too_long(sheet, row)]
    if not sheet.rows:
        faults = [CellFault("A2", "没有填写任何一行")]
    if faults:
        raise SheetFaults(faults)
    with transaction.atomic():
        rows = StandardEntry.objects.filter(organ=organ)
        before = {"rows": rows.count()}
        rows.delete()
        entries = [_entry(organ, place, row) for place, row in enumerate(sheet.rows, 1)]
        StandardEntry.objects.bulk_create(entries, batch_size=500)
        subject, after = office_subject(organ, "standard"), {"rows": len(entries)}
        record_entry(actor_of(viewer), "disclosure.import_standard", subject, before=before, after=after)
    return len(entries)


def _entry(organ: Organ, place: int, row: Row) -> StandardEntry:
    said = {_KEPT_AS.get(name, name): row.values[zh] for name, zh in standard().columns.items()}
    return StandardEntry(organ=organ, place=place, **said)


def _too_long(sheet: Sheet, row: Row) -> list[CellFault]:
    found = []
    for name, zh in standard().columns.items():
        most = StandardEntry._meta.get_field(_KEPT_AS.get(name, name)).max_length  # type: ignore[union-attr]
        if most is not None and len(row.values[zh]) > most:
            found.append(sheet.fault(row, zh, f"超过{most}字"))
    return found
