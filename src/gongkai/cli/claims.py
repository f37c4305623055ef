"""`gongkai claims`: every numeric claim in a narrative, with the arithmetic and a verdict."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from rich.console import Console
from rich.text import Text

from gongkai.check.claims import Claim, find_claims
from gongkai.cli._arguments import console
from gongkai.cli._reports import STANDARD_INPUT, complain, each, find_files
from gongkai.errors import NotAReport
from gongkai.read import read_bytes
from gongkai.read.decode import decode
from gongkai.read.files import load
from gongkai.report import Report
from gongkai.write.json import Json, dump

_EXAMPLE = """示例：
  gongkai claims 年报.docx                 核算一份年度报告正文中的数字
  gongkai claims 句子.txt --format json    一行一句的纯文本；每个数字论断输出一行 JSON
  echo "共615条，其中通知15条、动态601条。" | gongkai claims -

结论：成立（holds）、不成立（fails）、存疑（unsure）。只列举一部分、口径不同或属于约数的，一律存疑。
退出状态：0 没有不成立的；1 至少有一处不成立；2 无法读取。"""
_NAMES = {"holds": ("成立", "green"), "fails": ("不成立", "bold red"), "unsure": ("存疑", "yellow")}
_KINDS = {"sum": "合计", "ratio": "比例", "growth": "增减", "cell": "文表", "year": "年份", "count": "项数"}


@dataclass(frozen=True, slots=True)
class Found:
    """The claims of one section of a report, or of a plain text."""

    section: int | None
    claims: tuple[Claim, ...]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "claims",
        help="核算正文里的数字",
        description="找出正文中每一处可以核算的数字，列出算式，并与本报告的表格比较。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("files", nargs="+", metavar="文件", help="报告、一行一句的文本，或文件夹；“-”为标准输入")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式：text（默认）或 json")
    parser.add_argument("--all", action="store_true", help="供人阅读时也列出成立的")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Judge the claims of the files and print them."""
    status = 0
    files = find_files(args.files)
    for outcome in each(claims_of, files, quiet=args.format == "json"):
        if outcome.result is None:
            status = 2
            complain(outcome)
            if args.format == "json":
                print(dump({"file": outcome.file, "error": outcome.error}))
            continue
        claims = [claim for found in outcome.result for claim in found.claims]
        status = max(status, int(any(claim.verdict == "fails" for claim in claims)))
        if args.format == "json":
            for claim in claims:
                print(dump(claim_object(claim)))
        else:
            _show(console(), outcome.file, outcome.result, everything=args.all or len(files) == 1)
    sys.stdout.flush()
    return status


def claims_of(name: str) -> tuple[Found, ...]:
    """Read a report or a plain text and judge its claims.

    Raises:
        UnreadableFile: the file cannot be opened or read.
    """
    data = sys.stdin.buffer.read() if name == STANDARD_INPUT else load(Path(name))
    try:
        report = read_bytes(data, name)
    except NotAReport:
        return (Found(None, tuple(find_claims(decode(data)))),)
    return tuple(_of_report(report, data))


def _of_report(report: Report, data: bytes) -> Iterator[Found]:
    """Yield the claims of each narrative section; a text without sections and tables is judged as a whole."""
    if not report.sections and not report.has_tables:
        yield Found(None, tuple(find_claims(report.text or decode(data))))
    for number, section in sorted(report.sections.items()):
        if section.text.strip():
            yield Found(number, tuple(find_claims(section.text, report, number)))


def claim_object(claim: Claim) -> dict[str, Json]:
    """Return a claim in the shape that programs are promised."""
    return {
        "quote": claim.quote,
        "start": claim.start,
        "end": claim.end,
        "kind": claim.kind,
        "total": _number(claim.total),
        "parts": [_number(part) for part in claim.parts],
        "computed": _number(claim.computed),
        "stated": _number(claim.stated),
        "cells": list(claim.cells),
        "verdict": claim.verdict,
        "why": claim.why,
    }


def _number(value: Decimal | None) -> int | Decimal | None:
    if value is None:
        return None
    whole = value.to_integral_value()
    return int(whole) if whole == value else value


def _show(out: Console, file: str, results: tuple[Found, ...], *, everything: bool) -> None:
    claims = [(found.section, claim) for found in results for claim in found.claims]
    counts = {verdict: sum(claim.verdict == verdict for _, claim in claims) for verdict in _NAMES}
    out.print(Text(file, style="bold"))
    for section, claim in claims:
        if everything or claim.verdict != "holds":
            _show_claim(out, section, claim)
    spelled = "，".join(f"{_NAMES[verdict][0]} {count}" for verdict, count in counts.items())
    out.print(
        Text(f"共 {len(claims)} 处：{spelled}", style="dim") if claims else Text("没有可以核算的数字。", style="dim")
    )


def _show_claim(out: Console, section: int | None, claim: Claim) -> None:
    name, colour = _NAMES[claim.verdict]
    where = f"第{'零一二三四五六'[section]}部分 " if section else ""
    out.print(Text.assemble((f" {name} ", f"reverse {colour}"), f" {where}{_KINDS[claim.kind]}"))
    out.print(Text(f"   {claim.quote.strip()}"))
    out.print(Text(f"   {claim.why}", style=colour))
