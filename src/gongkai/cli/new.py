"""`gongkai new`: an empty official form for one organ and year."""

from __future__ import annotations

import argparse

from gongkai.cli._arguments import to_count
from gongkai.cli._save import add_output, save_report
from gongkai.errors import InputError
from gongkai.form import Edition, edition, edition_for, editions
from gongkai.report import Report, build_report

_EXAMPLE = """示例：
  gongkai new --organ 清河县财政局 --year 2025 年报.docx                  空白年度报告（Word）
  gongkai new --edition 2021 --organ 清河县财政局 --year 2025 年报.xlsx   空白工作簿

总体情况按格式列出应写的五个方面；表格各格留空，待填。"""
_NUMERALS = "一二三四五六七八九十"


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "new",
        help="生成空白的年度报告",
        description="按官方格式生成一份空白的年度报告：标题、六个部分、三张法定表格。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--organ", required=True, metavar="机关", help="行政机关名称（全称）")
    parser.add_argument("--year", required=True, metavar="年度", help="报告年度，如 2025")
    parser.add_argument(
        "--edition", choices=tuple(editions()), metavar="版本", help="格式版本（默认按年度）：" + "、".join(editions())
    )
    add_output(parser, option="--to")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the empty form."""
    year = to_count(args.year, "year")
    if not 1949 <= year <= 9998:
        raise InputError(f"“{args.year}”不是年度", fix="请写四位数的年份", field="year")
    organ = args.organ.strip()
    if not organ:
        raise InputError("没有写机关名称", fix="请用 --organ 写出行政机关的全称", field="organ")
    form = edition(args.edition) if args.edition else edition_for(year)
    save_report(empty_report(form, organ, year), args)
    return 0


def empty_report(form: Edition, organ: str, year: int) -> Report:
    """Return a report with every statutory cell blank and the aspects of the first section as headings."""
    aspects = [f"（{_NUMERALS[number]}）{aspect.label}情况" for number, aspect in enumerate(form.aspects)]
    with_tables = {table.section for table in form.tables}
    sections = {number: "" for number in form.sections if number not in with_tables}
    if aspects:
        sections[min(sections)] = "\n".join(aspects)
    return build_report(
        form,
        {cell.ref: None for cell in form.cells if not cell.variant},
        organ=organ,
        year=year,
        sections=sections,
    )
