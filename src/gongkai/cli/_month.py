"""Drawing months, each day with a mark."""

from __future__ import annotations

from calendar import Calendar
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from rich.columns import Columns
from rich.table import Table
from rich.text import Text


class DayMark(NamedTuple):
    """What stands under a day's number, and how it is coloured."""

    text: str
    style: str


LOOKS = {
    "start": ("起", "bold cyan", "起算之日，不计入"),
    "workday": ("", "green", "工作日，计入（数字为第几日）"),
    "make_up": ("班", "bold green", "调休上班，计入"),
    "weekend": ("·", "dim", "周末，不计入"),
    "holiday": ("休", "red", "放假，不计入"),
    "local": ("地", "magenta", "本地放假，不计入"),
    "special": ("休", "red", "临时放假，不计入"),
    "statutory": ("节", "red", "法定节日（安排未公布），不计入"),
    "excluded": ("扣", "yellow", "征求意见期间，不计入"),
    "delayed": ("延", "yellow", "延迟答复期间"),
    "rolled": ("顺", "yellow", "最后一日遇休息日，顺延"),
    "due": ("★", "bold white on red", "期限届满之日"),
}
"""For each kind of day: its sign, its style and what the legend says."""


def draw_months(marks: Mapping[date, DayMark], months: Iterable[tuple[int, int]]) -> Columns:
    """Draw months side by side, as many as the line holds."""
    return Columns([_month(year, month, marks) for year, month in months], padding=(0, 3))


def months_between(first: date, last: date) -> list[tuple[int, int]]:
    """Every (year, month) from one day to another."""
    start, end = first.year * 12 + first.month - 1, last.year * 12 + last.month - 1
    return [(n // 12, n % 12 + 1) for n in range(start, end + 1)]


def legend(kinds: Iterable[str]) -> Text:
    """Explain the signs that were used."""
    text = Text("图例：")
    for kind in kinds:
        sign, style, meaning = LOOKS[kind]
        text.append(f" {sign or '1'} ", style=style)
        text.append(f"{meaning}；")
    return text


def _month(year: int, month: int, marks: Mapping[date, DayMark]) -> Table:
    table = Table(title=f"{year}年{month}月", padding=(0, 1), show_edge=False, box=None)
    for name in "一二三四五六日":
        table.add_column(name, justify="right", min_width=4, no_wrap=True)
    for week in Calendar().monthdatescalendar(year, month):
        table.add_row(*(_cell(day, marks.get(day)) if day.month == month else "" for day in week))
    return table


def _cell(day: date, mark: DayMark | None) -> Text:
    if mark is None:
        return Text(f"{day.day}\n", style="dim")
    return Text(f"{day.day}\n{mark.text}", style=mark.style, justify="right")
