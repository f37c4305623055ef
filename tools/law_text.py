"""Turn the plain text of a statute into a data file of the law room.

Run once for each instrument: ``python -m tools.law_text FILE INSTRUMENT SOURCE [ARTICLES]`` prints the TOML.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

_HEAD = re.compile(r"^第([一二三四五六七八九十百零]+)条[ \u3000]+")
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}


def number(chinese: str) -> int:
    """Read an article number written in Chinese."""
    total, digit = 0, 0
    for c in chinese:
        if c in _DIGITS:
            digit = _DIGITS[c]
        else:
            total += (digit or 1) * {"十": 10, "百": 100}[c]
            digit = 0
    return total + digit


def articles(text: str) -> dict[int, list[str]]:
    """Split a statute into articles, each a list of its lines as printed."""
    found: dict[int, list[str]] = {}
    current: list[str] = []
    for raw in re.sub(r"<!--.*?-->", "", text, flags=re.S).splitlines():
        line = re.sub(r"^\(([一二三四五六七八九十]+)\)", r"（\1）", raw.strip())
        head = _HEAD.match(line)
        if head:
            current = found.setdefault(number(head[1]), [])
            line = line[head.end() :]
        elif line.startswith("#"):
            current = []
        if line and (head or current):
            current.append(line.strip())
    return found


def toml(instrument: str, source: str, found: dict[int, list[str]]) -> str:
    """Print the articles as the law room keeps them."""
    lines = [f'instrument = "{instrument}"', f'source = "{source}"', 'mark = "W"', ""]
    for article, parts in found.items():
        lines += ["[[article]]", f"number = {article}", "lines = ["]
        lines += [f"    {_quoted(part)}," for part in parts]
        lines += ["]", ""]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def main(file: str, instrument: str, source: str, wanted: str = "") -> None:
    """Print the data file for one instrument."""
    found = articles(Path(file).read_text(encoding="utf-8"))
    keep = {int(n) for n in wanted.split(",") if n} or set(found)
    sys.stdout.write(toml(instrument, source, {n: found[n] for n in sorted(keep)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
