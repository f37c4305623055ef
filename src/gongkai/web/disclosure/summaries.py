"""内容概述 of the catalogue (Article 12): proposed from what an item says, until somebody writes a better one."""

from __future__ import annotations

import re
from typing import Final

MOST: Final = 300
_WANTED: Final = 60
_LONGEST: Final = 150
_ENDS: Final = re.compile(r"(?<=[。！？；])")
_NUMBER: Final = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[［(（]\s*\d{4}\s*[〕\]］)）]\s*第?\s*\d+\s*号")
_SHORTEST_ADDRESS: Final = 60


def propose_summary(text: str, title: str = "") -> str:
    """Return the first sentences of a text, without its title, its number and whom it addresses."""
    found = ""
    for line in text.split("\n"):
        plain = " ".join(line.replace("\t", " ").split())
        if not plain or _is_head(plain, title):
            continue
        for sentence in filter(None, _ENDS.split(plain)):
            if found and len(found) + len(sentence) > _LONGEST:
                return found
            found += str(sentence)
            if len(found) >= _WANTED:
                return found if len(found) <= _LONGEST else found[: _LONGEST - 1] + "…"
    return found


def _is_head(line: str, title: str) -> bool:
    if "".join(line.split()) == "".join(title.split()) or _NUMBER.fullmatch(line):
        return True
    return line.endswith(("：", ":")) and len(line) <= _SHORTEST_ADDRESS
