"""Read a spreadsheet that a person filled in: rows by column name, every fault with the name of its cell."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from charset_normalizer import from_bytes
from python_calamine import CalamineError, CalamineWorkbook

from gongkai.errors import GongkaiError, UnreadableFile, UnsafeFile
from gongkai.read.packages import Package
from gongkai.web.journal.masking import mask_numbers

MOST_ROWS: Final = 5000
MOST_BYTES: Final = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class CellFault:
    """One fault, at one cell such as C5."""

    cell: str
    message: str

    def __str__(self) -> str:
        return f"{self.cell}：{self.message}" if self.cell else self.message


class SheetFaults(GongkaiError):
    """A spreadsheet with faults: nothing of it was taken in."""

    def __init__(self, faults: Iterable[CellFault]) -> None:
        self.faults = list(faults)
        super().__init__("；".join(map(str, self.faults[:20])), fix="请改正后重新导入，本次没有导入任何数据")


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row: its number as the spreadsheet program shows it, and its values by column name."""

    number: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows, and where each column stands."""

    columns: Mapping[str, int]
    rows: tuple[Row, ...]

    def fault(self, row: Row, column: str, message: str) -> CellFault:
        """Return a fault at a cell, with what stands there (personal numbers masked)."""
        seen = mask_numbers(row.values.get(column, ""))
        said = f"“{column}”{message}（填的是“{seen}”）" if seen else f"“{column}”{message}"
        return CellFault(f"{cell_letters(self.columns[column])}{row.number}", said)


def read_sheet(name: str, content: bytes, columns: Sequence[str]) -> Sheet:
    """Read the first sheet of an XLSX file, or a CSV file in any usual encoding.

    Raises:
        SheetFaults: no spreadsheet, too large, or a column is missing.
    """
    if len(content) > MOST_BYTES:
        raise SheetFaults([CellFault("", f"文件超过{MOST_BYTES // 1024 // 1024}MB")])
    lines = _xlsx(name, content) if content[:2] == b"PK" else _csv(name, content)
    heads = [text.strip() for text in lines[0]] if lines else []
    places = {head: place for place, head in enumerate(heads) if head in columns}
    missing = [column for column in columns if column not in places]
    if missing:
        raise SheetFaults([CellFault("第1行", f"缺少列“{column}”") for column in missing])
    rows = tuple(
        Row(number, {column: line[place].strip() if place < len(line) else "" for column, place in places.items()})
        for number, line in enumerate(lines[1:], 2)
        if any(text.strip() for text in line)
    )
    if len(rows) > MOST_ROWS:
        raise SheetFaults([CellFault("", f"超过{MOST_ROWS}行，请分成几个文件")])
    return Sheet(places, rows)


def cell_letters(place: int) -> str:
    """Return the letters of a column: 0 is A, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _xlsx(name: str, content: bytes) -> list[list[str]]:
    try:
        package = Package(content)
        for part in package.names:  # counts while inflating: a bomb stops here, before the sheet is parsed
            package.read(part)
    except UnsafeFile as error:
        raise SheetFaults([CellFault("", error.what)]) from error
    except UnreadableFile as error:
        broken = f"文件“{name}”不完整或者已经损坏，请用表格软件打开后另存为 XLSX 再交"
        raise SheetFaults([CellFault("", broken)]) from error
    try:
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    except CalamineError as error:
        raise SheetFaults([CellFault("", "文件不是可以打开的 XLSX 表格")]) from error
    return [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]


def _csv(name: str, content: bytes) -> list[list[str]]:
    best = from_bytes(content, cp_isolation=["utf_8", "gb18030", "utf_16"]).best()
    if best is None or (b"\0" in content[:1000].replace(b"\xff\xfe", b"") and not content.startswith(b"\xff\xfe")):
        raise SheetFaults([CellFault("", f"文件“{name}”不是 XLSX 或者 CSV 表格")])
    return list(csv.reader(io.StringIO(str(best).lstrip("\ufeff"))))


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
