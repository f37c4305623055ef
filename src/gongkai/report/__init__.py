"""A report of one organ for one year, as an immutable value."""

from gongkai.report.model import (
    ABSENT,
    Absent,
    Figure,
    Heading,
    Place,
    Report,
    Section,
    Unread,
    Value,
    build_report,
)

__all__ = ["ABSENT", "Absent", "Figure", "Heading", "Place", "Report", "Section", "Unread", "Value", "build_report"]
