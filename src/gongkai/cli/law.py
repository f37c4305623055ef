"""``gongkai law``: the text behind an address such as oir#33.2, and the dated numbers of law."""

from __future__ import annotations

import argparse

from rich.table import Table

from gongkai import law
from gongkai.cli._arguments import add_format, console, print_json, to_date, today
from gongkai.law import Parameter
from gongkai.law.articles import articles

_EXAMPLE = """示例：
  gongkai law                 列出收录的法律文件
  gongkai law oir#33          政府信息公开条例第三十三条
  gongkai law oir#33.2        第三十三条第二款
  gongkai law oir#36.3        第三十六条第（三）项（一个总起句带若干项的条文，点后是项）
  gongkai law oir#29.2.1      第二十九条第二款第（一）项
  gongkai law answer_deadline 答复期限的历次数值"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "law",
        help="查条文和法定数值",
        description="按编号显示条文，或者显示法定数值及其起止日期和依据。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "ref",
        nargs="?",
        metavar="编号",
        help="条文编号（oir#33.2）、法律文件编号（oir）或者数值名称（answer_deadline）",
    )
    parser.add_argument("--on", metavar="日期", help="数值取哪一天的，默认今天")
    add_format(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print a text, a number, or the list of instruments."""
    if not args.ref:
        return _list(args)
    if args.ref in law.parameters():
        return _parameter(law.parameter(args.ref), args)
    citation = law.cite(args.ref)
    lines = citation.lines or tuple(a.label() for a in articles(args.ref))
    source = law.instrument(args.ref.partition("#")[0])
    if args.format == "json":
        print_json(
            {
                "ref": citation.ref,
                "title": source.title,
                "label": citation.zh,
                "text": list(citation.lines),
                "mark": citation.mark.value,
                "confirmed": citation.confirmed,
            }
        )
        return 0
    out = console()
    out.print(f"{citation.zh}　（{source.title}，{source.number}）", style="bold")
    for line in lines if citation.lines else ("收录条文：" + "、".join(lines) if lines else "没有收录条文。",):
        out.print(f"　　{line}")
    out.print(
        f"〔{citation.mark.zh}〕" + (f"　{source.note}" if source.note else ""),
        style="dim" if citation.confirmed else "yellow",
    )
    return 0


def _parameter(parameter: Parameter, args: argparse.Namespace) -> int:
    current = parameter.on(to_date(args.on, "on") if args.on else today())
    if args.format == "json":
        print_json(
            {
                "name": parameter.name,
                "label": parameter.zh,
                "unit": parameter.unit,
                "value": current.value,
                "from": current.first_day.isoformat(),
                "basis": current.basis,
                "mark": current.mark.value,
                "confirmed": current.confirmed,
            }
        )
        return 0
    table = Table(title=f"{parameter.zh}（{parameter.name}，单位 {parameter.unit}）")
    for name in ("自", "数值", "依据", "核对", "说明"):
        table.add_column(name)
    for value in parameter.values:
        table.add_row(
            value.first_day.isoformat(),
            str(value.value),
            law.cite(value.basis).zh,
            value.mark.zh,
            value.note,
            style="bold" if value is current else "",
        )
    console().print(table)
    return 0


def _list(args: argparse.Namespace) -> int:
    if args.format == "json":
        print_json(
            [
                {"ref": i.id, "title": i.title, "number": i.number, "mark": i.mark.value}
                for i in law.instruments().values()
            ]
        )
        return 0
    table = Table(title="收录的法律文件（【】为未经官方全文核对）")
    for name in ("编号", "名称", "施行"):
        table.add_column(name, overflow="fold")
    for source in law.instruments().values():
        last = source.last_day.isoformat() if source.last_day else ""
        flag = "" if source.mark.confirmed else f"【{source.mark.zh}】"
        name = source.short if source.short == source.number else f"{source.short}（{source.number}）"
        table.add_row(source.id, name + flag, f"{source.first_day.isoformat()}—{last}")
    console().print(table)
    return 0
