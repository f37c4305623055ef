"""What a format's module gathers of a file. Known to the child process: no Django here."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that a file's reader does not see: a code, where in the file, a little of it."""

    code: str
    where: str = ""
    quote: str = ""


@dataclass(slots=True)
class Looked:
    """Text that readers see, text that they do not, marks."""

    shown: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def mark(self, code: str, where: str = "", quote: str = "") -> None:
        """Note a mark, with at most a line of what it is about."""
        one = Mark(code, where, " ".join(quote.split())[:80])
        if one not in self.marks:
            self.marks.append(one)
