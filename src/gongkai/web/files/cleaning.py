"""Make a copy of a file that does not tell who made it, where and with what, for those outside the house."""

from __future__ import annotations

from typing import Final

from gongkai.errors import UnreadableFile
from gongkai.read.sandbox import Bounds, run_child
from gongkai.web.files.clean_child import MODULES

CLEANABLE: Final = frozenset({"author", "properties", "picture_place", "picture_data"})
"""What a copy can do without, by the code of its mark."""
BOUNDS: Final = Bounds(cpu_seconds=20, wall_seconds=30.0, memory_bytes=768 * 1024 * 1024)


def clean_copy(content: bytes, suffix: str) -> bytes | None:
    """Return the file without its properties; None where no such copy can be made of it, or safely."""
    if suffix not in MODULES:
        return None
    try:
        return run_child("gongkai.web.files.clean_child", [suffix], content, shown="", bounds=BOUNDS)
    except UnreadableFile:
        return None
