"""Arguments that several verbs share: dates, calendars, output formats."""

from __future__ import annotations

import argparse
import json
import os
import re
from datetime import date
from pathlib import Path

from rich.console import Console

from gongkai.clocks import WorkingCalendar, calendar_for
from gongkai.errors import DateError, InputError

_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|(\d{2})(\d{2})|年(\d{1,2})月(\d{1,2})日)")


def to_date(text: str, field: str) -> date:
    """Read a date written 2026-09-21, 20260921 or 2026年9月21日."""
    match = _DATE.fullmatch(text.strip())
    if match:
        year, *rest = (int(part) for part in match.groups() if part is not None)
        try:
            return date(year, *rest)
        except ValueError:
            pass
    raise DateError(f"“{text}”不是有效日期（{field}）", fix="请写成2026-09-21的样子", field=field)


def to_count(text: str, field: str) -> int:
    """Read a whole number."""
    if not re.fullmatch(r"-?[0-9]{1,18}", text.strip()):
        raise InputError(f"“{text}”不是整数（{field}）", fix="请用阿拉伯数字写整数", field=field)
    return int(text)


def today() -> date:
    """Ask the clock: only the command line may."""
    return date.today()  # noqa: TID251, DTZ011 - the edge of the program is where the clock is read


def as_of(args: argparse.Namespace) -> date:
    """The day taken as today."""
    return to_date(args.as_of, "as-of") if args.as_of else today()


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add --format."""
    parser.add_argument(
        "--format", choices=("text", "json"), default="text", help="输出格式：text 供人阅读，json 供程序读取"
    )


def add_calendar(parser: argparse.ArgumentParser) -> None:
    """Add the arguments that choose a calendar."""
    parser.add_argument("--region", metavar="地区", help="本地放假规定所属地区，与放假通知文件中的 region 一致")
    parser.add_argument(
        "--notices",
        metavar="文件夹",
        default=os.environ.get("GONGKAI_NOTICES"),
        help="另放的放假通知文件夹（也可用环境变量 GONGKAI_NOTICES 指定）",
    )


def chosen_calendar(args: argparse.Namespace) -> WorkingCalendar:
    """The calendar that the arguments choose."""
    return calendar_for(args.region, Path(args.notices) if args.notices else None)


def print_json(value: object) -> None:
    """Print one JSON value for programs."""
    print(json.dumps(value, ensure_ascii=False))


def console() -> Console:
    """Where text for people goes."""
    return Console(highlight=False, emoji=False, markup=False)
