"""Charts of a review as inline SVG: bars with their numbers written beside them, readable without colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from gongkai.check import Severity
from gongkai.review.wording import NAMES, SIGNS

_ROW: Final = 26
_BAR: Final = 16
_WIDTH: Final = 640
_LABEL: Final = 230
_NUMBERS: Final = 120
_LETTERS: Final = 16


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, the length of each of its parts by kind, the words at its end, and where it leads."""

    label: str
    parts: tuple[tuple[str, int], ...]
    note: str
    href: str = ""

    @property
    def length(self) -> int:
        """How long the whole bar is."""
        return sum(number for _, number in self.parts)


def severity_parts(counts: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """Return the parts of a bar from the numbers of errors, warnings and notices."""
    return tuple((severity.value, count) for severity, count in zip(Severity, counts, strict=True))


def severity_note(counts: Sequence[int]) -> str:
    """Return the numbers with the signs of their severities, zeros left out."""
    shown = [f"{SIGNS[severity]}{count}" for severity, count in zip(Severity, counts, strict=True) if count]
    return " ".join(shown) or "✓"


def bars(title: str, items: Sequence[Bar], *, whole: int = 0) -> str:
    """Return horizontal bars, one below the other, on one scale: the longest fills the width, or `whole` does."""
    longest = max(whole, max((bar.length for bar in items), default=0)) or 1
    room = _WIDTH - _LABEL - _NUMBERS
    height = _ROW * len(items) + 4
    lines = [line for number, bar in enumerate(items) for line in _bar(bar, 2 + _ROW * number, room / longest)]
    about = "；".join(f"{bar.label}：{bar.note}" for bar in items)
    return _figure(title, about, height, lines)


def _bar(bar: Bar, top: int, unit: float) -> Iterator[str]:
    label = bar.label if len(bar.label) <= _LETTERS else "…" + bar.label[1 - _LETTERS :]
    text = f'<text x="{_LABEL - 10}" y="{top + 14}" text-anchor="end">{escape(label)}</text>'
    yield f'<a href="{escape(bar.href)}">{text}</a>' if bar.href else text
    yield f'<rect class="base" x="{_LABEL}" y="{top + _BAR + 1}" width="{_WIDTH - _LABEL - _NUMBERS}" height="1"/>'
    left = float(_LABEL)
    for kind, number in bar.parts:
        if number:
            yield f'<rect class="{kind}" x="{left:.1f}" y="{top + 1}" width="{number * unit:.1f}" height="{_BAR}"/>'
            left += number * unit
    yield f'<text class="soft" x="{left + 6:.1f}" y="{top + 14}">{escape(bar.note)}</text>'


def mix(title: str, counts: Sequence[int]) -> str:
    """Return one bar over the whole width, parted by severity, with what each part is written under it."""
    total = sum(counts) or 1
    left = 0.0
    lines = ['<rect class="base" x="0" y="4" width="640" height="28"/>'] if not sum(counts) else []
    for number, (severity, count) in enumerate(zip(Severity, counts, strict=True)):
        width = _WIDTH * count / total
        if count:
            lines.append(f'<rect class="{severity}" x="{left:.1f}" y="4" width="{width:.1f}" height="28"/>')
        if width > 40:
            lines.append(f'<text class="inside" x="{left + 8:.1f}" y="23">{SIGNS[severity]} {count}</text>')
        share = f"（{100 * count / total:.0f}%）" if sum(counts) else ""
        lines.append(f'<rect class="{severity}" x="{number * 200}" y="46" width="12" height="12"/>')
        words = f"{SIGNS[severity]} {NAMES[severity]} {count}{share}"
        lines.append(f'<text x="{number * 200 + 18}" y="57">{words}</text>')
        left += width
    about = "；".join(f"{NAMES[s]}{count}处" for s, count in zip(Severity, counts, strict=True))
    return _figure(title, about, 64, lines)


def _figure(title: str, about: str, height: int, lines: Sequence[str]) -> str:
    return (
        f"<figure><figcaption>{escape(title)}</figcaption>\n"
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="group" aria-label="{escape(title)}：{escape(about)}">\n'
        + "\n".join(lines)
        + "\n</svg></figure>"
    )
