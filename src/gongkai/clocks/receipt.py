"""The day an application counts as received (政府信息公开条例第三十一条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gongkai.errors import DateError, InputError
from gongkai.law.files import load


@dataclass(frozen=True)
class Channel:
    """A way in which an application arrives."""

    id: str
    zh: str
    needs_confirmation: bool
    rule: str
    basis: str
    same_day: bool = False


@dataclass(frozen=True)
class Receipt:
    """The day of arrival, the day that counts, and why."""

    arrived_on: date
    received_on: date
    channel: Channel
    notes: tuple[str, ...] = ()


@cache
def _data() -> dict[str, Any]:
    return load("gongkai.clocks", "receipt.toml")


@cache
def channels() -> dict[str, Channel]:
    """All channels of Article 31 by id."""
    return {
        name: Channel(
            name,
            row["zh"],
            row["needs_confirmation"],
            row["rule"],
            row["basis"],
            row.get("same_day", False),
        )
        for name, row in _data().items()
        if isinstance(row, dict)
    }


def receive(arrived_on: date, channel: str, confirmed_on: date | None = None) -> Receipt:
    """Settle the day of receipt; where the law needs a confirmation, its day must be given."""
    if channel not in channels():
        raise InputError(
            f"收到渠道“{channel}”不在条例第三十一条所列之中",
            fix="可用：" + "、".join(f"{c.id}（{c.zh}）" for c in channels().values()),
            field="channel",
        )
    way = channels()[channel]
    notes = _notes(arrived_on, confirmed_on, way)
    if not way.needs_confirmation:
        return Receipt(arrived_on, arrived_on, way, notes)
    if confirmed_on is None:
        raise DateError(
            f"缺少确认日期：渠道为“{way.zh}”",
            why=f"条例第三十一条：{way.rule}，没有确认就没有收到申请之日",
            fix="请写明与申请人确认之日",
            field="confirmed",
        )
    if confirmed_on < arrived_on:
        raise DateError(
            f"确认日期{confirmed_on.isoformat()}早于到达日期{arrived_on.isoformat()}",
            why="申请到达之前无从确认",
            fix="请核对两个日期",
            field="confirmed",
        )
    return Receipt(arrived_on, confirmed_on, way, notes)


def _notes(arrived_on: date, confirmed_on: date | None, way: Channel) -> tuple[str, ...]:
    notes = []
    if confirmed_on is not None and not way.needs_confirmation:
        notes.append(f"渠道为“{way.zh}”，收到申请之日与确认日期无关")
    if way.same_day and confirmed_on is not None and confirmed_on > arrived_on:
        notes.append("平常信函应当在收到当日与申请人确认；逾日确认的责任由本机关承担，见条例第三十一条第（二）项")
    if arrived_on < _data()["since"]:
        notes.append(
            "2019年5月15日以前收到申请之日的规定不同（国办公开办函〔2015〕207号），此处按现行条例第三十一条计算"
        )
    return tuple(notes)
