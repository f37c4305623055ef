"""What the verbs that write a file share: choosing the format, and writing whole or not at all."""

from __future__ import annotations

import argparse
import errno
import os
import sys
import tempfile
from pathlib import Path

from gongkai.errors import InputError, UnwritableReport
from gongkai.report import Report
from gongkai.write import format_for, formats, write_report

STANDARD_OUTPUT = "-"
_REASONS = {
    errno.ENOENT: "文件夹不存在",
    errno.ENOTDIR: "上一级不是文件夹",
    errno.EACCES: "没有写入这个文件夹的权限",
    errno.EPERM: "没有写入这个文件夹的权限",
    errno.EROFS: "这个文件夹只能读",
    errno.ENOSPC: "磁盘空间不足",
    errno.ENAMETOOLONG: "文件名太长",
}


def add_output(parser: argparse.ArgumentParser, *, option: str) -> None:
    """Add the arguments that say where to write, in what format, and whether to overwrite."""
    parser.add_argument("output", metavar="输出", help="要写的文件；“-”为标准输出（须用 " + option + " 指明格式）")
    parser.add_argument(option, dest="to", choices=tuple(formats()), help="输出格式（默认按输出文件的后缀）")
    parser.add_argument("--force", action="store_true", help="输出文件已存在时覆盖它")


def chosen_format(args: argparse.Namespace) -> str:
    """Return the format asked for, or that of the output's suffix.

    Raises:
        InputError: neither says which.
    """
    if args.to:
        return str(args.to)
    by_suffix = format_for(args.output)
    if by_suffix is None:
        suffixes = " ".join(item.suffix for item in formats().values())
        raise InputError(
            f"看不出“{args.output}”要写成什么格式", fix=f"请用 --to 指明，或使用后缀 {suffixes}", field="output"
        )
    return by_suffix.id


def save_report(report: Report, args: argparse.Namespace) -> None:
    """Write the report where the arguments say: a file appears whole or not at all, and none is overwritten unasked.

    Raises:
        UnwritableReport: the file exists, or cannot be written.
    """
    chosen = chosen_format(args)
    if args.output == STANDARD_OUTPUT:
        sys.stdout.buffer.write(write_report(report, chosen))
        return
    target = Path(args.output)
    refuse_existing(target, force=args.force)
    write_whole(target, write_report(report, chosen), force=args.force)


def refuse_existing(target: Path, *, force: bool) -> None:
    """Refuse a target that exists, unless told to overwrite; a folder always.

    Raises:
        UnwritableReport: it exists.
    """
    if target.is_dir():
        raise UnwritableReport(f"“{target}”是一个文件夹", fix="请写出文件名", field="output")
    if target.exists() and not force:
        raise UnwritableReport(f"文件“{target}”已经存在", fix="要覆盖它请加 --force，或换一个文件名", field="output")


def write_whole(target: Path, data: bytes, *, force: bool) -> None:
    """Write the bytes to a file beside the target, then put it in the target's place.

    Raises:
        UnwritableReport: the folder does not exist or may not be written, or another program made the file meanwhile.
    """
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        _put(temporary, target, force=force)
    except FileExistsError:
        raise UnwritableReport(f"文件“{target}”已经存在", fix="要覆盖它请加 --force", field="output") from None
    except OSError as error:
        why = _REASONS.get(error.errno or 0, error.strerror or str(error))
        raise UnwritableReport(f"不能写入“{target}”", why=why, field="output") from None
    finally:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)


def _put(temporary: str, target: Path, *, force: bool) -> None:
    """Give the finished file its name; without `force` only where none has it, in one step where links are possible."""
    if not force:
        try:
            os.link(temporary, target)
        except FileExistsError:
            raise
        except OSError:
            if target.exists():
                raise FileExistsError from None
        else:
            return
    os.replace(temporary, target)


def _umask() -> int:
    """Return the permissions that new files of this process do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
