"""``gongkai deadline``: the last day of a statutory period, with every day on the way."""

from __future__ import annotations

import argparse
from datetime import date
from itertools import groupby
from typing import Any

from rich.console import Console

from gongkai import clocks, law
from gongkai.cli._arguments import (
    add_calendar,
    add_format,
    as_of,
    chosen_calendar,
    console,
    print_json,
    to_count,
    to_date,
)
from gongkai.cli._month import LOOKS, DayMark, draw_months, legend, months_between
from gongkai.clocks import Consultation, Deadline, Extension, Receipt, ReplyFacts, Restart, Step
from gongkai.errors import DateError, InputError

_EXAMPLE = """示例：
  gongkai deadline --received 2026-09-21 --channel in_person
  gongkai deadline --received 2026-03-02 --channel internet --confirmed 2026-03-03 --extend 20 --extend-told 2026-03-25
  gongkai deadline --received 2026-03-02 --channel signed_post --consult third_party 2026-03-09 2026-03-20
  gongkai deadline --clock reconsideration --received 2026-08-02

--received 是到达之日；按条例第三十一条算出的收到申请之日另行显示。"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "deadline",
        help="计算法定期限，逐日说明",
        description="计算法定期限，并逐日说明哪些天计入、哪些天不计入、依据是什么。",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--received", metavar="日期", help="申请（或者文书）到达之日")
    ways = "、".join(f"{c.id}（{c.zh}）" for c in clocks.channels().values())
    parser.add_argument("--channel", metavar="渠道", help=f"申请到达的渠道：{ways}")
    parser.add_argument("--confirmed", metavar="日期", help="平常信函、互联网、传真：与申请人确认之日")
    names = "、".join(f"{c.id}（{c.zh}）" for c in clocks.clocks().values())
    parser.add_argument("--clock", metavar="期限", default="reply", help=f"哪一种期限，默认 reply：{names}")
    parser.add_argument("--extend", metavar="工作日数", help="已批准延长的工作日数")
    parser.add_argument("--extend-told", metavar="日期", help="告知申请人延期之日")
    parser.add_argument("--corrected", metavar="日期", help="收到补正的申请之日，期限由此重新起算")
    kinds = "、".join(f"{k.id}（{k.zh}）" for k in clocks.consultation_kinds().values())
    parser.add_argument(
        "--consult",
        nargs=3,
        action="append",
        default=[],
        metavar=("种类", "发出日期", "收到意见日期"),
        help=f"征求意见，可写多次；种类：{kinds}",
    )
    parser.add_argument("--as-of", metavar="日期", help="以哪一天为今天，默认取本机日期")
    add_calendar(parser)
    add_format(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Compute the deadline and print it."""
    receipt, result = _compute(args)
    if args.format == "json":
        print_json(_as_json(receipt, result))
    else:
        _show(console(), receipt, result)
    return 0


def _compute(args: argparse.Namespace) -> tuple[_Start, Deadline]:
    calendar = chosen_calendar(args)
    known = clocks.clock(args.clock)
    if not args.received:
        raise InputError(
            "缺少到达日期（received）",
            why=f"{known.zh}从{known.starts}起算",
            fix="请用 --received 写明",
            field="received",
        )
    arrived = to_date(args.received, "received")
    _refuse_future(arrived, "received", args)
    calendar.index(arrived, "received")
    start = _start(args, known.application, arrived)
    if start.receipt:
        _refuse_future(start.received_on, "confirmed", args)
    facts = _facts(args, start.received_on)
    if args.clock == "reply":
        return start, clocks.reply_deadline(facts, calendar=calendar)
    if facts != ReplyFacts(start.received_on):
        raise InputError(
            "延期、补正和征求意见只影响答复期限（reply）", fix="请去掉这些参数，或者用 --clock reply", field="clock"
        )
    return start, clocks.deadline(args.clock, start.received_on, calendar=calendar)


class _Start:
    """Day 0, and the receipt that settled it where Article 31 applies."""

    def __init__(self, arrived_on: date, receipt: Receipt | None) -> None:
        self.arrived_on = arrived_on
        self.receipt = receipt
        self.received_on = receipt.received_on if receipt else arrived_on


def _start(args: argparse.Namespace, application: bool, arrived: date) -> _Start:
    confirmed = to_date(args.confirmed, "confirmed") if args.confirmed else None
    if not application:
        return _Start(arrived, None)
    if not args.channel:
        raise InputError(
            "缺少收到渠道（channel）",
            why="条例第三十一条按渠道确定收到申请之日",
            fix="请用 --channel 写明：" + "、".join(clocks.channels()),
            field="channel",
        )
    if confirmed is None and args.channel in clocks.channels() and clocks.channels()[args.channel].needs_confirmation:
        raise DateError(
            f"缺少确认日期（confirmed）：渠道为“{clocks.channels()[args.channel].zh}”",
            why=f"条例第三十一条：{clocks.channels()[args.channel].rule}，没有确认就没有收到申请之日",
            fix="请用 --confirmed 写明确认之日",
            field="confirmed",
        )
    return _Start(arrived, clocks.receive(arrived, args.channel, confirmed))


def _refuse_future(day: date, field: str, args: argparse.Namespace) -> None:
    present = as_of(args)
    if day > present:
        raise DateError(
            f"日期{day.isoformat()}（{field}）晚于今天{present.isoformat()}",
            why="还没有发生的事不能起算期限",
            fix="请核对日期；预先推算请用 --as-of 写明以哪一天为今天",
            field=field,
        )


def _facts(args: argparse.Namespace, received_on: date) -> ReplyFacts:
    extension = None
    if args.extend or args.extend_told:
        if not (args.extend and args.extend_told):
            raise InputError(
                "延期要同时写明工作日数（extend）和告知日期（extend-told）",
                why="条例第三十三条第二款：经负责人同意并告知申请人",
                field="extend",
            )
        extension = Extension(to_count(args.extend, "extend"), to_date(args.extend_told, "extend-told"))
    return ReplyFacts(
        received_on,
        consultations=tuple(
            Consultation(kind, to_date(sent, "consult"), replied_on=to_date(replied, "consult"))
            for kind, sent, replied in args.consult
        ),
        extension=extension,
        restarts=(Restart("corrected", to_date(args.corrected, "corrected")),) if args.corrected else (),
    )


def _as_json(start: _Start, result: Deadline) -> dict[str, Any]:
    return {
        "arrived_on": start.arrived_on.isoformat(),
        "received_on": start.received_on.isoformat(),
        "due_on": result.due_on.isoformat(),
        "provisional": result.provisional,
        "because": result.because,
        "steps": [
            {"on": s.on.isoformat(), "counted": s.counted, "nth": s.nth, "why": s.why, "basis": s.basis}
            for s in result.steps
        ],
        "clock": result.clock,
        "basis": result.basis,
        "confirmed": result.confirmed,
        "mark": result.mark.value,
        "notes": [*_receipt_notes(start), *result.notes],
    }


def _receipt_notes(start: _Start) -> tuple[str, ...]:
    return start.receipt.notes if start.receipt else ()


def _show(out: Console, start: _Start, result: Deadline) -> None:
    known = clocks.clock(result.clock)
    flag = "（暂定）" if result.provisional else ""
    out.print(f"{known.zh}：{_zh(result.due_on)}届满{flag}", style="bold")
    if result.because:
        out.print(f"暂定的原因：{result.because}", style="yellow")
    out.print()
    marks = _marks(result)
    out.print(draw_months(marks, months_between(result.start_on, result.due_on)))
    kinds = {step.kind for step in result.steps} | {"start", "due"}
    out.print(legend(kind for kind in LOOKS if kind in kinds))
    out.print()
    _explain(out, start, result)


def _marks(result: Deadline) -> dict[date, DayMark]:
    marks = {result.start_on: DayMark(LOOKS["start"][0], LOOKS["start"][1])}
    for step in result.steps:
        sign, style, _ = LOOKS["due" if step.on == result.due_on else step.kind]
        if step.counted and step.kind in {"workday", "make_up"}:
            sign = f"{sign}{step.nth}"
        elif step.counted:
            sign, style = f"{step.nth}", "green"
        marks[step.on] = DayMark(sign, style)
    return marks


def _explain(out: Console, start: _Start, result: Deadline) -> None:
    known = clocks.clock(result.clock)
    if start.receipt:
        way = start.receipt.channel
        out.print(
            f"收到申请之日：{_zh(start.received_on)}。{_zh(start.arrived_on)}到达，渠道为{way.zh}，{way.rule}（{law.cite(way.basis).zh}）。"
        )
    out.print(
        f"起算：{known.starts}（{_zh(result.start_on)}）不计入，自次日起算（{law.cite('cpl#85.2').zh}；条例未另作规定，此处参照）。"
    )
    out.print(f"依据：{law.cite(result.basis).zh}。" + ("" if result.confirmed else f"【{result.mark.zh}】"))
    for note in (*_receipt_notes(start), *result.notes):
        out.print(f"注意：{note}。", style="yellow")
    out.print("逐日：")
    for line in _runs(result.steps):
        out.print(f"  {line}")
    out.print(f"届满之后：{known.lapse}。")
    if any("#" not in step.basis or not law.cite(step.basis).confirmed for step in result.steps):
        out.print("＊ 该依据未经官方全文核对：放假日期来自工作日历程序库或者另放的通知文件。", style="dim")


def _runs(steps: tuple[Step, ...]) -> list[str]:
    """Join neighbouring days of one kind into a line; mark a basis that is not confirmed with an asterisk."""
    lines = []
    for (counted, why, basis), group in groupby(steps, key=lambda s: (s.counted, _why(s), s.basis)):
        days = list(group)
        first, last = days[0], days[-1]
        when = _short(first.on) if first is last else f"{_short(first.on)}至{_short(last.on)}"
        count = "不计入"
        if counted:
            count = f"计入，第{first.nth}日" if first is last else f"计入，第{first.nth}—{last.nth}日"
        lines.append(f"{when}：{why}，{count}（{_basis(basis)}）")
    return lines


def _why(step: Step) -> str:
    return "周末" if step.kind == "weekend" and not step.counted else step.why


def _basis(ref: str) -> str:
    """Name a basis: an address of law, or the number of a notice that a file gives."""
    if "#" not in ref:
        return f"{ref}＊"
    citation = law.cite(ref)
    return citation.zh if citation.confirmed else f"{citation.zh}＊"


def _zh(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日（周{'一二三四五六日'[day.weekday()]}）"


def _short(day: date) -> str:
    return f"{day.month}月{day.day}日"
