"""``gongkai fee``: the information-processing fee, step by step."""

from __future__ import annotations

import argparse

from rich.table import Table

from gongkai import fees, law
from gongkai.cli._arguments import add_format, console, print_json, to_count, to_date, today
from gongkai.errors import AmountError
from gongkai.fees import Fee

_EXAMPLE = """示例：
  gongkai fee --items 35          同一申请人本月第1至35件
  gongkai fee --items 5 --before 8 本月此前已有8件，再加5件
  gongkai fee --pages 250         一件申请提供250页

按件和按量只能选一种（信息处理费管理办法第三条）。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "fee",
        help="计算信息处理费，逐档说明",
        description="计算信息处理费：按件（同一申请人、同一机关、一个自然月）或者按量（一件申请的页数），超额累进。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--items", metavar="件数", help="按件：一个自然月内的件数")
    parser.add_argument("--before", metavar="件数", help="按件：本月此前已经计入的件数")
    parser.add_argument("--pages", metavar="页数", help="按量：一件申请的页数")
    parser.add_argument("--on", metavar="日期", help="适用哪一天的标准，默认今天")
    add_format(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compute the fee and print it."""
    fee = _fee(args)
    if args.format == "json":
        print_json(
            {
                "amount_yuan": fee.amount_yuan,
                "steps": [{"from": s.first, "to": s.last, "each": s.each, "sum": s.sum} for s in fee.steps],
                "basis": law.cite(fee.basis).zh,
                "free": fee.free,
                "confirmed": fee.confirmed,
                "mark": fee.mark.value,
                "note": fee.note,
            }
        )
    else:
        _show(fee)
    return 0


def _fee(args: argparse.Namespace) -> Fee:
    on = to_date(args.on, "on") if args.on else today()
    if args.items is not None and args.pages is not None:
        raise AmountError(
            "件数（items）和页数（pages）不能同时填写",
            why="信息处理费管理办法第三条：不得同时按照两种标准重复计算",
            fix="请只填一种",
            field="pages",
        )
    if args.items is not None:
        before = to_count(args.before, "before") if args.before is not None else 0
        return fees.fee_by_items(to_count(args.items, "items"), on=on, before=before)
    if args.before is not None:
        raise AmountError("此前件数（before）要和件数（items）一起填写", field="before")
    if args.pages is not None:
        return fees.fee_by_pages(to_count(args.pages, "pages"), on=on)
    raise AmountError("缺少件数（items）或者页数（pages）", fix="请填其中一种", field="items")


def _show(fee: Fee) -> None:
    out = console()
    out.print(f"信息处理费：{fee.amount_yuan}元", style="bold")
    table = Table(title=f"计算步骤（{fee.per}）")
    for name in (f"第几{fee.counted}", f"每{fee.counted}（元）", "小计（元）", "依据"):
        table.add_column(name, justify="left" if name == "依据" else "right")
    if fee.free:
        table.add_row(f"免费的{fee.free}{fee.counted}", "0", "0", law.cite(fee.basis).zh)
    for step in fee.steps:
        table.add_row(f"{step.first}—{step.last}", str(step.each), str(step.sum), law.cite(step.basis).zh)
    table.add_row("合计", "", str(fee.amount_yuan), "", style="bold")
    out.print(table)
    out.print(f"依据：{law.cite(fee.basis).zh}。" + ("" if fee.confirmed else f"【{fee.mark.zh}】"))
    out.print(f"说明：{fee.note}。", style="yellow")
    out.print(f"收取与否由行政机关依法决定：仅在数量、频次明显超过合理范围时可以收取（{law.cite('oir#42.1').zh}）。")
