"""Every exception Gongkai raises on purpose.

::

    GongkaiError
    ├─ InputError            a value given by a person or a program cannot be used
    │  ├─ UnknownRef         a cell, row, column or edition that no form has
    │  ├─ DateError          a date that the law's computation cannot start from
    │  └─ AmountError        a count, page number or sum that cannot be right
    ├─ UnreadableFile        a file that is not a report, or cannot be read as one
    │  ├─ NotAReport         readable, but not an annual report
    │  ├─ UnsafeFile         refused by a limit that protects the reader
    │  └─ MissingTool        readable only with a program or extra that is not installed
    ├─ ProcedureError        an event that may not follow in this case
    ├─ LawError              the law's data has no answer for that date or reference
    └─ UnwritableReport      a report that cannot be written in the wanted format

A message says where, what, why and what to do, in that order, in Chinese. A wrong report is never an exception: it is
a finding.
"""

from __future__ import annotations


class GongkaiError(Exception):
    """Base of all errors that carry a message meant for a person.

    Args:
        what: where and what is wrong, in Chinese.
        why: the rule or the cause.
        fix: what the reader can do about it.
        field: the name of the argument, column or cell concerned, for programs.
    """

    def __init__(self, what: str, *, why: str = "", fix: str = "", field: str | None = None) -> None:
        self.what = what
        self.why = why
        self.fix = fix
        self.field = field
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The whole message: what, why, what to do, each closed by a full stop."""
        parts = [part.rstrip("。") for part in (self.what, self.why, self.fix) if part]
        return "。".join(parts) + "。"


class InputError(GongkaiError):
    """A value given by a person or a program cannot be used."""


class UnknownRef(InputError):
    """A cell, row, column or edition that no form has."""


class DateError(InputError):
    """A date that the law's computation cannot start from."""


class AmountError(InputError):
    """A count, page number or sum that cannot be right."""


class UnreadableFile(GongkaiError):
    """A file that is not a report, or cannot be read as one."""


class NotAReport(UnreadableFile):
    """The file can be read, but it is not an annual report."""


class UnsafeFile(UnreadableFile):
    """The file is refused by a limit that protects the reader."""


class MissingTool(UnreadableFile):
    """The file can be read only with a program or extra that is not installed."""


class ProcedureError(GongkaiError):
    """An event that may not follow in this case."""


class LawError(GongkaiError):
    """The law's data has no answer for that date or reference."""


class UnwritableReport(GongkaiError):
    """A report that cannot be written in the wanted format."""
