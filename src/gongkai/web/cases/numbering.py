"""Give the next number of an organ and year: unique, without gaps, whatever happens at the same time."""

from __future__ import annotations

from django.db import connection
from django.db.models import F

from gongkai.errors import InputError
from gongkai.web.cases.models import NumberSeries


def next_serial(organ_id: int, year: int) -> int:
    """Return the next number; the series stays locked until the caller's transaction ends, and goes back with it.

    Raises:
        InputError: called outside a transaction, where a number could be lost.
    """
    if not connection.in_atomic_block:
        raise InputError("编号必须在事务中取得", fix="请在写入案件的同一事务里调用 next_serial")
    rows = NumberSeries.objects.filter(organ_id=organ_id, year=year)
    if not rows.update(last=F("last") + 1):
        NumberSeries.objects.bulk_create([NumberSeries(organ_id=organ_id, year=year)], ignore_conflicts=True)
        rows.update(last=F("last") + 1)
    return rows.values_list("last", flat=True).get()
