"""`gongkai rollup`: the reports of the organs below, added up."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.console import Console
from rich.text import Text

from gongkai.cli._arguments import console
from gongkai.cli._draw import draw_report
from gongkai.cli._reports import complain, each, find_files, read_one
from gongkai.cli._save import refuse_existing, write_whole
from gongkai.errors import InputError
from gongkai.form import edition_for
from gongkai.report import Report
from gongkai.rollup import RollUp, Version, roll_up, rolled_report
from gongkai.write import format_for, write_report
from gongkai.write.json import Json, contract_object, dump

_EXAMPLE = """示例：
  gongkai rollup 各街道年报/                           汇总一个文件夹
  gongkai rollup 各街道年报/ --own 区政府本级.docx     加上本级自己的数字
  gongkai rollup 各街道年报/ --expected 名单.txt       按名单（每行一个机关）列出缺报
  gongkai rollup 各街道年报/ --output 全区.xlsx        写成文件（也可以是 docx、html、json 等）
  gongkai rollup 各街道年报/ --format json

留空、没有这一格、旧版格式没有对应口径的，都不当作0，逐格列出。
退出状态：0 全部汇总；1 有缺报或者有缺的数字；2 有文件无法读取，或者不能汇总。"""
_SHOWN = 20


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "rollup",
        help="汇总下级机关的年度报告",
        description="把下级机关的年度报告逐格相加，写明由哪些报告得出、谁缺报、哪些数字缺。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="文件", help="下级机关的报告文件或文件夹")
    parser.add_argument("--own", metavar="本级报告", help="本级自己的数字（不含下级）")
    parser.add_argument("--expected", metavar="名单", help="应报送机关的名单，每行一个名称")
    parser.add_argument("--organ", metavar="名称", help="汇总报告的机关名称")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式：text（默认）或 json")
    parser.add_argument("--output", metavar="文件", help="把汇总数写成文件，格式由后缀决定")
    parser.add_argument("--force", action="store_true", help="文件已存在时覆盖它")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the reports, add them up, and say what is missing."""
    if args.output:
        refuse_existing(Path(args.output), force=args.force)
    outcomes = list(each(read_one, find_files(args.files), quiet=args.format == "json"))
    for outcome in outcomes:
        if outcome.result is None:
            complain(outcome)
    reports = [(outcome.file, outcome.result) for outcome in outcomes if outcome.result is not None]
    rolled = _added(reports, args)
    report = rolled_report(rolled, organ=args.organ, year=_year(rolled))
    if args.output:
        _write(report, Path(args.output), force=args.force)
    if args.format == "json":
        print(dump(_object(rolled, report)))
    else:
        _show(console(), rolled, report)
    unreadable = len(outcomes) - len(reports)
    return 2 if unreadable else 0 if rolled.is_whole else 1


def _added(reports: list[tuple[str, Report]], args: argparse.Namespace) -> RollUp:
    own = read_one(args.own) if args.own else None
    years = [report.year for _, report in reports if report.year is not None]
    if not years:
        raise InputError("没有可以汇总的报告", why="没有读出报告年度", fix="请核对文件", field="files")
    versions = [Version(report.organ or file, report) for file, report in reports]
    own_version = Version((own.organ or args.own) + "（本级）", own) if own else None
    expected = Path(args.expected).read_text("utf-8").split() if args.expected else []
    return roll_up(versions, edition_for(max(years)), own=own_version, expected=expected)


def _year(rolled: RollUp) -> int | None:
    return next((version.report.year for version in rolled.versions if version.report.year is not None), None)


def _write(report: Report, target: Path, *, force: bool) -> None:
    chosen = format_for(target.name)
    if chosen is None:
        raise InputError(
            f"不知道“{target.name}”是什么格式", fix="后缀可以是 .docx、.xlsx、.html、.json 等", field="output"
        )
    write_whole(target, write_report(report, chosen.id), force=force)


def _object(rolled: RollUp, report: Report) -> dict[str, Json]:
    shape = {key: value for key, value in contract_object(report, public=True).items() if key != "sections"}
    lacks = [
        {"cell": figure.cell.ref, "organ": lack.organ, "why": lack.why.value}
        for ref in rolled.printed()
        for figure in [rolled.figure(ref)]
        for lack in figure.lacks
    ]
    return {
        **shape,
        "own": rolled.own.organ if rolled.own else None,
        "children": [version.organ for version in rolled.children],
        "missing": list(rolled.missing),
        "lacks": lacks,
    }


def _show(out: Console, rolled: RollUp, report: Report) -> None:
    draw_report(out, report, f"{len(rolled.children)}份下级报告{'，加本级' if rolled.own else ''}的汇总")
    if rolled.missing:
        out.print(Text(f"缺报{len(rolled.missing)}个：{'、'.join(rolled.missing)}", style="bold red"))
    lacks = [(rolled.figure(ref).cell.label, lack) for ref in rolled.printed() for lack in rolled.figure(ref).lacks]
    if lacks:
        out.print(f"没有给出数字、也没有当作0的，{len(lacks)}处：", style="yellow")
    for label, lack in lacks[:_SHOWN]:
        out.print(f"  {lack.organ}　{label}：{lack.text}", style="yellow")
    if len(lacks) > _SHOWN:
        out.print(f"  ……其余{len(lacks) - _SHOWN}处见 --format json", style="yellow")
