"""`gongkai convert`: read a report in any format and write it in another."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from gongkai.cli._reports import read_one
from gongkai.cli._save import STANDARD_OUTPUT, add_output, chosen_format, refuse_existing, save_report
from gongkai.report import Report

_EXAMPLE = """示例：
  gongkai convert 年报.pdf 年报.docx             写成官方表式的 Word 文档
  gongkai convert 年报.docx 年报.xlsx            写成工作簿，合计为公式
  gongkai convert 年报.docx 网页.html --to html-fragment   写成贴入网站的片段
  gongkai convert 年报.html - --to json          写到标准输出

退出状态：0 已写出；1 已写出，但原件中有未能读出的内容；2 未能写出。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "convert",
        help="把年度报告转换成另一种格式",
        description="读取年度报告，按官方表式写成另一种格式。数字照原样写出，不作改动；未能读出的单元格留空并列出。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("input", metavar="输入", help="报告文件；“-”为标准输入")
    add_output(parser, option="--to")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Read the input and write the output."""
    chosen_format(args)
    if args.output != STANDARD_OUTPUT:
        refuse_existing(Path(args.output), force=args.force)
    report = read_one(args.input)
    save_report(report, args)
    _say_unread(report)
    return 1 if report.unread else 0


def _say_unread(report: Report) -> None:
    """Say on standard error what the written file lacks, since its reader cannot see it there."""
    for item in report.unread:
        ref = item.ref or ""
        label = report.edition.cell(ref).label if ref in report.edition.index else ref
        print(f"未能读出：{label}“{item.text}”：{item.why}", file=sys.stderr)
