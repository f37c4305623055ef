"""How well a rule is known: read in the official text, or from elsewhere."""

from __future__ import annotations

from enum import StrEnum


class Mark(StrEnum):
    """The five marks every number and text of this room carries."""

    WHOLE = "W"
    PART = "P"
    SECONDARY = "S"
    DERIVED = "D"
    UNCONFIRMED = "U"

    @property
    def confirmed(self) -> bool:
        """Whether the official text itself was read."""
        return self in {Mark.WHOLE, Mark.PART}

    @property
    def zh(self) -> str:
        """What to tell the reader."""
        return _LABELS[self]


_LABELS = {
    Mark.WHOLE: "已核对官方全文",
    Mark.PART: "已核对官方文本的相应部分",
    Mark.SECONDARY: "未核：据二手来源",
    Mark.DERIVED: "未核：由条文推得",
    Mark.UNCONFIRMED: "未核：尚无可靠来源",
}
