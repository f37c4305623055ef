"""What the permission matrix and the journal are told about the registers."""

from __future__ import annotations

from typing import Final

from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Columns, Target
from gongkai.web.organs.models import Organ
from gongkai.web.registers.models import Entry

KIND: Final = "register"
COLUMNS: Final = Columns(organ="organ_id")


def register_target(organ_id: int) -> Target:
    """Return the registers of an organ as the policy sees them."""
    return Target(KIND, organ_id=organ_id)


def entry_subject(entry: Entry) -> Subject:
    """Return an entry as the journal names it."""
    return Subject(KIND, f"{entry.book}:{entry.ref}", entry.organ.ref)


def book_subject(organ: Organ, book: str, year: int | str) -> Subject:
    """Return a year of a book as the journal names it."""
    return Subject(KIND, f"{book}@{year}", organ.ref)
