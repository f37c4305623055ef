"""Holiday notices as dated files: a new year's notice, a local holiday, a special day.

A file says what kind of notice it is:

- ``year``: the yearly notice of the State Council's General Office; `year` is then settled;
- ``special``: days changed for the whole country outside the yearly notice;
- ``local``: days off in one region only (放假办法第四条); `region` names it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from gongkai.clocks.statutory import knows_lunar, statutory_days
from gongkai.errors import InputError
from gongkai.law import Mark

KINDS = ("year", "special", "local")


@dataclass(frozen=True)
class Notice:
    """One notice: which days are off and which weekend days are worked."""

    file: str
    kind: str
    title: str
    number: str
    mark: Mark
    off: tuple[tuple[date, str], ...]
    work: tuple[tuple[date, str], ...]
    year: int | None = None
    region: str | None = None

    @property
    def basis(self) -> str:
        """How a step cites the notice."""
        return self.number or self.title


def packaged_notices() -> tuple[Notice, ...]:
    """The notices that ship with Gongkai."""
    return tuple(_read_all(files("gongkai.clocks").joinpath("notices")))


def notices_in(folder: Path) -> tuple[Notice, ...]:
    """The notices a user keeps in a folder of their own."""
    if not folder.is_dir():
        raise InputError(f"放假通知文件夹“{folder}”不存在", fix="请核对路径，或者新建该文件夹", field="notices")
    return tuple(_read_all(folder))


def _read_all(folder: Traversable) -> Iterator[Notice]:
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            yield read_notice(entry.name, entry.read_text(encoding="utf-8"))


def read_notice(name: str, text: str) -> Notice:
    """Read and check one notice file."""
    try:
        return _notice(name, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"放假通知文件“{name}”不是有效的TOML", why=str(error), field="notices") from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(
            f"放假通知文件“{name}”缺少内容或者写法不对", why=f"{type(error).__name__}：{error}", field="notices"
        ) from None


def _notice(name: str, data: dict[str, Any]) -> Notice:
    notice = Notice(
        file=name,
        kind=data["kind"],
        title=data["title"],
        number=data.get("number", ""),
        mark=Mark(data.get("mark", "U")),
        off=tuple(_days(data.get("off", []))),
        work=tuple((_plain(row["on"]), row["name"]) for row in data.get("work", [])),
        year=data.get("year"),
        region=data.get("region"),
    )
    _check(notice)
    return notice


def _plain(value: object) -> date:
    if type(value) is not date:
        raise TypeError(f"“{value}”不是日期，请写成 2027-02-05 的样子，不加引号")
    return value


def _days(rows: list[dict[str, Any]]) -> Iterator[tuple[date, str]]:
    for row in rows:
        first, last = _plain(row["from"]), _plain(row.get("to", row["from"]))
        if last < first:
            raise ValueError(f"{first}至{last}先后颠倒")
        for offset in range((last - first).days + 1):
            yield first + timedelta(days=offset), row["name"]


def _check(notice: Notice) -> None:
    if notice.kind not in KINDS:
        raise ValueError(f"kind 只能是 {'、'.join(KINDS)}")
    if (notice.kind == "year") != isinstance(notice.year, int):
        raise ValueError("kind 为 year 时写 year（年份），其他时候不写")
    if (notice.kind == "local") != bool(notice.region):
        raise ValueError("kind 为 local 时写 region（地区），其他时候不写")
    both = {day for day, _ in notice.off} & {day for day, _ in notice.work}
    if both:
        raise ValueError(f"{min(both)}既放假又上班")
    for day, _ in notice.work:
        if day.weekday() < 5 and notice.kind == "year":
            raise ValueError(f"{day}本来就是周一至周五，不是调休上班")
    if notice.year is not None:
        days = [day for day, _ in (*notice.off, *notice.work)]
        if any(day < date(notice.year - 1, 12, 1) or day > date(notice.year, 12, 31) for day in days):
            raise ValueError(f"有的日期不属于{notice.year}年的安排")
        _check_whole(notice, notice.year)


def _check_whole(notice: Notice, year: int) -> None:
    """A yearly notice settles its year: it must give off every festival that law fixes, where those are known."""
    off = {day for day, _ in notice.off}
    if not any(day.year == year for day in off):
        raise ValueError(f"没有写{year}年的任何放假日")
    missing = [(day, name) for day, name, _ in statutory_days(year) if day not in off] if knows_lunar(year) else []
    if missing:
        raise ValueError("没有写全，缺少" + "、".join(f"{day}{name}" for day, name in missing))
