"""Scan again what came while the scanner did not answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.web.cases.access import case_subject
from gongkai.web.cases.models import Attachment
from gongkai.web.files.choices import Checked
from gongkai.web.files.judging import judge_again
from gongkai.web.files.keeping import unseal_bytes
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Actor


def scan_waiting(now: datetime, most: int = 100) -> int:
    """Judge the files that wait, each with an entry by the system; return how many were. Stops while there is none."""
    count = 0
    for number in Attachment.objects.filter(checked=Checked.WAITING).values_list("pk", flat=True)[:most]:
        row = Attachment.objects.select_related("case__organ").get(pk=number)
        checked = judge_again(unseal_bytes(row.content_sealed), row.findings)
        if checked is None:
            break
        with transaction.atomic():
            if not Attachment.objects.filter(pk=number, checked=Checked.WAITING).update(checked=checked):
                continue
            actor = Actor("system", "系统", row.case.organ.ref, now)
            after = {"file": row.ref, "checked": str(checked)}
            record_entry(actor, "cases.scan_file", case_subject(row.case), reason="扫描程序恢复应答", after=after)
        count += 1
    return count
