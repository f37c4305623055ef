"""Find the Chinese fonts that a PDF embeds, and tell whether they have every character of the report.

The faces that users of GB/T 9704 expect come first (方正小标宋、仿宋_GB2312、楷体_GB2312、黑体), then free stand-ins.
Fonts are taken only from the directories named here, by the environment variable GONGKAI_FONTS or by the caller.
"""

from __future__ import annotations

import os
import struct
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO, Final

from gongkai.errors import UnwritableReport

VARIABLE: Final = "GONGKAI_FONTS"

_SERIF: Final = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN", "FandolSong")
_SANS: Final = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "FandolHei")
_LAST: Final = (*_SERIF, *_SANS, "LXGW WenKai", "AR PL UMing CN", "AR PL UKai CN", "WenQuanYi Zen Hei")

#: By use of the face: the families to look for, in order of preference.
FACES: Final[Mapping[str, tuple[str, ...]]] = {
    "title": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "FandolSong", *_LAST),
    "body": ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "STFangsong", "FandolFang", "FandolFang R", *_LAST),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "KaiTi", "STKaiti", "FandolKai", "LXGW WenKai", "AR PL UKai CN", *_LAST),
    "hei": ("SimHei", "黑体", "STHeiti", *_SANS, *_LAST),
    "song": ("SimSun", "宋体", "STSong", "FandolSong", *_LAST),
}
#: Faces that are heavy already; any other is set bold in the title.
HEAVY: Final = frozenset({"FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体"})
LATIN: Final = ("Times New Roman", "Liberation Serif", "Libertinus Serif")

_INSTALL: Final = (
    "请安装中文字体（Debian、Ubuntu：apt-get install fonts-noto-cjk fonts-lxgw-wenkai），"
    f"或用环境变量 {VARIABLE} 指明字体所在的文件夹"
)


def font_folders(given: Sequence[str | Path] = ()) -> tuple[str, ...]:
    """Return the directories to search: those given, those of GONGKAI_FONTS, then the system's; all exist."""
    named = [Path(entry) for entry in os.environ.get(VARIABLE, "").split(os.pathsep) if entry]
    home = Path.home()
    if sys.platform == "win32":
        system = [Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts"]
    elif sys.platform == "darwin":
        system = [Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"]
    else:
        system = [
            Path("/usr/share/fonts"),
            Path("/usr/local/share/fonts"),
            home / ".local/share/fonts",
            home / ".fonts",
        ]
    folders = [Path(entry) for entry in given] + named + system
    return tuple(dict.fromkeys(str(folder) for folder in folders if folder.is_dir()))


def choose_faces(available: Iterable[str]) -> dict[str, list[str]]:
    """Return the families to use for each face, in order, of those available.

    Raises:
        UnwritableReport: there is no Chinese font at all.
    """
    known = set(available)
    chosen = {face: list(dict.fromkeys(f for f in families if f in known)) for face, families in FACES.items()}
    if not all(chosen.values()):
        raise UnwritableReport("这台计算机上没有可用的中文字体，不能生成 PDF", fix=_INSTALL)
    return chosen


def missing_characters(text: str, fonts: Iterable[tuple[str, int]]) -> frozenset[str]:
    """Return the characters of a text that none of the fonts (path, number in a collection) has."""
    missing = {ord(c) for c in text if ord(c) > 0x7E and unicodedata.category(c)[0] not in "CZ"}
    for path, number in fonts:
        if not missing:
            break
        missing -= coverage(path, number)
    return frozenset(map(chr, missing))


def refuse_missing(text: str, fonts: Iterable[tuple[str, int]]) -> None:
    """Refuse a text that has a character which no font has, rather than print a box.

    Args:
        text: everything that will be printed.
        fonts: path and number (in a collection) of each font that may be used, the likeliest first.

    Raises:
        UnwritableReport: naming the characters.
    """
    missing = missing_characters(text, fonts)
    if missing:
        shown = "、".join(f"“{each}”（U+{ord(each):04X}）" for each in sorted(missing)[:10])
        raise UnwritableReport(f"现有字体都没有这些字：{shown}", why="写进 PDF 只会是方框", fix=_INSTALL)


@cache
def coverage(path: str, number: int) -> frozenset[int]:
    """Return the code points that a font has a glyph for (its `cmap`, OpenType formats 4 and 12)."""
    try:
        with Path(path).open("rb") as file:
            table = _cmap(file, number)
        return frozenset(_code_points(table))
    except (OSError, struct.error, IndexError):
        return frozenset()


def _cmap(file: BinaryIO, number: int) -> bytes:
    """Return the `cmap` table of a font file, or of one font of a collection."""
    start = 0
    if file.read(4) == b"ttcf":
        file.seek(12 + 4 * number)
        (start,) = struct.unpack(">I", file.read(4))
    file.seek(start + 4)
    (tables,) = struct.unpack(">H6x", file.read(8))
    for _ in range(tables):
        tag, _, offset, length = struct.unpack(">4sIII", file.read(16))
        if tag == b"cmap":
            file.seek(offset)
            return file.read(length)
    return b"\0" * 4


def _code_points(table: bytes) -> Iterable[int]:
    (count,) = struct.unpack_from(">2xH", table)
    offsets = {struct.unpack_from(">4xI", table, 4 + 8 * record)[0] for record in range(count)}
    for offset in sorted(offsets):
        (kind,) = struct.unpack_from(">H", table, offset)
        if kind == 12:
            (groups,) = struct.unpack_from(">I", table, offset + 12)
            for group in range(groups):
                first, last, glyph = struct.unpack_from(">III", table, offset + 16 + 12 * group)
                yield from range(first + (glyph == 0), last + 1)
        elif kind == 4:
            yield from _segments(table, offset)


def _segments(table: bytes, offset: int) -> Iterable[int]:
    """Yield the code points of a format 4 subtable; those mapped to glyph 0 are left out."""
    (double,) = struct.unpack_from(">H", table, offset + 6)
    size = double // 2
    ends = struct.unpack_from(f">{size}H", table, offset + 14)
    starts = struct.unpack_from(f">{size}H", table, offset + 16 + double)
    deltas = struct.unpack_from(f">{size}H", table, offset + 16 + 2 * double)
    at = offset + 16 + 3 * double
    ranges = struct.unpack_from(f">{size}H", table, at)
    for segment, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if ranges[segment]:
                (glyph,) = struct.unpack_from(">H", table, at + 2 * segment + ranges[segment] + 2 * (code - first))
                if not glyph:
                    continue
            if (glyph + deltas[segment]) & 0xFFFF:
                yield code
