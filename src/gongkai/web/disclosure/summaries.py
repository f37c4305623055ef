"""内容概述 of the catalogue (Article 12): proposed from what an item says, until somebody writes a better one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

MOST: Final = 300
_WANTED: Final = 60
_LONGEST: Final = 150
_ENDS: Final = re.compile(r"(?<=[。！？；])")
_NUMBER: Final = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[［(（]\s*\d{4}\s*[〕\]］)）]\s*第?\s*\d+\s*号")
_LONGEST_ADDRESS: Final = 60
_LONGEST_HEADING: Final = 30


def propose_summary(text: str, title: str = "") -> str:
    """Return the first sentences of a text, without its title, its number, its headings and whom it addresses."""
    lines = [" ".join(line.replace("\t", " ").split()) for line in text.split("\n")]
    lines = [line for line in lines if line and not _is_head(line, title)]
    return _first_sentences(line for line in lines if not _is_heading(line)) or _first_sentences(lines)


def _first_sentences(lines: Iterable[str]) -> str:
    found = ""
    for line in lines:
        for sentence in filter(None, _ENDS.split(line)):
            if found and len(found) + len(sentence) > _LONGEST:
                return found
            found += str(sentence)
            if len(found) >= _WANTED:
                return found if len(found) <= _LONGEST else found[: _LONGEST - 1] + "…"
    return found


def _is_head(line: str, title: str) -> bool:
    if "".join(line.split()) == "".join(title.split()) or _NUMBER.fullmatch(line):
        return True
    return line.endswith(("：", ":")) and len(line) <= _LONGEST_ADDRESS


def _is_heading(line: str) -> bool:
    return len(line) <= _LONGEST_HEADING and not line.endswith(("。", "！", "？", "；", "…", "”"))
