"""Look into a file that nobody vouches for."""

from __future__ import annotations

import json
from typing import Any

from gongkai.errors import UnreadableFile, UnsafeFile
from gongkai.hidden.leaks import Leak
from gongkai.hidden.values import CODES, Mark, Seen
from gongkai.read.sandbox import USUAL, Bounds, run_child


def look_into(data: bytes, suffix: str, name: str = "", *, bounds: Bounds = USUAL) -> Seen:
    """Return what a file shows and hides, seen by a confined process of its own.

    Args:
        data: the whole file.
        suffix: what its bytes are, such as `.docx`; never what its name says.
        name: for messages only.
        bounds: what the process may use.

    Raises:
        UnreadableFile: it is damaged or needs a password.
        UnsafeFile: looking into it went beyond a limit.
    """
    shown = name if name.endswith(suffix) else (name or "文件") + suffix
    try:
        shape = json.loads(run_child("gongkai.hidden.child", (shown,), data, shown=shown, bounds=bounds))
        if "error" not in shape:
            return _seen(shape)
        kind = UnsafeFile if shape["error"] == UnsafeFile.__name__ else UnreadableFile
        refusal = kind(str(shape["what"]), why=str(shape["why"]), fix="请重新保存后上传")
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableFile(f"检查“{shown}”的进程没有给出完整的结果", why=str(error)[:200]) from None
    raise refusal


def _seen(shape: dict[str, Any]) -> Seen:
    marks = tuple(Mark(str(mark["code"]), str(mark["where"]), str(mark["quote"])) for mark in shape["marks"])
    if any(mark.code not in CODES for mark in marks):
        raise ValueError("标记不认识")
    leaks = tuple(Leak(str(one["kind"]), str(one["quote"]), str(one["why"])) for one in shape["leaks"])
    return Seen(str(shape["text"]), marks, leaks)
