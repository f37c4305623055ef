"""`gongkai form`: an edition of the statutory form, or one cell's definition and basis."""

from __future__ import annotations

import argparse

from rich.table import Table as Drawing

from gongkai.cli._arguments import console, print_json
from gongkai.errors import LawError
from gongkai.form import Cell, Edition, edition, editions
from gongkai.law import cite

_EXAMPLE = """示例：
  gongkai form                                             列出各版格式
  gongkai form 2021                                        2021 版的全部单元格
  gongkai form 2021 requests/refused.state_secret/total    一个单元格的含义、依据和勾稽关系"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "form",
        help="查看年度报告格式",
        description="显示法定的年度报告格式：每个单元格的名称、印制的栏目、依据的条款和勾稽关系。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("edition", nargs="?", metavar="版本", help="格式版本，如 2021、2019")
    parser.add_argument("ref", nargs="?", metavar="单元格", help="单元格名称：表/行/列")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="输出格式：text（默认）或 json")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Show the editions, one edition or one cell."""
    if args.edition is None:
        _list(args.format)
    elif args.ref is None:
        _edition(edition(args.edition), args.format)
    else:
        _cell(edition(args.edition), args.ref, args.format)
    return 0


def _years(form: Edition) -> str:
    return f"{form.first_year}—{form.last_year or ''}年度"


def _list(shape: str) -> None:
    if shape == "json":
        print_json([{"edition": e.id, "instrument": e.instrument, "cells": e.statutory} for e in editions().values()])
        return
    drawing = Drawing("版本", "文件", "适用", "单元格")
    for form in editions().values():
        drawing.add_row(form.id, f"{form.instrument} {form.instrument_title}", _years(form), str(form.statutory))
    console().print(drawing)


def _basis(cell: Cell, form: Edition) -> str:
    if cell.row.basis.startswith("form:"):
        return form.instrument
    try:
        return cite(cell.row.basis).zh
    except LawError:
        return cell.row.basis


def _object(cell: Cell, form: Edition) -> dict[str, object]:
    return {
        "ref": cell.ref,
        "label": cell.label,
        "type": cell.type.value,
        "unit": cell.column.unit or None,
        "basis": _basis(cell, form),
        "variant": cell.variant,
    }


def _edition(form: Edition, shape: str) -> None:
    if shape == "json":
        cells = [_object(cell, form) for cell in form.cells]
        print_json({"edition": form.id, "instrument": form.instrument, "cells": cells})
        return
    out = console()
    out.print(f"{form.instrument}　{form.instrument_title}　适用{_years(form)}", style="bold")
    drawing = Drawing("单元格", "栏目", "依据")
    for cell in form.cells:
        drawing.add_row(cell.ref, cell.label, _basis(cell, form), style="dim" if cell.variant else "")
    out.print(drawing)
    out.print(f"共{form.statutory}个单元格；灰色的{len(form.cells) - form.statutory}个是实际报告中见到的变体。")


def _cell(form: Edition, ref: str, shape: str) -> None:
    cell = form.cell(ref)
    relations = [
        equation for equation in form.equations if cell.index in equation.left + equation.right
    ]  # every relation that the cell takes part in
    if shape == "json":
        print_json({**_object(cell, form), "relations": [equation.relation.text for equation in relations]})
        return
    out = console()
    out.print(cell.ref, style="bold")
    unit = f"（{cell.column.unit}）" if cell.column.unit else ""
    kinds = {"count": "非负整数", "decimal": f"小数{unit}", "change": "有正负的整数", "text": "照原样保留的文字"}
    out.print(f"栏目：{cell.label}\n填写：{kinds[cell.type.value]}\n依据：{_basis(cell, form)}")
    for equation in relations:
        left = " + ".join(form.cells[index].ref for index in equation.left)
        right = " + ".join([*(form.cells[index].ref for index in equation.right), *equation.right_previous])
        out.print(f"关系：{equation.relation.text}\n　　　{left} = {right}")
