"""What a picture tells beside what it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.hidden.values import Looked

_GPS = re.compile(rb"\x88\x25|\x25\x88")  # the EXIF tag that points to the place, in either byte order


def look_into_picture(data: bytes, name: str) -> Looked:
    """Return what a JPEG or PNG carries beside its points. What it shows has to be looked at by a person."""
    looked = Looked()
    looked.mark("picture_only")
    for kind, content in _segments(data):
        if kind == "exif":
            looked.mark("place" if _GPS.search(content[:4096]) else "exif")
        looked.unshown += [
            piece.decode("utf-8", "replace") for piece in re.findall(rb"[\x20-\x7e\x80-\xff]{8,}", content)
        ]
    return looked


def _segments(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the pieces of a picture that are not the picture."""
    at = 8 if data.startswith(b"\x89PNG") else 2
    while data.startswith(b"\x89PNG") and at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if kind in (b"tEXt", b"iTXt", b"zTXt", b"eXIf"):
            yield ("exif" if kind == b"eXIf" else "text"), data[at + 8 : at + 8 + size]
        at += size + 12
    while data.startswith(b"\xff\xd8") and at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        content = data[at + 4 : at + 2 + size]
        if data[at + 1] == 0xE1 and content.startswith(b"Exif"):
            yield "exif", content
        elif data[at + 1] in (0xE1, 0xED, 0xFE):
            yield "text", content
        at += size + 2
