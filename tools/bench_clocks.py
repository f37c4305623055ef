"""Measure the clocks against the bare calendar library: ``python -m tools.bench_clocks [--write]``.

The same deadlines, in the same run, three ways: the library's own day-by-day walk (`find_workday`), Gongkai's date, and
Gongkai's date with every step made.  `--write` puts the figures, and those of the soak, into docs/reference.
"""

from __future__ import annotations

import platform
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median

import chinese_calendar

from gongkai.clocks import deadline, national_calendar
from tools import soak_clocks

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "benchmarks-clocks.md"
DEADLINES = 20_000
SLOW = 1_000
"""The library's walk is timed on fewer deadlines; both are given per second."""
ROUNDS = 5
PROVINCE = 200_000
WORKED = {day.on for day in national_calendar().days if day.working}


def bare_library(start: date) -> date:
    """Twenty working days by the calendar library alone, day by day."""
    found: date = chinese_calendar.find_workday(20, start) if chinese_calendar.is_workday(start) else _after(start)
    return found


def _after(start: date) -> date:
    return chinese_calendar.find_workday(19, start)


def plain_set(start: date) -> date:
    """A day walk over a ready set of working days: the fastest a walk can be in Python."""
    day, left = start.toordinal(), 20
    while left:
        day += 1
        left -= date.fromordinal(day) in WORKED
    return date.fromordinal(day)


def date_alone(start: date) -> date:
    """Gongkai's deadline without its steps."""
    return deadline("reply", start).due_on


def with_steps(start: date) -> date:
    """Gongkai's deadline with every step made."""
    found = deadline("reply", start)
    return found.steps[-1].on


WAYS: dict[str, tuple[Callable[[date], date], int]] = {
    "日历程序库逐日推算（find_workday）": (bare_library, SLOW),
    "在现成的工作日集合上逐日推算": (plain_set, DEADLINES),
    "公开：只要日期": (date_alone, DEADLINES),
    "公开：日期和全部步骤": (with_steps, DEADLINES),
}


def starts() -> list[date]:
    """Days of receipt, drawn once."""
    chance = random.Random(20190515)
    first, last = date(2019, 5, 15).toordinal(), date(2026, 10, 31).toordinal()
    return [date.fromordinal(chance.randint(first, last)) for _ in range(DEADLINES)]


def rates() -> dict[str, float]:
    """Deadlines per second, the median of several rounds, after checking that all ways agree."""
    days = starts()
    for day in days[:SLOW]:
        answers = {way(day) for way, _ in WAYS.values()}
        if len(answers) != 1:
            raise SystemExit(f"{day}: {answers}")
    found: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(ROUNDS):
        for name, (way, count) in WAYS.items():
            began = time.perf_counter()
            for day in days[:count]:
                way(day)
            found[name].append(count / (time.perf_counter() - began))
    return {name: median(values) for name, values in found.items()}


def table(found: dict[str, float]) -> str:
    """The figures as a table."""
    names = list(found)
    base = found[names[0]]
    lines = ["| 做法 | 每秒期限数 | 相对日历程序库 | 20万件用时 |", "|---|---:|---:|---:|"]
    lines += [
        f"| {name} | {rate:,.0f} | {rate / base:.1f}× | {PROVINCE / rate:.1f} 秒 |" for name, rate in found.items()
    ]
    return "\n".join(lines)


def page(found: dict[str, float], soaked: list[tuple[str, int, int, float]]) -> str:
    """The page of figures."""
    today = datetime.now(UTC).date().isoformat()  # noqa: TID251 - a measurement is dated
    rows = "\n".join(f"| `{name}` | {tried:,} | {wrong} | {seconds:.0f} 秒 |" for name, tried, wrong, seconds in soaked)
    return f"""# 期限计算的测量

由 `python -m tools.bench_clocks --write` 写成，{today}。
Python {platform.python_version()}，{platform.machine()}，单进程。

## 速度

同一次运行中，同样的 {DEADLINES:,} 个收到日期（日历程序库一项为其中前 {SLOW:,} 个）。
各做法结果先核对一致，取 {ROUNDS} 轮的中位数。

{table(found)}

目标：只要日期 50×，连同全部步骤 10×。

## 一致与性质

由 `python -m tools.soak_clocks` 运行，随机数种子固定；“反例”应为 0。

| 性质 | 试了 | 反例 | 用时 |
|---|---:|---:|---:|
{rows}
"""


def main() -> int:
    """Measure, print, and with --write soak and write the page."""
    found = rates()
    print(table(found))
    if "--write" in sys.argv[1:]:
        soaked = soak_clocks.soak()
        PAGE.write_text(page(found, soaked), encoding="utf-8")
        print(PAGE.read_text(encoding="utf-8"))
        return int(any(wrong for _, _, wrong, _ in soaked))
    return 0


if __name__ == "__main__":
    sys.exit(main())
