"""``gongkai outcome``: what a decision means in law: article, report row, reasons, remedy paragraph."""

from __future__ import annotations

import argparse
from datetime import date

from rich.table import Table

from gongkai import law, procedure
from gongkai.cli._arguments import add_format, console, print_json, to_date, today
from gongkai.procedure import Outcome, Remedy

_EXAMPLE = """示例：
  gongkai outcome                                   列出全部办理结果
  gongkai outcome D1                                国家秘密：条款、年报行次、是否复议前置
  gongkai outcome refused.state_secret --organ local_department --authority 某某市人民政府
  gongkai outcome D1 --organ local_department --served-online --online https://fuyi.example.gov.cn"""

_FORCES = {"mandatory": "不予公开（必须）", "qualified": "不得公开，但有例外", "discretionary": "可以不予公开（裁量）"}
_FIRST = {"yes": "是：应当先申请行政复议", "no": "否", "review": "未定，须由法制机构确认"}


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "outcome",
        help="查办理结果的条款、年报行次和救济途径",
        description="显示一种办理结果的法律依据、计入年度报告哪一行、是否说明理由、是否复议前置，以及救济途径一段怎么写。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("outcome", nargs="?", metavar="结果", help="结果编号（refused.state_secret）或者代码（D1）")
    kinds = "、".join(f"{name}（{zh}）" for name, zh in procedure.organ_kinds().items())
    parser.add_argument("--organ", metavar="机关类型", help=f"作出答复的机关：{kinds}")
    parser.add_argument("--authority", metavar="名称", help="复议机关的名称")
    parser.add_argument("--served-online", action="store_true", help="通过互联网渠道送达")
    parser.add_argument("--online", metavar="网址", help="提交行政复议申请书的互联网渠道")
    parser.add_argument("--on", metavar="日期", help="答复日期，默认今天")
    add_format(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print one outcome or all of them."""
    on = to_date(args.on, "on") if args.on else today()
    if not args.outcome:
        return _list(args)
    chosen = procedure.outcome(args.outcome)
    remedy = None
    if args.organ:
        remedy = procedure.remedy_for_outcome(
            chosen.id,
            organ=args.organ,
            on=on,
            authority=args.authority,
            online=args.online,
            by_internet=args.served_online,
        )
    if args.format == "json":
        print_json(_as_json(chosen, on, remedy))
    else:
        _show(chosen, on, remedy)
    return 0


def _as_json(chosen: Outcome, on: date, remedy: Remedy | None) -> dict[str, object]:
    found: dict[str, object] = {
        "outcome": chosen.id,
        "code": chosen.code,
        "label": chosen.zh,
        "basis": chosen.basis,
        "row": chosen.row,
        "reasons": chosen.reasons,
        "force": chosen.force,
        "reconsider_first": chosen.must_reconsider_first(on),
        "needs_legal_review": chosen.needs_legal_review,
        "review": chosen.review,
        "mark": chosen.mark.value,
        "confirmed": chosen.mark.confirmed,
    }
    if remedy:
        found["remedy"] = {
            "text": remedy.text,
            "carries": remedy.carries,
            "needs_legal_review": remedy.needs_legal_review,
            "why": list(remedy.why),
            "basis": list(remedy.basis),
        }
    return found


def _show(chosen: Outcome, on: date, remedy: Remedy | None) -> None:
    out = console()
    out.print(f"{chosen.code}　{chosen.zh}", style="bold")
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_row("依据", law.cite(chosen.basis).zh + ("" if chosen.mark.confirmed else f"【{chosen.mark.zh}】"))
    table.add_row("年报行次", chosen.row)
    table.add_row("说明理由", f"应当（{law.cite(chosen.reasons).zh}）" if chosen.reasons else "条例未作要求")
    if chosen.force:
        table.add_row("强度", _FORCES[chosen.force])
    table.add_row("复议前置", _FIRST[chosen.must_reconsider_first(on)])
    out.print(table)
    if chosen.review:
        out.print(f"须由法制机构审核：{chosen.review}。", style="yellow")
    if remedy is None:
        out.print("写明 --organ 可以生成救济途径一段。", style="dim")
    elif remedy.carries:
        out.print("\n救济途径：", style="bold")
        out.print(f"　　{remedy.text}")
        for why in remedy.why:
            out.print(f"须由法制机构审核：{why}。", style="yellow")
    else:
        out.print("本文书不得直接载明一般救济途径，须先由法制机构审核。", style="yellow")


def _list(args: argparse.Namespace) -> int:
    found = procedure.outcomes().values()
    if args.format == "json":
        print_json([{"outcome": o.id, "code": o.code, "label": o.zh, "row": o.row, "basis": o.basis} for o in found])
        return 0
    table = Table(title="办理结果（＊须由法制机构审核）")
    for name in ("代码", "办理结果", "依据", "复议前置"):
        table.add_column(name, overflow="fold")
    for o in found:
        star = "＊" if o.needs_legal_review else ""
        first = {"yes": "是", "no": "否", "review": "未定"}[o.reconsider_first]
        table.add_row(o.code, o.zh + star, law.cite(o.basis).zh, first)
    console().print(table)
    return 0
