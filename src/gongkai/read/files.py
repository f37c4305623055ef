"""Read a report from a file of any format, by what the file is and not by its name."""

from __future__ import annotations

from pathlib import Path

from gongkai.errors import UnreadableFile
from gongkai.read.decode import decode
from gongkai.read.text import read_text
from gongkai.report import Report

MOST_BYTES = 64 * 1024 * 1024


def read_file(path: str | Path) -> Report:
    """Read one file.

    Raises:
        UnreadableFile: the file cannot be opened, is too large, is no known format or no report.
    """
    path = Path(path)
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise UnreadableFile(f"“{path.name}”是文件夹，不是文件", fix="请给出其中的文件，或直接检查整个文件夹")
        if size > MOST_BYTES:
            raise UnreadableFile(
                f"“{path.name}”有{size // 1048576}MB，超过{MOST_BYTES // 1048576}MB的上限",
                fix="年度报告通常不到 1MB，请确认文件是否选对",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"找不到文件“{path}”", fix="请检查路径") from None
    except PermissionError:
        raise UnreadableFile(f"没有读取“{path}”的权限", fix="请检查文件权限") from None
    except OSError as error:
        raise UnreadableFile(f"无法打开“{path}”", why=str(error.strerror or error)) from None
    return read_bytes(data, path.name)


def read_bytes(data: bytes, name: str = "") -> Report:
    """Read a report from the bytes of a file.

    Args:
        data: the whole file.
        name: the file's name, for messages only.

    Raises:
        UnreadableFile: the bytes are empty, no known format, or no report.
    """
    if not data.strip():
        raise UnreadableFile(f"“{name or '文件'}”是空的", why="文件中没有任何内容", fix="请确认文件是否保存完整")
    return read_text(decode(data), file=name)
