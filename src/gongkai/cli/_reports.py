"""What the verbs that take report files share: finding the files, reading them, showing how far it is."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from gongkai.errors import GongkaiError, UnreadableFile
from gongkai.read import read_bytes, read_file
from gongkai.report import Report

STANDARD_INPUT = "-"
_SUFFIXES = frozenset(
    (".txt", ".md", ".markdown", ".html", ".htm", ".mht", ".docx", ".doc", ".wps", ".pdf", ".xlsx", ".xls", ".csv")
) | frozenset((".png", ".jpg", ".jpeg", ".tif", ".tiff"))
_FEW = 8  # so many files are read in this process

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Result]):
    """What came of one file: a result, or the error's message."""

    file: str
    result: Result | None = None
    error: str = ""


def find_files(names: Sequence[str]) -> list[str]:
    """Return the files named, with the report files of each folder, in order of name.

    Raises:
        UnreadableFile: a folder holds no file that could be a report.
    """
    found: list[str] = []
    for name in names:
        path = Path(name)
        if name == STANDARD_INPUT or not path.is_dir():
            found.append(name)
            continue
        inside = sorted(
            str(entry)
            for entry in path.rglob("*")
            if entry.is_file() and entry.suffix.lower() in _SUFFIXES and not entry.name.startswith((".", "~$"))
        )
        if not inside:
            raise UnreadableFile(
                f"文件夹“{name}”中没有可读的报告文件", fix="支持的类型：" + " ".join(sorted(_SUFFIXES))
            )
        found += inside
    return found


def read_one(name: str) -> Report:
    """Read a named file, or standard input for `-`."""
    if name == STANDARD_INPUT:
        return read_bytes(sys.stdin.buffer.read(), "标准输入")
    return read_file(name)


def _try(work: Callable[[str], Result], name: str) -> Outcome[Result]:
    try:
        return Outcome(name, work(name))
    except GongkaiError as error:
        return Outcome(name, error=str(error))
    except RecursionError:
        return Outcome(name, error="文件嵌套层次过深，无法读取。")
    except MemoryError:
        return Outcome(name, error="文件过大，内存不足，无法读取。")


def each(work: Callable[[str], Result], files: Sequence[str], *, quiet: bool = False) -> Iterator[Outcome[Result]]:
    """Do the work on every file, on all cores where there are many, and yield the outcomes in order.

    One bad file stops nothing: its outcome carries the error. A progress bar goes to standard error unless `quiet`.
    """
    if len(files) <= _FEW:
        yield from _watched(map(partial(_try, work), files), len(files), quiet=quiet or len(files) < 3)
        return
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        futures = [pool.submit(_try, work, name) for name in files]
        outcomes = (_settle(future, name) for future, name in zip(futures, files, strict=True))
        yield from _watched(outcomes, len(files), quiet=quiet)


def _settle(future: Future[Outcome[Result]], name: str) -> Outcome[Result]:
    try:
        return future.result()
    except Exception as error:  # a worker that died must not lose the other files
        return Outcome(name, error=f"读取进程意外终止（{type(error).__name__}）。请单独检查这份文件。")


def _watched(outcomes: Iterator[Outcome[Result]], total: int, *, quiet: bool) -> Iterator[Outcome[Result]]:
    if quiet or not sys.stderr.isatty():
        yield from outcomes
        return
    columns = (TextColumn("正在处理"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        for outcome in outcomes:
            progress.advance(task)
            yield outcome


def complain(outcome: Outcome[Result]) -> None:
    """Say on standard error why a file could not be used, naming the file."""
    prefix = "" if outcome.file in outcome.error else f"{outcome.file}："
    print(f"{prefix}{outcome.error}", file=sys.stderr)
