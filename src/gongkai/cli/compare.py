"""`gongkai compare`: two years of one organ, or two organs, beside each other."""

from __future__ import annotations

import argparse
from itertools import groupby
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table as Drawing
from rich.text import Text

from gongkai.cli._arguments import console
from gongkai.cli._reports import read_one
from gongkai.cli._save import refuse_existing, write_whole
from gongkai.report import Report
from gongkai.review.compare import (
    ONLY_A,
    ONLY_B,
    SAME,
    Comparison,
    SectionPair,
    compare,
    comparison_object,
    shown,
    shown_change,
    shown_likeness,
)
from gongkai.review.compare_page import comparison_page
from gongkai.review.wording import organ_name, year_name
from gongkai.write.json import dump

_EXAMPLE = """示例：
  gongkai compare 2022.docx 2023.docx              两年对照：单元格的增减，文字的改动
  gongkai compare 甲街道.docx 乙街道.docx          两个机关对照
  gongkai compare 2022.docx 2023.docx --html 对照.html
  gongkai compare 2022.docx 2023.docx --format json

空白、没有这一格和 0 分别列出。两个版本的格式按同名单元格对应。
退出状态：0 完全相同；1 有不同；2 无法读取。"""
_COLOURS = {"removed": "red strike", "added": "green underline"}
_SIGNS = {"removed": "-", "added": "+", "changed": "~"}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "compare",
        help="对照两份年度报告",
        description="对照两份年度报告：表格逐格列出增减，正文逐句列出改动。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("a", metavar="甲", help="第一份报告（较早的一年）")
    parser.add_argument("b", metavar="乙", help="第二份报告")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式：text（默认）或 json")
    parser.add_argument("--html", metavar="文件", help="写成网页")
    parser.add_argument("--force", action="store_true", help="网页文件已存在时覆盖它")
    parser.add_argument("--all", action="store_true", help="也列出相同的单元格和句子")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compare two reports."""
    if args.html:
        refuse_existing(Path(args.html), force=args.force)
    comparison = compare(read_one(args.a), read_one(args.b))
    if args.html:
        write_whole(Path(args.html), comparison_page(comparison).encode(), force=args.force)
    if args.format == "json":
        print(dump(comparison_object(comparison)))
    elif not args.html:
        _show(console(), comparison, everything=args.all)
    return 0 if comparison.is_same else 1


def _show(out: Console, comparison: Comparison, *, everything: bool) -> None:
    for letter, report in (("甲", comparison.a), ("乙", comparison.b)):
        out.print(Text(f"{letter}：{_name(report)}　{report.edition.instrument}", style="bold"))
    pairs = [pair for pair in comparison.cells if everything or pair.state != SAME]
    if not pairs:
        out.print("所有单元格相同。")
    for table, group in groupby(pairs, key=lambda pair: pair.table):
        drawing = Drawing(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), header_style="dim")
        drawing.add_column(table)
        for head in ("甲", "乙", "增减"):
            drawing.add_column(head, justify="right", no_wrap=True)
        for pair in group:
            drawing.add_row(pair.label, shown(pair.a), shown(pair.b), shown_change(pair))
        out.print(drawing)
    for section in comparison.sections:
        _show_section(out, section, everything=everything)
    only = f"，只在甲{len(comparison.only(ONLY_A))}格，只在乙{len(comparison.only(ONLY_B))}格"
    out.print(f"共{len(comparison.cells)}格：不同{len(comparison.changed)}格{only}。", style="bold")


def _name(report: Report) -> str:
    return f"{organ_name(report)} {year_name(report)}"


def _show_section(out: Console, section: SectionPair, *, everything: bool) -> None:
    passages = [passage for passage in section.passages if everything or passage.state != "same"]
    left_out = len(section.passages) - len(passages)
    out.print(Text(f"{section.heading}　相似{shown_likeness(section.likeness)}", style="bold"))
    for passage in passages:
        line = Text(f" {_SIGNS.get(passage.state, ' ')} ", style="bold")
        for piece in passage.pieces():
            brackets = {"removed": "[-{}-]", "added": "{{+{}+}}"}.get(piece.state, "{}")
            spelled = piece.text if out.is_terminal else brackets.format(piece.text)
            line.append(spelled, style=_COLOURS.get(piece.state, ""))
        out.print(line, soft_wrap=not out.is_terminal)
    if left_out:
        out.print(f"   （{left_out}句相同）", style="dim")
