"""A folder of past items as a zip file: its table, its files by name, and a table made ready where there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import Final

from gongkai.errors import UnreadableFile
from gongkai.read.bundles import readable_name
from gongkai.read.packages import Package
from gongkai.web.disclosure.categories import categories
from gongkai.web.disclosure.contents import ItemContent
from gongkai.web.disclosure.past_items import PastItem
from gongkai.web.organs.sheets import CellFault, SheetFaults

TABLE: Final = "目录"
_TABLES: Final = (".xlsx", ".csv")
_BODIES: Final = (".html", ".htm", ".txt", ".docx", ".doc", ".wps")
_DAY: Final = re.compile(r"(?<!\d)(20\d\d|19\d\d)[-_.年]?(0?[1-9]|1[0-2])[-_.月]?(0?[1-9]|[12]\d|3[01])日?(?!\d)")


@dataclass(frozen=True)
class Folder:
    """What came in: the table's name and bytes, and the other files by their path within the folder."""

    table: tuple[str, bytes] | None
    files: Mapping[str, bytes]

    def find(self, name: str) -> bytes | None:
        """Return a file by its path, or by its bare name where only one file bears it."""
        if name in self.files:
            return self.files[name]
        alike = [path for path in self.files if PurePosixPath(path).name == name]
        return self.files[alike[0]] if len(alike) == 1 else None


def is_folder(content: bytes) -> bool:
    """Whether these bytes are a zip of files, and not a spreadsheet."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        return "[Content_Types].xml" not in Package(content).names
    except UnreadableFile:
        return True


def open_folder(content: bytes) -> Folder:
    """Open a zip of files. Names are names, never paths of this machine.

    Raises:
        SheetFaults: it is damaged, locked, or larger than what may be taken in at once.
    """
    try:
        package = Package(content)
        found = {_name(entry): package.read(entry) for entry in package.files()}
    except UnreadableFile as error:
        raise SheetFaults([CellFault("", "，".join(filter(None, (error.what, error.why, error.fix))))]) from error
    found = _without_top(found)
    tables = [path for path in found if "/" not in path and _is_table(path)]
    if len(tables) > 1:
        raise SheetFaults([CellFault("", "压缩包里有几个目录表：" + "、".join(sorted(tables)))])
    table = (tables[0], found.pop(tables[0])) if tables else None
    return Folder(table, found)


def listed_from(folder: Folder) -> list[PastItem]:
    """Return the files of a folder as a table to be completed: titles and days from names, categories from folders.

    A file whose name holds no day gets none that is right; the person who completes the table writes it.
    """
    names = {category.zh: category.id for category in categories().values()}
    found = []
    for path in sorted(folder.files):
        place = PurePosixPath(path)
        match = _DAY.search(place.stem)
        category = next((names[part] for part in place.parts[:-1] if part in names), "")
        is_body = place.suffix.lower() in _BODIES
        found.append(
            PastItem(
                ItemContent(_title(place.stem, match), _day(match) or date.min, category=category),
                body_file=path if is_body else "",
                files=() if is_body else (path,),
            )
        )
    return found


def _title(stem: str, match: re.Match[str] | None) -> str:
    text = stem[: match.start()] + stem[match.end() :] if match else stem
    return text.strip(" _-—()（）") or stem


def _day(match: re.Match[str] | None) -> date | None:
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None


def _is_table(path: str) -> bool:
    place = PurePosixPath(path)
    return place.stem == TABLE and place.suffix.lower() in _TABLES


def _name(entry: str) -> str:
    """Return an entry's path, mended where a Chinese system wrote it in its own encoding, without `..` and drives."""
    parts = [part for part in readable_name(entry).replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(parts)


def _without_top(found: dict[str, bytes]) -> dict[str, bytes]:
    """Leave out the one folder in which everything stands, as zip programs make it."""
    tops = {path.split("/", 1)[0] for path in found}
    if len(tops) != 1 or any("/" not in path for path in found):
        return found
    return {path.split("/", 1)[1]: content for path, content in found.items()}
