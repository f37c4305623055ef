"""Give the next index number (索引号) of an organ and year."""

from __future__ import annotations

from django.db import connection
from django.db.models import F

from gongkai.errors import InputError
from gongkai.web.disclosure.models import IndexSeries
from gongkai.web.organs.models import Organ


def next_index_number(organ: Organ, year: int) -> str:
    """Return the next index number; the series stays locked until the caller's transaction ends.

    Raises:
        InputError: called outside a transaction, where a number could be given twice.
    """
    if not connection.in_atomic_block:
        raise InputError("索引号必须在事务中取得", fix="请在写入信息的同一事务里调用 next_index_number")
    return f"{organ.code or organ.ref}/{year}-{next_serials(organ, year, 1):05d}"


def next_serials(organ: Organ, year: int, count: int) -> int:
    """Take so many numbers at once and return the first of them."""
    rows = IndexSeries.objects.filter(organ=organ, year=year)
    if not rows.update(last=F("last") + count):
        IndexSeries.objects.bulk_create([IndexSeries(organ=organ, year=year)], ignore_conflicts=True)
        rows.update(last=F("last") + count)
    return rows.values_list("last", flat=True).get() - count + 1
