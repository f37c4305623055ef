"""`gongkai rules`: every check rule with its basis and example."""

from __future__ import annotations

import argparse
import inspect

from rich.table import Table as Drawing

from gongkai.check import Rule, rules
from gongkai.cli._arguments import console, print_json
from gongkai.errors import InputError
from gongkai.law import cite
from gongkai.review.titles import titles

_EXAMPLE = """示例：
  gongkai rules          列出全部规则
  gongkai rules GK301    一条规则的说明、理由、例子和已知例外"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "rules",
        help="查看检查规则",
        description="列出全部检查规则：编号、严重程度、依据；给出编号或名称则显示一条规则的全文。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("rule", nargs="?", metavar="编号", help="规则编号（GK301）或名称")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式：text（默认）或 json")
    parser.set_defaults(run=run)


def rule_basis(rule: Rule) -> str:
    """Return what a rule stands on, as people read it."""
    basis = "报告适用的年度报告格式" if rule.basis == "form" else cite(rule.basis).zh
    return basis if rule.confirmed else f"{basis}（依据未核实，不作为法条引用）"


def _object(rule: Rule) -> dict[str, object]:
    return {
        "code": rule.code,
        "rule": rule.name,
        "severity": rule.severity.value,
        "basis": rule_basis(rule),
        "confirmed": rule.confirmed,
        "needs": list(rule.needs),
        "message": rule.message,
        "doc": inspect.cleandoc(rule.doc),
    }


def run(args: argparse.Namespace) -> int:
    """Show all rules, or one."""
    known = rules()
    if args.rule is None:
        if args.format == "json":
            print_json([_object(rule) for rule in known.values()])
            return 0
        drawing = Drawing("编号", "名称", "程度", "检查什么", "依据")
        for rule in known.values():
            drawing.add_row(
                rule.code, rule.name, rule.severity.value, titles().get(rule.code, rule.message), rule_basis(rule)
            )
        console().print(drawing)
        return 0
    chosen = next((rule for rule in known.values() if args.rule in (rule.code, rule.name)), None)
    if chosen is None:
        raise InputError(f"没有编号或名称为“{args.rule}”的规则", fix="用 gongkai rules 查看全部规则", field="rule")
    if args.format == "json":
        print_json(_object(chosen))
        return 0
    out = console()
    out.print(f"{chosen.code} {chosen.name}（{chosen.severity.value}）", style="bold")
    out.print(f"提示语：{chosen.message}\n依据：{rule_basis(chosen)}\n\n{inspect.cleandoc(chosen.doc)}")
    return 0
