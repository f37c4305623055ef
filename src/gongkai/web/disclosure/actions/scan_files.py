"""Scan the files that came while the scanner did not answer. Until then nobody is sent them, and no gate opens."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.web.disclosure.access import item_subject
from gongkai.web.disclosure.models import ItemFile
from gongkai.web.files.choices import Checked
from gongkai.web.files.judging import judge_again
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Actor


def scan_waiting_files(now: datetime, most: int = 100) -> int:
    """Judge the files of items that wait, each with an entry by the system; return how many were settled."""
    count = 0
    for number in ItemFile.objects.filter(checked=Checked.WAITING).values_list("pk", flat=True)[:most]:
        file = ItemFile.objects.select_related("item__organ").get(pk=number)
        checked = judge_again(bytes(file.content), [finding["why"] for finding in file.findings])
        if checked is None:
            break  # the scanner is still silent: the others wait too
        with transaction.atomic():
            if not ItemFile.objects.filter(pk=number, checked=Checked.WAITING).update(checked=checked):
                continue
            actor = Actor("system", "系统", file.item.organ.ref, now)
            after = {"file": file.ref, "checked": str(checked)}
            record_entry(actor, "disclosure.scan_file", item_subject(file.item), reason="扫描程序恢复应答", after=after)
        count += 1
    return count
