"""Write the JSON Schema of a report into the package and docs/reference: `python -m tools.report_schema [--check]`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from gongkai.write.schema import build_schema

ROOT = Path(__file__).parents[1]
FILES = (ROOT / "src/gongkai/write/report.schema.json", ROOT / "docs/reference/report.schema.json")


def main() -> int:
    """Write the files, or with --check say which are out of date."""
    text = json.dumps(build_schema(), ensure_ascii=False, indent=1) + "\n"
    stale = [path for path in FILES if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path.relative_to(ROOT)} 已过期：请运行 python -m tools.report_schema")
        return 1 if stale else 0
    for path in stale:
        path.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
