"""What is compared when somebody searches: text without the differences that do not matter.

`tidy` writes a text as it is shown in a list of finds; `fold` makes it comparable. `fold` maps one character to one
character, so a place found in the folded text is the same place in the tidied one. Neither looks at what stands
beside a character beyond blanks, so a fragment of a text folds to a fragment of the folded text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from opencc import OpenCC

BREAK: Final = "|"
"""Stands for any one punctuation mark."""

LINE: Final = "\n"
"""Stands between paragraphs; no query holds it."""

_CHARACTERS: Final = OpenCC("t2s")
_WIDE: Final = r"[^\x00-\x7f]"
_BLANKS: Final = re.compile(r"[^\S\n]+")
_BLANK_AT_WIDE: Final = re.compile(rf"(?<={_WIDE}) | (?={_WIDE})")
_BLANK_AT_MARK: Final = re.compile(r"(?<=[^\w\n]) | (?=[^\w\n])")
_LINES: Final = re.compile(r" ?\n[ \n]*")
_WRAPPED: Final = re.compile(rf"(?<={_WIDE})(?<![。！？；：])\n(?={_WIDE})")
_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00]")


class _Spelt(dict[int, str]):
    """How one character is written out: full width and compatibility forms as plain ones, marks as they are."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        plain = unicodedata.normalize("NFKC", character)
        if len(plain) == 1 and not (plain.isalnum() or plain.isspace()):
            plain = character
        self[code] = plain
        return plain


class _Folded(dict[int, str]):
    """What one character is compared as."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character == LINE:
            folded = LINE
        elif not (character.isalnum() or unicodedata.category(character).startswith("M")):
            folded = BREAK
        else:
            folded = _single(character, character.lower())
            folded = _single(folded, _CHARACTERS.convert(folded))
        self[code] = folded
        return folded


def _single(before: str, after: str) -> str:
    return after if len(after) == 1 else before


_SPELT: Final = _Spelt()
_FOLDED: Final = _Folded()


def tidy(text: str, *, is_wrapped: bool = False) -> str:
    """Return a text in plain forms, without the blanks that editors and Word leave between characters.

    Args:
        text: any text.
        is_wrapped: lines end where the page ended, as in a text taken out of a PDF file.
    """
    lines = text.replace("\r\n", LINE).replace("\r", LINE).replace("\t", LINE)  # a tab parts two cells of a table
    text = _UNSEEN.sub("", lines).translate(_SPELT)
    text = _LINES.sub(LINE, _BLANKS.sub(" ", text))
    if is_wrapped:
        text = _WRAPPED.sub("", text)
    return _BLANK_AT_MARK.sub("", _BLANK_AT_WIDE.sub("", text)).strip()


def fold(tidied: str) -> str:
    """Return a tidied text as it is compared: simplified, lower case, every mark the same."""
    return tidied.translate(_FOLDED)


def fold_word(text: str) -> str:
    """Return what somebody typed as it is looked for: folded, without marks at its ends."""
    return fold(tidy(text).replace(LINE, " ")).strip(BREAK)
