"""Bytes to text: the encodings that published reports are really in."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from gongkai.errors import UnreadableFile

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_COMMON = re.compile("[政府信息公开年度报告申请机关行总计情况主动数量]")


def decode(data: bytes, declared: str | None = None) -> str:
    """Return the text of a file.

    Order: byte order mark, strict UTF-8, the declared encoding, GB18030, Big5, then a statistical guess. A declaration
    that does not fit the bytes is passed over, as many sites declare an encoding they do not use.

    Args:
        data: the bytes of the file.
        declared: the encoding that the file itself names (an HTML meta element, say).

    Raises:
        UnreadableFile: the bytes are not text in any of them.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding) or data.decode(encoding, "replace")
    if b"\0" in data[:4096]:
        raise UnreadableFile(
            "这是二进制文件，不是文本",
            why="文件中含有空字节",
            fix="请确认文件类型，或转换成 DOCX、PDF、HTML、文本后再读",
        )
    if (text := _strict(data, "utf-8")) is not None:
        return text
    candidates = [*([declared] if declared else []), "gb18030", "big5"]
    readings = [text for text in (_strict(data, encoding) for encoding in candidates) if text is not None]
    if readings:
        return max(readings, key=_score)
    if (text := _damaged_utf8(data)) is not None:
        return text
    guess = from_bytes(data[:200_000]).best()
    if guess is not None and _score(str(guess)) > 0:
        return data.decode(guess.encoding, "replace")
    tolerant = max((data.decode(encoding, "replace") for encoding in ("utf-8", "gb18030")), key=_score)
    if _score(tolerant) > 20:
        return tolerant
    raise UnreadableFile(
        "无法识别文件的文字编码", why="既不是 UTF-8，也不是 GB18030、Big5", fix="请另存为 UTF-8 文本后再读"
    )


def _damaged_utf8(data: bytes) -> str | None:
    """Return text in UTF-8 of which some characters were cut in two (by a converter that counts bytes)."""
    text = data.decode("utf-8", "replace")
    return text if 5 * text.count("\ufffd") < sum(not c.isascii() for c in text) else None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _score(text: str) -> int:
    """Count the characters that reports are full of, fewer those that show a wrong reading."""
    return len(_COMMON.findall(text)) - 5 * text.count("\ufffd")
