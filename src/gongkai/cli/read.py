"""`gongkai read`: every statutory figure of a report, with its place."""

from __future__ import annotations

import argparse
import sys

from gongkai.cli._arguments import console
from gongkai.cli._draw import draw_report
from gongkai.cli._reports import complain, each, find_files, read_one
from gongkai.report import Report
from gongkai.write.json import contract_object, dump

_EXAMPLE = """示例：
  gongkai read 年报.txt                    在终端画出各张表
  gongkai read 年报.docx --format json     输出 JSON（每份文件一行）
  cat 年报.txt | gongkai read -            从标准输入读

退出状态：0 全部读出；1 有未能读出的内容；2 不是年度报告或无法读取。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "read",
        help="读取年度报告中的数字",
        description="读取年度报告，给出每个法定单元格的数值及其在文件中的位置。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="文件", help="报告文件或文件夹；“-”为标准输入")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式：text（默认）或 json")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the files and print what they say."""
    status = 0
    files = find_files(args.files)
    for outcome in each(read_one, files, quiet=args.format == "json"):
        if outcome.result is None:
            status = 2
            complain(outcome)
            if args.format == "json":
                print(dump({"file": outcome.file, "error": outcome.error}))
            continue
        report = outcome.result
        status = max(status, 1 if report.unread else 0)
        if args.format == "json":
            print(dump({**contract_object(report), "file": outcome.file}))
        else:
            _show(report, outcome.file)
    sys.stdout.flush()
    return status


def _show(report: Report, file: str) -> None:
    out = console()
    draw_report(out, report, file)
    if report.unread:
        out.print(f"未能读出 {len(report.unread)} 处：", style="yellow")
        for item in report.unread[:20]:
            where = f"第{item.place.line}行" if item.place and item.place.line else ""
            out.print(f"  {item.ref or ''} {where} “{item.text}”：{item.why}", style="yellow")
        if len(report.unread) > 20:
            out.print(f"  ……其余{len(report.unread) - 20}处见 --format json", style="yellow")
