"""What a check before publishing found: where, what, why, and how grave it is."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from enum import StrEnum


class Grade(StrEnum):
    """Who may let a finding through: an author with a reason, the confidentiality reviewer with a reason, nobody."""

    PLAIN = "plain"
    GRAVE = "grave"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `quote` is masked where it is a person's number; `instead` is what to write."""

    where: str
    what: str
    why: str
    quote: str = ""
    instead: str = ""
    grade: Grade = Grade.PLAIN

    def plain(self) -> dict[str, str]:
        """Return the finding as JSON keeps it, with a key by which the same finding is known again."""
        key = hashlib.sha256(f"{self.where}|{self.what}|{self.quote}".encode()).hexdigest()[:16]
        return {**asdict(self), "grade": str(self.grade), "key": key}
