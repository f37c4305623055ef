"""A picture: its size by its own header, and what a camera or a program wrote beside it. Nothing is decoded."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Final

from gongkai.errors import UnreadableFile, UnsafeFile

MOST_PIXELS: Final = 100_000_000
_WORDS: Final = frozenset({b"tEXt", b"iTXt", b"zTXt", b"eXIf"})
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def look(content: bytes) -> tuple[list[str], str, str]:
    """Return codes of what was found; a picture has no text."""
    codes = _look_png(content) if content.startswith(b"\x89PNG") else _look_jpeg(content)
    return codes, "", ""


def _look_png(content: bytes) -> list[str]:
    found = set()
    for kind, body in _chunks(content):
        if kind == b"IHDR" and len(body) >= 8:
            _judge_size(*struct.unpack(">II", body[:8]))
        elif kind in _WORDS:
            found.add("picture_data")
    return sorted(found)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place + 8 <= len(content):
        size, kind = struct.unpack(">I4s", content[place : place + 8])
        yield kind, content[place + 8 : place + 8 + min(size, 64)]
        place += 12 + size


def _look_jpeg(content: bytes) -> list[str]:
    found, place = set(), 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        mark, size = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        body = content[place + 4 : place + 2 + size]
        if mark == 0xE1 and body.startswith((b"Exif\0", b"http://ns.adobe.com/xap")):
            found.add("picture_data")
        if mark in _FRAMES and len(body) >= 5:
            _judge_size(*struct.unpack(">HH", body[1:5]))
        if mark == 0xDA:
            return sorted(found)
        if size < 2:
            raise UnreadableFile("图片已损坏")
        place += 2 + size
    return sorted(found)


def _judge_size(first: int, second: int) -> None:
    if first * second > MOST_PIXELS:
        raise UnsafeFile(f"图片有{first * second // 1_000_000}百万像素，超过{MOST_PIXELS // 1_000_000}百万的上限")
