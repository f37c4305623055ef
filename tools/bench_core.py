"""Reports per second of read + check on the published samples, as a ratio to a floor measured in the same run.

The floor is what any reader must do: split the same text into lines and find all numbers by one regular expression.
"""

from __future__ import annotations

import os
import platform
import re
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from gongkai.check import check
from gongkai.read import read_text

ROOT = Path(__file__).parents[1]
ROUNDS = 15
AIM = 30
PAGE = ROOT / "docs" / "reference" / "benchmarks.md"
_OTHERS = """
Other figures: [formats](benchmarks-formats.md), [clocks](benchmarks-clocks.md), [copies](benchmarks-copies.md),
[converters](converters.md), [the checker](checker.md).
"""
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def floor(text: str) -> int:
    """Split into lines and find all numbers."""
    return len(text.splitlines()) + len(_NUMBER.findall(text))


def seconds(work: Callable[[str], object], texts: list[str], repeat: int) -> float:
    """Return the processor time for one pass over all texts."""
    start = time.process_time()
    for _ in range(repeat):
        for text in texts:
            work(text)
    return (time.process_time() - start) / repeat


def read_and_check(text: str) -> object:
    """Do the whole job."""
    return check(read_text(text))


def main() -> str:
    """Measure, print and return the figures as Markdown. Floor and job alternate, so that both see the same machine."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "samples").glob("*.txt"))]
    works = {"floor: lines and numbers": (floor, 40), "read": (read_text, 2), "read + check": (read_and_check, 2)}
    rounds: dict[str, list[float]] = {name: [] for name in works}
    for number in range(ROUNDS + 1):
        for name, (work, repeat) in works.items():
            took = seconds(work, texts, repeat)
            if number:  # the first round warms up
                rounds[name].append(took)
    floors = rounds["floor: lines and numbers"]
    ratios = {
        name: statistics.median(t / f for t, f in zip(took, floors, strict=True)) for name, took in rounds.items()
    }
    table = "\n".join(
        f"| {name} | {len(texts) / statistics.median(took):,.0f} | {ratios[name]:.1f} |"
        for name, took in rounds.items()
    )
    return f"""## Read and check the published samples

{len(texts)} reports, one process, median of {ROUNDS} rounds. Aim: read + check within {AIM} times the floor.

| work | reports per second | times the floor |
|---|---:|---:|
{table}
"""


if __name__ == "__main__":
    figures = main()
    print(figures)
    if "--write" in sys.argv[1:]:
        day = f"{datetime.now(UTC):%Y-%m-%d}"  # noqa: TID251 - the edge of the program
        head = f"# 性能 Benchmarks\n\n{day}, Python {platform.python_version()}, {os.cpu_count()} cores.\n\n"
        PAGE.write_text(head + figures + _OTHERS, "utf-8")
