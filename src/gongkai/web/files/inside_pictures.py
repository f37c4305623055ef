"""A picture: its size by its own header, and what a camera or a program wrote beside it. Nothing is decoded."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Final

from gongkai.errors import UnreadableFile, UnsafeFile
from gongkai.web.files.looked import Looked
from gongkai.web.files.strip_pictures import turned

MOST_PIXELS: Final = 100_000_000
_WORDS: Final = frozenset({b"tEXt", b"iTXt", b"zTXt", b"eXIf"})
_PLACE: Final = re.compile(rb"\x88\x25\x00\x04|\x25\x88\x04\x00")
"""The entry of a camera's data that leads to the place, in either order of bytes."""
_READABLE: Final = re.compile(rb"[\x20-\x7e\x80-\xff]{6,}")
_TURNS: Final = frozenset(turned(number) for number in range(2, 9))
_FRAMES: Final = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def look(content: bytes) -> Looked:
    """Return what a picture carries beside its points. What it shows has to be looked at by a person."""
    looked = Looked()
    pieces = _look_png(content) if content.startswith(b"\x89PNG") else _look_jpeg(content)
    for piece in pieces:
        looked.mark("picture_place" if _PLACE.search(piece[:4096]) else "picture_data")
        looked.unseen += [word.decode("utf-8", "replace") for word in _READABLE.findall(piece)]
    return looked


def _look_png(content: bytes) -> Iterator[bytes]:
    for kind, body in _chunks(content):
        if kind == b"IHDR" and len(body) >= 8:
            _judge_size(*struct.unpack(">II", body[:8]))
        elif kind in _WORDS:
            yield body


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 8
    while place + 8 <= len(content):
        size, kind = struct.unpack(">I4s", content[place : place + 8])
        yield kind, content[place + 8 : place + 8 + min(size, 65536)]
        place += 12 + size


def _look_jpeg(content: bytes) -> Iterator[bytes]:
    place = 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        mark, size = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        body = content[place + 4 : place + 2 + size]
        if mark == 0xFE or (mark == 0xED and body.startswith(b"Photoshop")):
            yield body
        if mark == 0xE1 and body.startswith((b"Exif\0", b"http://ns.adobe.com/xap")) and not _only_turned(body):
            yield body
        if mark in _FRAMES and len(body) >= 5:
            _judge_size(*struct.unpack(">HH", body[1:5]))
        if mark == 0xDA:
            return
        if size < 2:
            raise UnreadableFile("图片已损坏")
        place += 2 + size


def _only_turned(body: bytes) -> bool:
    """Whether the camera's data say nothing but how to turn the picture, as a clean copy keeps them."""
    return body[6:] in _TURNS


def _judge_size(first: int, second: int) -> None:
    if first * second > MOST_PIXELS:
        raise UnsafeFile(f"图片有{first * second // 1_000_000}百万像素，超过{MOST_PIXELS // 1_000_000}百万的上限")
