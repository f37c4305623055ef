"""`gongkai check`: every way in which a report contradicts the form, the law or itself."""

from __future__ import annotations

import argparse
from collections import Counter
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from gongkai.check import Checked, Finding, Neighbours, NotRun, Severity, check
from gongkai.cli._arguments import console
from gongkai.cli._draw import COLOURS, SIGNS, draw_report, wrap
from gongkai.cli._reports import Outcome, complain, each, find_files, read_one
from gongkai.report import Report
from gongkai.write.json import Json, dump

_EXAMPLE = """示例：
  gongkai check 年报.txt                         检查一份，画出表格并标出有误的单元格
  gongkai check 各街道年报/                      检查一个文件夹，每份一行结果
  gongkai check 2023.txt --previous 2022.txt     同上年度报告核对结转和现行有效件数
  gongkai check 年报.txt --format json           输出 JSON（每份文件一行）

退出状态：0 没有错误；1 至少有一处错误；2 不是年度报告或无法读取。"""
_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}


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
    parser.add_argument("--previous", metavar="上年报告", help="同一机关上年度的报告，用来核对两年之间的关系")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式：text（默认）或 json")
    parser.add_argument("--tables", action="store_true", help="检查多份时也画出每份的表格")
    parser.set_defaults(run=run)


def check_file(name: str, previous: Report | None = None) -> Checked:
    """Read and check one file."""
    return check(read_one(name), Neighbours(previous=previous))


def run(args: argparse.Namespace) -> int:
    """Check the files and print what was found."""
    files = find_files(args.files)
    previous = read_one(args.previous) if args.previous else None
    status = 0
    results: list[Outcome[Checked]] = []
    out = console()
    for outcome in each(partial(check_file, previous=previous), files, quiet=args.format == "json"):
        checked = outcome.result
        status = max(status, 2 if checked is None else 1 if checked.errors else 0)
        results.append(outcome)
        if checked is None:
            complain(outcome)
        if args.format == "json":
            print(dump(_object(outcome)))
        elif checked is not None and (len(files) == 1 or args.tables):
            _show_tables(out, checked, outcome.file)
        elif checked is not None:
            _show_brief(out, checked, outcome.file)
    if args.format == "text" and len(files) > 1:
        _show_totals(out, results)
    return status


def _object(outcome: Outcome[Checked]) -> dict[str, Json]:
    checked = outcome.result
    if checked is None:
        return {"file": outcome.file, "error": outcome.error}
    return {
        "file": outcome.file,
        "organ": checked.report.organ,
        "year": checked.report.year,
        "findings": [finding_object(found) for found in checked.findings],
        "not_run": [_not_run_object(item) for item in checked.not_run],
    }


def finding_object(found: Finding) -> dict[str, Json]:
    """Return a finding in the shape that programs are promised."""
    words = found.words
    return {
        "code": found.code,
        "rule": found.rule,
        "severity": found.severity.value,
        "cells": list(found.cells),
        "expected": found.expected,
        "found": found.found,
        "text": {"section": words.section, "start": words.start, "end": words.end, "quote": words.quote}
        if words
        else None,
        "basis": found.basis,
        "message": found.message,
    }


def _not_run_object(item: NotRun) -> dict[str, Json]:
    return {"rule": item.rule, "why": item.why, **({"cells": list(item.cells)} if item.cells else {})}


def _marks(checked: Checked) -> dict[str, Severity]:
    marks: dict[str, Severity] = {}
    for found in checked.findings:
        for ref in found.cells:
            marks.setdefault(ref, found.severity)
    return marks


def _show_tables(out: Console, checked: Checked, file: str) -> None:
    draw_report(out, checked.report, file, _marks(checked))
    _show_findings(out, checked)


def _show_findings(out: Console, checked: Checked) -> None:
    if not checked.findings:
        out.print("没有发现问题。", style="bold green")
    for found in checked.findings:
        section = found.words.section if found.words else None
        where = f"第{'零一二三四五六'[section]}部分：" if section and not found.message.startswith("第") else ""
        out.print(
            Text.assemble(
                (f" {SIGNS[found.severity]} {_NAMES[found.severity]} ", COLOURS[found.severity]),
                (f" {found.code}", "bold"),
            )
        )
        out.print(Text("   " + wrap(f"{where}{found.message}", out.width, "   ")))
        out.print(Text(f"   依据：{found.basis}", style="dim"))
    unread = len(checked.report.unread)
    if unread:
        out.print(f"有 {unread} 处未能读出，没有参加检查（gongkai read 可查看）。", style="yellow")
    skipped = [item for item in checked.not_run if item.cells or "没有提供" not in item.why]
    if skipped:
        out.print("未能执行的检查：", style="dim")
        for item in skipped:
            out.print(f"  {item.rule}：{item.why}", style="dim")


def _count(checked: Checked) -> str:
    counts = Counter(found.severity for found in checked.findings)
    return "　".join(f"{name}{counts[severity]}" for severity, name in _NAMES.items())


def _show_brief(out: Console, checked: Checked, file: str) -> None:
    worst = checked.findings[0].severity if checked.findings else None
    sign = Text(f" {SIGNS[worst]} " if worst else " ✓ ", style=COLOURS[worst] if worst else "bold green")
    report = checked.report
    name = f"{report.organ or '机关未写明'} {report.year or '年度未写明'}"
    out.print(Text.assemble(sign, f" {Path(file).name}　", (name, "bold"), f"　{_count(checked)}"))
    for found in checked.findings:
        line = wrap(f"{_NAMES[found.severity]} {found.code} {found.message}", out.width, "     ")
        out.print(Text(f"     {line}", style="" if found.severity is Severity.ERROR else "dim"))
    if report.unread:
        out.print(Padding(Text(f"未能读出{len(report.unread)}处", style="yellow"), (0, 0, 0, 5)))


def _show_totals(out: Console, results: list[Outcome[Checked]]) -> None:
    read = [outcome.result for outcome in results if outcome.result is not None]
    wrong = sum(checked.errors > 0 for checked in read)
    figures = sum(sum(1 for _ in checked.report.figures()) for checked in read)
    out.rule(style="dim")
    summary = (
        f"共{len(results)}份：读出{len(read)}份、{figures}个单元格，{wrong}份有错误，"
        f"{len(results) - len(read)}份无法读取。单独检查某一份可看到表格和依据。"
    )
    out.print(wrap(summary, out.width, ""))
