"""Put the numbers of a sentence in their places: label, separator, parenthesis, owner."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

from gongkai.check.claims.lexer import Token, may_count, tokens
from gongkai.check.claims.model import Mention, Number, Statement

MOST: Final = 60
"""So many numbers of one sentence are read: a longer run is a table that lost its lines."""


@dataclass(slots=True)
class _Level:
    """What is known so far about one nesting of parentheses."""

    ident: int
    owner: int | None
    label: str = ""
    gap: str = ""
    sep: int = 0
    last: int | None = None
    lead: str = ""
    clean: bool = True  # nothing but the last number since the last separator
    open: list[int] = field(default_factory=list)


def statement(text: str, start: int, end: int) -> Statement:
    """Return the statement `text[start:end]` with its mentions; `text` must be `lexer.plain`."""
    if not may_count(text, start, end):
        return Statement(start, end, text[start:end], ())
    builder = _Builder()
    for token in tokens(text, start, end):
        builder.add(token)
    return Statement(start, end, text[start:end], tuple(builder.finished()[:MOST]))


class _Builder:
    """Walk over the tokens with a stack of parentheses."""

    def __init__(self) -> None:
        self.mentions: list[Mention] = []
        self.stack = [_Level(0, None)]
        self.levels = 0

    def add(self, token: Token) -> None:
        """Take one token."""
        if token.kind == "text":
            self._text(token.text)
        elif token.kind == "sep":
            self._separator(token)
        elif token.kind == "open":
            self._open(token)
        elif token.kind == "close":
            self._close(token)
        elif token.number is not None:
            self._number(token.number)

    def finished(self) -> list[Mention]:
        """Close what is open and return the mentions."""
        for level in self.stack:
            self._settle(level)
        return self.mentions

    def _text(self, text: str) -> None:
        level = self.stack[-1]
        level.label += text
        level.gap += text
        if text.strip():
            level.clean = False

    def _separator(self, token: Token) -> None:
        level = self.stack[-1]
        self._settle(level)
        level.lead = (level.lead + level.label + token.text)[-80:]
        level.gap += token.text
        level.sep = max(level.sep, token.rank)
        level.label, level.clean = "", False

    def _open(self, token: Token) -> None:
        level = self.stack[-1]
        self.levels += 1
        owner = level.last if level.clean else None
        self.stack.append(_Level(self.levels, owner, lead=level.lead + level.label))

    def _close(self, token: Token) -> None:
        if len(self.stack) == 1:
            return
        inner = self.stack.pop()
        self._settle(inner)
        if inner.last is None and not self.stack[-1].clean:
            words = f"（{inner.gap}）"
            self.stack[-1].label += words
            self.stack[-1].gap += words

    def _number(self, number: Number) -> None:
        level = self.stack[-1]
        self._settle(level)
        mention = Mention(
            index=len(self.mentions),
            number=number,
            label=level.label,
            gap=level.gap,
            sep=level.sep,
            level=level.ident,
            owner=level.owner,
            lead=level.lead,
        )
        self.mentions.append(mention)
        level.last = mention.index
        level.label, level.gap, level.sep, level.clean = "", "", 0, True
        level.lead = (level.lead + mention.label)[-80:]

    def _settle(self, level: _Level) -> None:
        """Give the last number the words that follow it up to the first separator or number."""
        if level.last is None:
            return
        mention = self.mentions[level.last]
        if level.sep == 0 and not mention.after and level.label:
            self.mentions[level.last] = replace(mention, after=level.label)
