"""How strict and how quiet the checker is, at full size: correct reports, and one planted fault at a time.

    python -m tools.soak_check [--reports 1000] [--each 25]

Writes docs/reference/checker.md.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from faults import correct, found_by, kinds  # noqa: E402 - the faults live with the tests
from gongkai.check import Severity, check  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "checker.md"


def quiet(reports: int) -> Counter[str]:
    """Count the findings of correct reports by severity."""
    counts: Counter[str] = Counter()
    for seed in range(reports):
        findings = check(correct(Random(seed), ("2019", "2021")[seed % 2])).findings
        counts.update(f.severity.value for f in findings)
        counts["reports with an error"] += any(f.severity is Severity.ERROR for f in findings)
    return counts


def strict(each: int) -> list[tuple[str, int, int]]:
    """For each kind of fault: how often the right rule named the right cell, and the unrelated errors beside it."""
    rows = []
    for kind in kinds():
        hits = strays = 0
        for seed in range(each):
            rng = Random(f"soak{kind.name}{seed}")
            report, cell = kind.spoil(correct(rng), rng)
            hit, stray = found_by(kind, report, cell)
            hits += hit
            strays += len(stray)
        rows.append((kind.name, hits, strays))
        print(rows[-1], file=sys.stderr)
    return rows


def main() -> int:
    """Run both halves and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--each", type=int, default=25)
    args = parser.parse_args()
    silence = quiet(args.reports)
    rows = strict(args.each)
    hits, tried = sum(row[1] for row in rows), len(rows) * args.each
    when = f"{datetime.now(UTC):%Y-%m-%d}"  # noqa: TID251 - the edge of the program
    table = "\n".join(f"| {name} | {found} / {args.each} | {stray} |" for name, found, stray in rows)
    PAGE.write_text(
        f"""# 检查得准不准 How strict and how quiet

{when}. Random reports of both editions, printed as text and read back (`python -m tools.soak_check`).

{args.reports} correct reports: {silence["reports with an error"]} with an error-level finding,
{silence["warning"]} warnings, {silence["notice"]} notices.

{len(rows)} kinds of fault, one planted at a time, {args.each} reports each: the right rule named the right cell in
{hits} of {tried} ({hits / tried:.2%}); {sum(row[2] for row in rows)} unrelated error-level findings stood beside.

| fault | found | unrelated errors |
|---|---:|---:|
{table}
""",
        "utf-8",
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
