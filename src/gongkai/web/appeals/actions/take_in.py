"""Take a spreadsheet of appeals in: all rows or none, every fault with its cell."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils import timezone

from gongkai.web.appeals.access import KIND, new_appeal_target
from gongkai.web.appeals.actions.register import save_appeal
from gongkai.web.appeals.book import COLUMNS, judge_appeal
from gongkai.web.appeals.models import Appeal
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.columns import EntryFaults
from gongkai.web.organs.models import Organ
from gongkai.web.organs.sheets import CellFault, SheetFaults, read_sheet


def import_appeals(viewer: Viewer, organ: Organ, *, name: str, content: bytes) -> int:
    """Take in a spreadsheet with the columns of an appeal; return how many were made.

    Raises:
        Refused: the viewer may not in that organ.
        SheetFaults: a row has a fault; nothing was taken in.
    """
    require(viewer, "create", new_appeal_target(organ.pk), organ.ref)
    heads = {column.head: column for column in COLUMNS}
    names = {column.field: column.head for column in COLUMNS}
    sheet = read_sheet(name, content, list(heads))
    faults: list[CellFault] = []
    made = 0
    with transaction.atomic():
        for row in sheet.rows:
            typed = {column.field: row.values[head] for head, column in heads.items()}
            try:
                found = judge_appeal(organ, typed, timezone.localdate(viewer.now))
                appeal = Appeal(organ=organ, handler_id=viewer.person_id, entered_at=viewer.now, **found)
                save_appeal(appeal)
            except EntryFaults as error:
                faults += [sheet.fault(row, names[field], message) for field, message in error.faults]
                continue
            appeal.authors.add(viewer.person_id)
            made += 1
        if not made and not faults:
            faults.append(CellFault("A2", "没有填写任何一行"))
        if faults:
            raise SheetFaults(faults)
        digest = hashlib.sha256(content).hexdigest()
        subject = Subject(KIND, f"import:{digest[:16]}", organ.ref)
        record_entry(actor_of(viewer), "appeals.import_appeals", subject, after={"rows": made, "sha256": digest})
    return made
