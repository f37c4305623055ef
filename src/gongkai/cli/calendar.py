"""``gongkai calendar``: a whole year of working days."""

from __future__ import annotations

import argparse
from datetime import date

from gongkai.cli._arguments import add_calendar, add_format, chosen_calendar, console, print_json, to_count, today
from gongkai.cli._month import LOOKS, DayMark, draw_months, legend
from gongkai.clocks import Day, WorkingCalendar
from gongkai.errors import DateError

_EXAMPLE = """示例：
  gongkai calendar 2026
  gongkai calendar 2026 --format json
  gongkai calendar 2027 --notices 放假通知"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "calendar",
        help="显示一年的工作日历",
        description="显示一年的工作日、放假和调休上班。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("year", nargs="?", metavar="年份", help="默认今年")
    add_calendar(parser)
    add_format(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the year."""
    calendar = chosen_calendar(args)
    year = to_count(args.year, "year") if args.year else today().year
    days = _days(calendar, year)
    settled = days[-1].on <= calendar.settled_through
    working = sum(day.working for day in days)
    if args.format == "json":
        print_json(
            {
                "year": year,
                "provisional": not settled,
                "working_days": working,
                "days": [
                    {"on": d.on.isoformat(), "working": d.working, "kind": d.kind, "why": d.why, "basis": d.basis}
                    for d in days
                ],
            }
        )
        return 0
    out = console()
    out.print(f"{year}年：工作日{working}天，共{len(days)}天" + ("" if settled else "（暂定）"), style="bold")
    if not settled:
        out.print(f"{year}年放假安排尚未公布：只标出周末和法定节日，没有调休。", style="yellow")
    marks = {day.on: DayMark(LOOKS[day.kind][0], LOOKS[day.kind][1]) for day in days}
    out.print(draw_months(marks, [(year, month) for month in range(1, 13)]))
    out.print(legend(kind for kind in LOOKS if kind in {day.kind for day in days}))
    return 0


def _days(calendar: WorkingCalendar, year: int) -> list[Day]:
    if not calendar.first_day.year <= year <= calendar.last_day.year:
        raise DateError(
            f"没有{year}年（year）的日历",
            why=f"可以显示{calendar.first_day.year}年至{calendar.last_day.year}年",
            field="year",
        )
    first, last = calendar.index(date(year, 1, 1)), calendar.index(date(year, 12, 31))
    return calendar.days[first : last + 1]
