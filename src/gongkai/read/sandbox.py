"""Read files that come from strangers, each in a process of its own with bounds on time, memory, files and network.

The parent only hands over bytes and checks the JSON that comes back: whatever a file does to its parser, the parent
goes on. DOC and WPS files first pass through LibreOffice, and pictures through text recognition, each with bounds of
its own.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.errors import UnreadableFile, UnsafeFile
from gongkai.read.child import MOST_RESULT
from gongkai.read.files import MOST_BYTES
from gongkai.read.kinds import FileKind, kind_of
from gongkai.read.ocr_tools import NeedsRecognition
from gongkai.read.office import to_docx
from gongkai.read.packages import shown_name
from gongkai.read.wire import unpack
from gongkai.report import Report


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a child may use: seconds of computing, seconds in all, bytes of address space, text recognition."""

    cpu_seconds: int = 10
    wall_seconds: float = 20.0
    memory_bytes: int = 512 * 1024 * 1024
    pictures: bool = False


USUAL = Bounds()
FOR_PICTURES = Bounds(cpu_seconds=300, wall_seconds=300.0, memory_bytes=6 * 1024 * 1024 * 1024, pictures=True)


def read_untrusted(data: bytes, name: str = "", *, bounds: Bounds | None = None) -> Report:
    """Read a report from bytes that nobody vouches for.

    Args:
        data: the whole file.
        name: the file's name, for messages only; it is never used as a path.
        bounds: what the child may use; the usual bounds where not given.

    Raises:
        UnsafeFile: the file was refused by a limit.
        UnreadableFile: it is no known format, damaged, or no report.
    """
    shown = shown_name(name) or "文件"
    if len(data) > MOST_BYTES:
        raise UnsafeFile(f"“{shown}”有{len(data) // 1048576}MB，超过{MOST_BYTES // 1048576}MB的上限")
    kind = kind_of(data, name)
    if kind is FileKind.OFFICE:
        data = to_docx(data, file=shown)
    if bounds is None and kind is FileKind.IMAGE:
        bounds = FOR_PICTURES
    try:
        return unpack(_run(data, shown, bounds or USUAL))
    except NeedsRecognition:  # a PDF of pictures, which only the child could tell
        if bounds is not None:
            raise
        return unpack(_run(data, shown, FOR_PICTURES))


def _run(data: bytes, shown: str, bounds: Bounds) -> bytes:
    return run_child("gongkai.read.child", (str(int(bounds.pictures)), shown), data, shown=shown, bounds=bounds)


def run_child(module: str, words: Sequence[str], data: bytes, *, shown: str, bounds: Bounds = USUAL) -> bytes:
    """Run a module that confines itself and parses the bytes on its standard input; return what it wrote.

    Args:
        module: run as `python -m module CPU_SECONDS MEMORY_BYTES WORDS…`, without environment or network.
        words: its further arguments.
        data: what it is given to parse.
        shown: the name of the file, for messages.
        bounds: what it may use.

    Raises:
        UnsafeFile: it went beyond its bounds, or the file broke it.
        UnreadableFile: it gave no result.
    """
    command = [
        sys.executable, "-I", "-X", "utf8", "-m", module, str(bounds.cpu_seconds), str(bounds.memory_bytes), *words,
    ]  # fmt: skip
    with tempfile.TemporaryFile() as given:
        given.write(data)
        given.seek(0)
        with subprocess.Popen(
            command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, close_fds=True,
            start_new_session=True,
        ) as process:  # fmt: skip
            try:
                result = _collect(process, bounds, shown)
                status = process.wait(5)
            except subprocess.TimeoutExpired:
                raise UnsafeFile(f"解析“{shown}”的进程没有结束，已停止") from None
            finally:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL)
    if status != 0 or not result:
        raise _refusal(status, shown, bounds)
    return result


def _collect(process: subprocess.Popen[bytes], bounds: Bounds, shown: str) -> bytes:
    """Take what the child writes, up to the limit and within the time."""
    if process.stdout is None:
        return b""
    deadline = time.monotonic() + bounds.wall_seconds
    pieces: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise UnsafeFile(
                    f"解析“{shown}”超过{bounds.wall_seconds:.0f}秒，已停止", fix="请确认文件来源，或换一种格式"
                )
            piece = os.read(process.stdout.fileno(), 1 << 16)
            if not piece:
                return b"".join(pieces)
            size += len(piece)
            if size > MOST_RESULT + 1024:
                raise UnsafeFile(f"“{shown}”读出的内容过大", fix="请确认文件来源")
            pieces.append(piece)


def _refusal(status: int, shown: str, bounds: Bounds) -> UnreadableFile:
    """Say why a child that gave no result ended."""
    if status in {-signal.SIGXCPU, -signal.SIGKILL}:
        return UnsafeFile(f"解析“{shown}”超过{bounds.cpu_seconds}秒运算，已停止", fix="请确认文件来源")
    if status in {-signal.SIGABRT, -signal.SIGSEGV, -signal.SIGBUS}:
        return UnsafeFile(
            f"“{shown}”使解析程序异常退出，已拒绝", why="文件损坏，或有意如此", fix="请重新保存或换一种格式后再读"
        )
    return UnreadableFile(f"无法读取“{shown}”", why=f"解析进程没有给出结果（状态{status}）", fix="请换一种格式后再读")
