"""Folders and zip files of reports: their files one after the other, so that one bad file stops nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.errors import UnreadableFile
from gongkai.read.files import load
from gongkai.read.kinds import FileKind, kind_of
from gongkai.read.packages import Package, shown_name

MOST_FILES = 100_000
_SUFFIXES = frozenset(
    [
        ".doc",
        ".docx",
        ".docm",
        ".wps",
        ".rtf",
        ".odt",
        ".pdf",
        ".htm",
        ".html",
        ".shtml",
        ".mht",
        ".mhtml",
        ".txt",
        ".md",
        ".csv",
        ".tsv",
        ".xls",
        ".xlsx",
        ".json",
        ".png",
        ".jpg",
        ".jpeg",
        ".tif",
        ".tiff",
        ".bmp",
        ".zip",
    ]
)


@dataclass(frozen=True, slots=True)
class Item:
    """One file to be read: its name for people, and where its bytes are. `entry` is its name inside a zip file."""

    name: str
    path: Path
    entry: str = ""

    def load(self) -> bytes:
        """Return the bytes.

        Raises:
            UnreadableFile: they cannot be had.
        """
        data = load(self.path)
        return Package(data, self.path.name).read(self.entry) if self.entry else data


def find_files(paths: Iterator[Path] | list[Path]) -> Iterator[Item]:
    """Yield the files that paths stand for: files as they are, folders with all below, zip files with what is in them.

    In folders only files with the suffix of a readable format are taken, hidden ones are not. A zip inside a zip is not
    opened.
    """
    for path in paths:
        if path.is_dir():
            for found in sorted(path.rglob("*"))[:MOST_FILES]:
                is_hidden = any(part.startswith((".", "~$")) for part in found.relative_to(path).parts)
                if found.is_file() and not is_hidden and found.suffix.lower() in _SUFFIXES:
                    yield from _opened(found, str(found.relative_to(path)))
        else:
            yield from _opened(path, path.name)


def _opened(path: Path, name: str) -> Iterator[Item]:
    """Yield a file, or what is in it where it is a zip of files."""
    if not _is_bundle(path):
        yield Item(name, path)
        return
    try:
        package = Package(load(path), path.name)
    except UnreadableFile:
        yield Item(name, path)  # reading it says why
        return
    for entry in sorted(package.files()):
        if Path(readable_name(entry)).suffix.lower() in _SUFFIXES - {".zip"}:
            yield Item(f"{name}/{shown_name(readable_name(entry))}", path, entry)


def _is_bundle(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            if file.read(4) != b"PK\x03\x04":
                return False
        return kind_of(load(path), path.name) is FileKind.BUNDLE
    except (OSError, UnreadableFile):
        return False


def readable_name(entry: str) -> str:
    """Return an entry's name, mended where a Chinese system wrote it in its own encoding without saying so."""
    try:
        return entry.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry
