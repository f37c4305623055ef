"""The findings of reports drawn in the terminal."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from gongkai.check import Finding, Severity
from gongkai.check.acceptance import Acceptance, Settled
from gongkai.cli._draw import COLOURS, SIGNS, draw_report, wrap
from gongkai.cli._reports import Outcome
from gongkai.review.wording import NAMES, NUMERALS, counts_text, organ_name, year_name

_ACCEPTED = "black on green"


def show_tables(out: Console, settled: Settled, file: str) -> None:
    """Draw a report's tables with the wrong cells marked, and what was found under them."""
    draw_report(out, settled.report, file, _marks(settled))
    if not settled.open:
        out.print("没有发现问题。" if not settled.accepted else "没有未处理的问题。", style="bold green")
    for found in settled.open:
        _show(out, found, COLOURS[found.severity], f"{SIGNS[found.severity]} {NAMES[found.severity]}")
    for found, acceptance in settled.accepted:
        _show(out, found, _ACCEPTED, f"✓ 已接受（{NAMES[found.severity]}）")
        out.print(Text("   " + wrap(f"理由：{acceptance.reason}{_by(acceptance)}", out.width, "   "), style="green"))
    _show_rest(out, settled)


def _marks(settled: Settled) -> dict[str, Severity]:
    marks: dict[str, Severity] = {}
    for found in settled.open:
        for ref in found.cells:
            marks.setdefault(ref, found.severity)
    return marks


def _show(out: Console, found: Finding, colour: str, head: str) -> None:
    section = found.words.section if found.words else None
    where = f"第{NUMERALS[section]}部分：" if section and not found.message.startswith("第") else ""
    out.print(Text.assemble((f" {head} ", colour), (f" {found.code}", "bold")))
    out.print(Text("   " + wrap(f"{where}{found.message}", out.width, "   ")))
    out.print(Text(f"   依据：{found.basis}", style="dim"))


def _by(acceptance: Acceptance) -> str:
    by = "，".join(part for part in (acceptance.who, acceptance.on) if part)
    return f"（{by}）" if by else ""


def _show_rest(out: Console, settled: Settled) -> None:
    for acceptance in settled.lapsed:
        line = f"接受记录 {acceptance.code}（{acceptance.reason}）不再适用：内容已经变化，或问题已经消除。"
        out.print(wrap(line, out.width, ""), style="yellow")
    unread = len(settled.report.unread)
    if unread:
        out.print(f"有 {unread} 处未能读出，没有参加检查（gongkai read 可查看）。", style="yellow")
    skipped = [item for item in settled.not_run if item.cells or "没有提供" not in item.why]
    if skipped:
        out.print("未能执行的检查：", style="dim")
        for item in skipped:
            out.print(f"  {item.rule}：{item.why}", style="dim")


def show_brief(out: Console, settled: Settled, file: str) -> None:
    """Show a report in one line, with a line for each finding under it."""
    worst = settled.open[0].severity if settled.open else None
    sign = Text(f" {SIGNS[worst]} " if worst else " ✓ ", style=COLOURS[worst] if worst else "bold green")
    name = f"{organ_name(settled.report)} {settled.report.year or year_name(settled.report)}"
    out.print(Text.assemble(sign, f" {Path(file).name}　", (name, "bold"), f"　{counts_text(settled)}"))
    for found in settled.open:
        line = wrap(f"{NAMES[found.severity]} {found.code} {found.message}", out.width, "     ")
        out.print(Text(f"     {line}", style="" if found.severity is Severity.ERROR else "dim"))
    if settled.report.unread:
        out.print(Padding(Text(f"未能读出{len(settled.report.unread)}处", style="yellow"), (0, 0, 0, 5)))


def show_totals(out: Console, results: list[Outcome[Settled]]) -> None:
    """Show what came of all files in one sentence."""
    read = [outcome.result for outcome in results if outcome.result is not None]
    wrong = sum(settled.errors > 0 for settled in read)
    figures = sum(sum(1 for _ in settled.report.figures()) for settled in read)
    out.rule(style="dim")
    summary = (
        f"共{len(results)}份：读出{len(read)}份、{figures}个单元格，{wrong}份有错误，"
        f"{len(results) - len(read)}份无法读取。单独检查某一份可看到表格和依据。"
    )
    out.print(wrap(summary, out.width, ""))
