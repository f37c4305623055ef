"""What is seen in a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from gongkai.hidden.leaks import Leak

CODES: Final = (
    *("hidden_sheet", "hidden_rows", "hidden_columns", "pivot_cache", "external_data", "hidden_text"),
    *("tracked_changes", "comments", "author", "custom_properties", "macros", "embedded", "controls"),
    *("external_link", "script", "launch", "dynamic_form", "covered_text", "earlier_versions", "hidden_layer"),
    *("annotations", "exif", "place", "picture_only", "not_read_whole"),
)
"""Every mark there is."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that its reader does not see: what (of `CODES`), where in the file, a little of it."""

    code: str
    where: str = ""
    quote: str = ""


@dataclass(slots=True)
class Looked:
    """What a format's module gathers: text that readers see, text that they do not, marks."""

    shown: list[str] = field(default_factory=list)
    unshown: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def mark(self, code: str, where: str = "", quote: str = "") -> None:
        """Note a mark, with at most a line of what it is about."""
        one = Mark(code, where, " ".join(quote.split())[:80])
        if one not in self.marks:
            self.marks.append(one)


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was seen: the text that readers see, the marks, and the leaks in all of its text."""

    text: str
    marks: tuple[Mark, ...]
    leaks: tuple[Leak, ...]
