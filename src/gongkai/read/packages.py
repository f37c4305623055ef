"""Zip packages (DOCX, XLSX, bundles) opened without trusting what they say about themselves.

Sizes are counted while inflating, never taken from the directory; names are only names and never paths.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from itertools import pairwise

from gongkai.errors import UnreadableFile, UnsafeFile

MOST_ENTRIES = 2000
MOST_INFLATED = 200 * 1024 * 1024
MOST_PART = 64 * 1024 * 1024
_RATIO = 100
_RATIO_FROM = 1024 * 1024
_PIECE = 64 * 1024


class Package:
    """A zip file whose parts are read within limits.

    Raises:
        UnreadableFile: the bytes are no whole zip file.
        UnsafeFile: too many entries, entries over each other, twice the same name, or encrypted entries.
    """

    def __init__(self, data: bytes, file: str = "") -> None:
        self.file = file or "压缩包"
        self._spent = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, OverflowError) as error:
            raise UnreadableFile(
                f"“{self.file}”不是完整的压缩包", why=str(error) or "目录损坏", fix="请重新保存或重新下载后再读"
            ) from None
        self._infos = self._zip.infolist()
        self._check()
        self.names = [info.filename for info in self._infos]

    def _check(self) -> None:
        if len(self._infos) > MOST_ENTRIES:
            raise UnsafeFile(f"“{self.file}”里有{len(self._infos)}个条目，超过{MOST_ENTRIES}个的上限")
        if len({info.filename for info in self._infos}) != len(self._infos):
            raise UnsafeFile(
                f"“{self.file}”里有重名的条目", why="同一名字的两份内容无法分辨真假", fix="请重新保存后再读"
            )
        ranges = sorted((info.header_offset, info.compress_size) for info in self._infos)
        for (start, size), (following, _) in pairwise(ranges):
            if start + size > following:
                raise UnsafeFile(f"“{self.file}”里的条目互相重叠", why="这是压缩炸弹的做法")
        for info in self._infos:
            if info.flag_bits & 0x1:
                raise UnsafeFile(f"“{self.file}”有密码", fix="请去掉密码后再读")
            if stat.S_ISLNK(info.external_attr >> 16):
                raise UnsafeFile(f"“{self.file}”里有符号链接“{shown_name(info.filename)}”")

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def read(self, name: str, most: int = MOST_PART) -> bytes:
        """Return one part, inflated within the limits.

        Raises:
            UnreadableFile: there is no such part, or it is damaged.
            UnsafeFile: it inflates beyond the limits.
        """
        pieces = []
        size = 0
        try:
            info = self._zip.getinfo(name)
            with self._zip.open(info) as part:
                while piece := part.read(_PIECE):
                    size += len(piece)
                    self._spent += len(piece)
                    if size > most or self._spent > MOST_INFLATED or _is_bomb(size, info.compress_size):
                        raise UnsafeFile(
                            f"“{self.file}”里的“{shown_name(name)}”解压后过大",
                            why="压缩包声明的大小不可信，解压在超过上限时停止",
                            fix="请确认文件来源",
                        )
                    pieces.append(piece)
        except KeyError:
            raise UnreadableFile(f"“{self.file}”里没有“{shown_name(name)}”", why="文件不完整") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as e:
            raise UnreadableFile(
                f"“{self.file}”里的“{shown_name(name)}”已损坏", why=str(e), fix="请重新保存或重新下载后再读"
            ) from None
        return b"".join(pieces)

    def files(self) -> Iterator[str]:
        """Yield the names of the entries that are files, without the litter that systems leave in archives."""
        for info in self._infos:
            name = info.filename
            if not info.is_dir() and not name.startswith("__MACOSX/") and not name.endswith((".DS_Store", "Thumbs.db")):
                yield name


def _is_bomb(size: int, packed: int) -> bool:
    return size > _RATIO_FROM and size > _RATIO * max(packed, 1)


def shown_name(name: str) -> str:
    """Return a name fit to be shown: the last part, without control and direction characters, not too long."""
    last = name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    plain = "".join(
        c for c in last if c.isprintable() and c not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    )
    return plain if len(plain) <= 80 else plain[:60] + "…" + plain[-16:]
