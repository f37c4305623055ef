"""Keep personal numbers out of log lines and free text."""

from __future__ import annotations

import logging
import re
from typing import Final

from gongkai.check.privacy import find_leaks

_MAY_HOLD_ONE: Final = re.compile(r"(?:\d[ -]?){11}")  # the shortest personal number has eleven digits
_PERSONAL: Final = frozenset({"identity_number", "mobile_number", "bank_card"})


def mask_numbers(text: str) -> str:
    """Return the text with every personal number masked in its middle."""
    if not _MAY_HOLD_ONE.search(text):
        return text
    for leak in reversed([leak for leak in find_leaks(text) if leak.kind in _PERSONAL]):
        text = text[: leak.start] + leak.quote + text[leak.end :]
    return text


class MaskingFilter(logging.Filter):
    """Masks personal numbers in a log record before any handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the message, its arguments already put in."""
        record.msg, record.args = mask_numbers(record.getMessage()), ()
        return True
