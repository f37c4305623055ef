"""`gongkai check … --out REVIEW/`: the review of many reports, written into a folder."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from gongkai.check.profile import load_profile
from gongkai.cli._arguments import console, to_date, today
from gongkai.cli._draw import wrap
from gongkai.cli._reports import complain, each, find_files
from gongkai.errors import GongkaiError, InputError, UnreadableFile, UnwritableReport
from gongkai.read.decode import decode
from gongkai.review.expected import Organ, call_roll, parse_expected
from gongkai.review.folder import (
    Plan,
    Twin,
    find_previous,
    find_twins,
    finish,
    name_stems,
    passages_of,
    prepare,
    review_file,
    without_review,
)
from gongkai.review.letter import Sender
from gongkai.review.record import Record

Result = TypeVar("Result")


def add_review_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of a review."""
    group = parser.add_argument_group("审核一批报告")
    group.add_argument("--out", metavar="文件夹", help="把总览、逐份页面、批注文档、审核意见和工作簿写到这个文件夹")
    group.add_argument("--expected", metavar="名单.csv", help="应报机关名单，一行一个，逗号后可写别名；列出缺报的")
    group.add_argument("--reviewer", metavar="机关", default="", help="审核意见的落款机关")
    group.add_argument("--reply-by", metavar="日期", help="审核意见中要求反馈的日期")
    group.add_argument("--dated", metavar="日期", help="审核意见和批注的日期（默认今天）")
    group.add_argument("--fresh", action="store_true", help="全部重做，不沿用上次已经完成的结果")


def run_review(args: argparse.Namespace, files: list[str]) -> int:
    """Review the files and write the folder."""
    out = Path(args.out)
    expected = _expected(args.expected)
    sender = Sender(
        args.reviewer,
        to_date(args.dated, "dated") if args.dated else today(),
        to_date(args.reply_by, "reply-by") if args.reply_by else None,
    )
    files = without_review(files, out)
    try:
        prepare(out)
    except OSError as error:
        raise UnwritableReport(f"不能建立文件夹“{out}”", why=error.strerror or str(error), field="out") from None
    words = _words(files)
    others = words | _words(without_review(find_files([args.against]), out)) if args.against else words
    plan = Plan(
        out,
        load_profile(args.profile),
        sender,
        stems=name_stems(files, args.files),
        copies=find_twins(others),
        previous=find_previous(words, _words(find_files([args.previous]))) if args.previous else {},
        fresh=args.fresh,
    )
    records = []
    for outcome in each(partial(_guarded, partial(review_file, plan=plan)), files):
        if outcome.result is None:
            complain(outcome)
            records.append(Record(outcome.file, plan.stems[outcome.file], error=outcome.error))
        else:
            records.append(outcome.result)
    finish(records, plan, expected)
    _say(records, expected, out)
    return 2 if any(r.error for r in records) else int(any(r.errors for r in records))


def _guarded(work: Callable[[str], Result], file: str) -> Result:
    """Do the work on a file; a fault of ours that only this file shows must not stop the review of the others."""
    try:
        return work(file)
    except (GongkaiError, RecursionError, MemoryError):
        raise
    except Exception as error:
        kind = type(error).__name__
        raise UnreadableFile(f"审核“{file}”时程序出错（{kind}）", fix="请单独检查它，并把它报告给开发者") from error


def _words(files: list[str]) -> dict[str, tuple[Twin, int | None]]:
    return {o.file: o.result for o in each(partial(_guarded, passages_of), files) if o.result is not None}


def _expected(name: str | None) -> tuple[Organ, ...]:
    if not name:
        return ()
    try:
        return parse_expected(decode(Path(name).read_bytes()))
    except OSError as error:
        raise InputError(f"不能读取名单“{name}”", why=error.strerror or str(error), field="expected") from None


def _say(records: list[Record], expected: tuple[Organ, ...], out: Path) -> None:
    counts: dict[str, int] = {}
    for record in records:
        counts[record.status] = counts.get(record.status, 0) + 1
    parts = "，".join(f"{status}{count}份" for status, count in counts.items())
    screen = console()
    screen.print(wrap(f"共{len(records)}份：{parts}。", screen.width, ""))
    if expected:
        missing = call_roll(expected, records).missing
        names = "：" + "、".join(organ.name for organ in missing) if missing else ""
        screen.print(wrap(f"应报{len(expected)}个机关，缺报{len(missing)}个{names}。", screen.width, ""))
    screen.print(f"结果在 {out / 'index.html'}", soft_wrap=True)
