"""Run every benchmark in this folder and write the figures, with the date and the machine's size, into the reference.

    python -m tools.bench [NAME …]

A module `tools/bench_NAME.py` with a function `main() -> str` (Markdown) joins in.
"""

from __future__ import annotations

import importlib
import os
import pkgutil
import platform
import sys
from datetime import UTC, datetime
from pathlib import Path

import tools

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "benchmarks.md"


def main() -> int:
    """Measure what is named, or everything."""
    names = sys.argv[1:]
    found = [m.name for m in pkgutil.iter_modules(tools.__path__) if m.name.startswith("bench_")]
    chosen = [name for name in found if not names or name.removeprefix("bench_") in names]
    when = f"{datetime.now(UTC):%Y-%m-%d}"  # noqa: TID251 - the edge of the program
    parts = [f"# 性能 Benchmarks\n\n{when}, Python {platform.python_version()}, {os.cpu_count()} cores.\n"]
    for name in chosen:
        print(f"{name} …", file=sys.stderr)
        part = importlib.import_module(f"tools.{name}").main()
        if isinstance(part, str):
            print(part)
            parts.append(part)
    if not names:
        PAGE.write_text("\n".join(parts), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
