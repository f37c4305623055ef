"""Give the next number of an organ and year: unique, without gaps, whatever happens at the same time."""

from __future__ import annotations

from typing import Final

from django.db import connection

from gongkai.errors import InputError
from gongkai.web.cases.models import NumberSeries

_ADVANCE: Final = (
    f"UPDATE {NumberSeries._meta.db_table} SET last = last + 1 WHERE organ_id = %s AND year = %s RETURNING last"
)


def next_serial(organ_id: int, year: int) -> int:
    """Return the next number; the series stays locked until the caller's transaction ends, and goes back with it.

    Raises:
        InputError: called outside a transaction, where a number could be lost.
    """
    if not connection.in_atomic_block:
        raise InputError("编号必须在事务中取得", fix="请在写入案件的同一事务里调用 next_serial")
    number = _advance(organ_id, year)
    if number is None:
        NumberSeries.objects.bulk_create([NumberSeries(organ_id=organ_id, year=year)], ignore_conflicts=True)
        number = _advance(organ_id, year)
    if number is None:
        raise RuntimeError("the number series is not there")
    return number


def _advance(organ_id: int, year: int) -> int | None:
    with connection.cursor() as cursor:
        cursor.execute(_ADVANCE, [organ_id, year])
        row = cursor.fetchone()
    return int(row[0]) if row else None
