"""Read a report from a file of any format, by what the file is and not by its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gongkai.errors import UnreadableFile
from gongkai.read.decode import decode
from gongkai.read.docx import read_docx
from gongkai.read.drawn import flow_of_drawn, has_drawn_tables
from gongkai.read.flow import read_flow
from gongkai.read.html import read_html, read_marked_text
from gongkai.read.kinds import FileKind, kind_of
from gongkai.read.mhtml import read_mhtml
from gongkai.read.ocr import read_image
from gongkai.read.office import read_office
from gongkai.read.own_json import read_json_text
from gongkai.read.packages import Package
from gongkai.read.pdf import read_pdf
from gongkai.read.sheets import read_csv, read_workbook
from gongkai.read.text import read_text
from gongkai.report import Report

MOST_BYTES = 64 * 1024 * 1024


def read_file(path: str | Path) -> Report:
    """Read one file.

    Raises:
        UnreadableFile: the file cannot be opened, is too large, is no known format or no report.
    """
    path = Path(path)
    return read_bytes(load(path), path.name)


def load(path: Path) -> bytes:
    """Return the bytes of a file of bearable size.

    Raises:
        UnreadableFile: the file cannot be opened, or is too large.
    """
    try:
        if path.is_dir():
            raise UnreadableFile(f"“{path.name}”是文件夹，不是文件", fix="请给出其中的文件，或直接检查整个文件夹")
        if not path.is_file() and path.exists():
            raise UnreadableFile(f"“{path.name}”不是普通文件", why="它是设备、管道或套接字")
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UnreadableFile(
                f"“{path.name}”有{size // 1048576}MB，超过{MOST_BYTES // 1048576}MB的上限",
                fix="年度报告通常不到 1MB，请确认文件是否选对",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableFile(f"找不到文件“{path}”", fix="请检查路径") from None
    except PermissionError:
        raise UnreadableFile(f"没有读取“{path}”的权限", fix="请检查文件权限") from None
    except (OSError, ValueError) as error:
        raise UnreadableFile(f"无法打开“{path}”", why=getattr(error, "strerror", None) or str(error)) from None


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
    return _READERS[kind_of(data, name)](data, name)


def _read_plain(data: bytes, name: str) -> Report:
    text = decode(data)
    return read_flow(flow_of_drawn(text), file=name) if has_drawn_tables(text) else read_text(text, file=name)


def _read_own_json(data: bytes, name: str) -> Report:
    report = read_json_text(decode(data))
    return replace(report, file=name) if name else report


def _refuse_bundle(data: bytes, name: str) -> Report:
    Package(data, name)  # a damaged file is said to be damaged
    raise UnreadableFile(
        f"“{name or '文件'}”是压缩包，不是一份报告", fix="请解压后再读，或用 gongkai check 直接检查整个压缩包"
    )


_READERS: dict[FileKind, Callable[[bytes, str], Report]] = {
    FileKind.TEXT: _read_plain,
    FileKind.UNKNOWN: _read_plain,
    FileKind.HTML: lambda data, name: read_html(data, file=name),
    FileKind.MARKED_TEXT: lambda data, name: read_marked_text(data, file=name),
    FileKind.MHTML: lambda data, name: read_mhtml(data, file=name),
    FileKind.JSON: _read_own_json,
    FileKind.CSV: lambda data, name: read_csv(data, file=name),
    FileKind.DOCX: lambda data, name: read_docx(data, file=name),
    FileKind.XLSX: lambda data, name: read_workbook(data, file=name),
    FileKind.XLS: lambda data, name: read_workbook(data, file=name),
    FileKind.BUNDLE: _refuse_bundle,
    FileKind.PDF: lambda data, name: read_pdf(data, file=name),
    FileKind.OFFICE: lambda data, name: read_office(data, file=name),
    FileKind.IMAGE: lambda data, name: read_image(data, file=name),
}
