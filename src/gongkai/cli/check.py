"""`gongkai check`: every way in which a report contradicts the form, the law or itself."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from gongkai.check import Neighbours, check
from gongkai.check.acceptance import (
    Settled,
    accept,
    accepted_file,
    choose,
    load_acceptances,
    settle,
    spell_acceptances,
)
from gongkai.check.profile import DEFAULT, Profile, apply_profile, load_profile, profiles
from gongkai.cli._arguments import console, today
from gongkai.cli._findings import show_brief, show_tables, show_totals
from gongkai.cli._reports import STANDARD_INPUT, Outcome, complain, each, find_files, read_one
from gongkai.cli._review import add_review_arguments, run_review
from gongkai.cli._save import write_whole
from gongkai.errors import InputError, UnreadableFile
from gongkai.report import Report
from gongkai.review.objects import checked_object, finding_object
from gongkai.review.sarif import sarif_log
from gongkai.write.json import dump

__all__ = ["add_parser", "check_file", "finding_object", "run"]

_EXAMPLE = """示例：
  gongkai check 年报.txt                         检查一份，画出表格并标出有误的单元格
  gongkai check 各街道年报/                      检查一个文件夹，每份一行结果
  gongkai check 各街道年报/ --out 审核/ --expected 名单.csv   写出总览、批注文档、审核意见和工作簿
  gongkai check 2023.txt --previous 2022.txt     同上年度报告核对结转和现行有效件数
  gongkai check 全区.docx --children 各街道年报/   核对汇总数不少于下级之和
  gongkai check 年报.docx --accept GK501:1750条 --reason "分项未列全"   接受一处问题，写明理由
  gongkai check 年报.txt --format json           输出 JSON（每份文件一行）；sarif 为一个 SARIF 2.1.0 文件

退出状态：0 没有错误；1 至少有一处错误；2 不是年度报告或无法读取。已接受的问题不算。"""


@dataclass(frozen=True)
class Manner:
    """How files are checked: beside what, and by which profile."""

    profile: Profile
    previous: Report | None = None
    others: tuple[Report, ...] = ()
    children: tuple[Report, ...] = ()
    own: Report | None = None


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "check",
        help="检查年度报告",
        description="检查年度报告的勾稽关系、结构和文字，指出每处问题在哪里、错在哪里、依据什么、怎么改。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="文件", help="报告文件或文件夹；“-”为标准输入")
    parser.add_argument("--previous", metavar="上年报告", help="同一机关上年度的报告；同 --out 合用时可为文件夹")
    parser.add_argument("--against", metavar="文件夹", help="其他机关的报告，用来查找照抄的文字")
    parser.add_argument("--children", metavar="文件夹", help="下级机关的报告，用来核对汇总数")
    parser.add_argument(
        "--own", metavar="本级报告", help="本级自己的数字（不含下级），同 --children 合用则汇总数须分毫不差"
    )
    parser.add_argument(
        "--profile", default=DEFAULT, metavar="档次", help=f"检查档次：{'、'.join(profiles())}，或自己写的 .toml 文件"
    )
    parser.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="输出格式：text（默认）、json 或 sarif"
    )
    parser.add_argument("--tables", action="store_true", help="检查多份时也画出每份的表格")
    group = parser.add_argument_group("接受问题")
    group.add_argument(
        "--accept", action="append", metavar="编号:单元格", help="接受一处问题：编号，加单元格名或引文中的字；可写多次"
    )
    group.add_argument("--reason", default="", metavar="理由", help="为什么可以不改")
    group.add_argument("--by", default="", metavar="姓名", help="谁接受的")
    add_review_arguments(parser)
    parser.set_defaults(run=run)


def check_file(name: str, manner: Manner) -> Settled:
    """Read and check one file, and part its findings by what is accepted beside it."""
    report = read_one(name)
    others = tuple(o for o in manner.others if o.file != report.file)
    near = Neighbours(previous=manner.previous, others=others, children=manner.children, own=manner.own)
    checked = apply_profile(check(report, near), manner.profile)
    return settle(checked, () if name == STANDARD_INPUT else load_acceptances(accepted_file(Path(name))))


def run(args: argparse.Namespace) -> int:
    """Check the files and print what was found."""
    files = find_files(args.files)
    if args.out:
        return run_review(args, files)
    manner = Manner(
        load_profile(args.profile),
        read_one(args.previous) if args.previous else None,
        _read_folder(args.against),
        _read_folder(args.children, whole=True),
        read_one(args.own) if args.own else None,
    )
    if args.accept:
        _accept(args, files, manner)
    results = []
    for outcome in each(partial(check_file, manner=manner), files, quiet=args.format != "text"):
        results.append(outcome)
        _print(args, outcome, single=len(files) == 1)
    if args.format == "sarif":
        read = [(outcome.file, outcome.result) for outcome in results if outcome.result is not None]
        failed = [(outcome.file, outcome.error) for outcome in results if outcome.result is None]
        print(dump(sarif_log(read, failed), indent=1))
    elif args.format == "text" and len(files) > 1:
        show_totals(console(), results)
    return max((2 if o.result is None else int(o.result.errors > 0) for o in results), default=0)


def _read_folder(folder: str | None, *, whole: bool = False) -> tuple[Report, ...]:
    """Read the reports of a folder, saying which could not be read.

    Raises:
        UnreadableFile: one could not be read, and the folder is of use only as a whole.
    """
    read: list[Report] = []
    for outcome in each(read_one, find_files([folder]), quiet=True) if folder else ():
        if outcome.result is not None:
            read.append(outcome.result)
            continue
        complain(outcome)
        if whole:
            raise UnreadableFile(f"“{outcome.file}”没有读出，汇总数无法核对", fix="请换成可读的文件，或从文件夹中移出")
    return tuple(read)


def _print(args: argparse.Namespace, outcome: Outcome[Settled], *, single: bool) -> None:
    settled = outcome.result
    if settled is None:
        complain(outcome)
    if args.format == "json":
        error = {"file": outcome.file, "error": outcome.error}
        print(dump(error if settled is None else checked_object(settled, outcome.file)))
    elif args.format == "text" and settled is not None:
        show = show_tables if single or args.tables else show_brief
        show(console(), settled, outcome.file)


def _accept(args: argparse.Namespace, files: list[str], manner: Manner) -> None:
    """Write the acceptances asked for into the file beside the report.

    Raises:
        InputError: several files are given, a finding is not there, or the reason is missing.
    """
    if len(files) != 1 or files[0] == STANDARD_INPUT:
        raise InputError("一次只能接受一份报告的问题", fix="请只给出一个文件", field="accept")
    settled = check_file(files[0], manner)
    chosen = [found for wanted in args.accept for found in choose(settled.open, wanted)]
    added = [accept(found, settled.report, reason=args.reason, who=args.by, on=today()) for found in chosen]
    target = accepted_file(Path(files[0]))
    kept = [acceptance for _, acceptance in settled.accepted]
    write_whole(target, spell_acceptances([*kept, *settled.lapsed, *added]).encode(), force=True)
