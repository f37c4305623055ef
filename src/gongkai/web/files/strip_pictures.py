"""Take out of a JPEG or PNG what a camera or a program wrote beside its points; the points stay as they are."""

from __future__ import annotations

import struct
from typing import Final

from gongkai.errors import UnreadableFile

_WORDS: Final = frozenset({b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME"})
_ORIENTATION: Final = 0x0112
_KEPT: Final = {0xE0: b"", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Application segments that a picture needs to look right, by how they begin."""


def strip_png(content: bytes) -> bytes:
    """Return a PNG without its texts, its camera's data and its time."""
    pieces, place = [content[:8]], 8
    while place + 12 <= len(content):
        size, kind = struct.unpack(">I4s", content[place : place + 8])
        if kind not in _WORDS:
            pieces.append(content[place : place + 12 + size])
        place += 12 + size
        if kind == b"IEND":
            return b"".join(pieces)  # what stands behind the end is no picture
    raise UnreadableFile("图片已损坏")


def strip_jpeg(content: bytes) -> bytes:
    """Return a JPEG without comments and its camera's data, but the way it has to be turned."""
    pieces, place = [content[:2]], 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        mark, size = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        if mark == 0xFF:  # filling
            place += 1
            continue
        if mark == 0xDA:
            end = content.rfind(b"\xff\xd9")
            return b"".join([*pieces, content[place : end + 2 if end > place else None]])
        if size < 2:
            break
        piece = content[place : place + 2 + size]
        pieces.append(_kept(mark, piece))
        place += 2 + size
    raise UnreadableFile("图片已损坏")


def _kept(mark: int, piece: bytes) -> bytes:
    body = piece[4:]
    if mark == 0xE1 and body.startswith(b"Exif\0\0"):
        tiff = turned(orientation_of(body[6:]))
        return b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff if tiff else b""
    if mark == 0xFE:
        return b""
    if 0xE0 <= mark <= 0xEF:
        return piece if mark in _KEPT and body.startswith(_KEPT[mark]) else b""
    return piece


def orientation_of(tiff: bytes) -> int:
    """Return how a camera says the picture has to be turned; 1 where it does not."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    try:
        if order is None:
            return 1
        start = struct.unpack(f"{order}I", tiff[4:8])[0]
        for at in range(struct.unpack(f"{order}H", tiff[start : start + 2])[0]):
            tag, kind, _, value = struct.unpack(f"{order}HHIH", tiff[start + 2 + 12 * at : start + 12 + 12 * at])
            if tag == _ORIENTATION and kind == 3 and 1 <= value <= 8:
                return int(value)
    except struct.error:
        return 1
    return 1


def turned(orientation: int) -> bytes:
    """Return camera's data that say nothing but how to turn the picture; nothing where it need not be."""
    if orientation == 1:
        return b""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)
