"""What one cell of a table says: a number, a blank, a mark for blank, or something else."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from gongkai.form import CellType
from gongkai.report import Value


class Seen(NamedTuple):
    """A cell's text read as a number.

    `number` is the number as printed (sign, digits, decimals, without separators), empty for a blank or a mark of one.
    `doubtful` is set where the text is a number only after mending (digits apart, letters that look like digits).
    """

    number: str
    unit: str = ""
    doubtful: bool = False


BLANK = Seen("")
MARKS_OF_BLANK = frozenset("/／\\—–-－―─无") | {"--", "——", "---", "//", "不涉及", "n/a", "N/A"}
_NUMBER = re.compile(
    r"(?P<sign>[+\-±]|增加?|新增|减少?)?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?P<unit>万元|亿元|元|件次|件|条|个|项|宗|起|份|次|人|例|部|篇|万)?"
)
_LOOKALIKES = str.maketrans("OoDQlI|ZzSsB", "000011122558")


@lru_cache(maxsize=16384)
def see(text: str) -> Seen | None:
    """Read a cell's text. Returns `BLANK` for an empty cell or a mark of one, None where it is not a number."""
    if text.isascii() and text.isdigit():
        return Seen(text)
    if any(unicodedata.category(character) == "No" for character in text):
        return None  # a note's mark beside the number (3①, 3²): another digit once its width is folded
    normal = unicodedata.normalize("NFKC", text).strip().replace("−", "-").replace("﹣", "-")
    if not normal or normal in MARKS_OF_BLANK or text.strip() in MARKS_OF_BLANK:
        return BLANK
    if normal in ("零", "〇"):
        return Seen("0")
    match = _NUMBER.fullmatch(normal)
    if match is None:
        match = _NUMBER.fullmatch(normal.replace(" ", ""))
        if match is None:
            return _mend(normal)
        if re.search(r"[\d.,]\s+[\d.,]", normal):
            return Seen(_spell(match), match["unit"] or "", doubtful=True)
    return Seen(_spell(match), match["unit"] or "")


def _spell(match: re.Match[str]) -> str:
    sign = match["sign"] or ""
    spelled = "-" if sign in ("-", "减", "减少") else "+" if sign else ""
    digits = match["digits"].replace(",", "")
    return spelled + ("0" + digits if digits.startswith(".") else digits)


def _mend(text: str) -> Seen | None:
    """Read letters that OCR takes digits for, where at least the shape of a number is there."""
    if len(text) <= 8 and re.fullmatch(r"[\dOoDQlI|ZzSsB.]+", text):
        mended = text.translate(_LOOKALIKES)
        if _NUMBER.fullmatch(mended):
            return Seen(mended, doubtful=True)
    return None


def value_of(seen: Seen, kind: CellType, unit: str, text: str) -> tuple[Value, str]:
    """Turn what was seen into a cell's value, with the reason where it cannot be one.

    Returns:
        The value, and an empty string; or None and why the text is no value of this kind of cell.
    """
    if kind is CellType.COUNT and text.isdecimal() and text.isascii():
        return int(text), ""
    if kind is CellType.TEXT:
        return text.strip() or None, ""
    if not seen.number:
        return None, ""
    if unit and seen.unit and seen.unit != unit:
        return None, f"单元格的单位是{unit}，填的是{seen.unit}"
    if not unit and seen.unit in ("万", "万元", "亿元", "元"):
        return None, f"件数后带有“{seen.unit}”"
    if "." in seen.number or kind is CellType.DECIMAL:
        return Decimal(seen.number) if "." in seen.number else int(seen.number), ""
    return int(seen.number), ""
