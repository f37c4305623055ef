"""Roll up random areas at full size: sums equal the reports below to the unit, in any order, and nothing is lost.

    python -m tools.faults_rollup [--worlds 10000]

Exits 1 at the first area that does not come out.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from rollup.worlds import mismatches, random_area  # noqa: E402 - the worlds live with the tests


def main() -> int:
    """Draw and judge."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=10_000)
    args = parser.parse_args()
    begun, organs = time.perf_counter(), 0
    for seed in range(args.worlds):
        rng = Random(f"rollup{seed}")
        area = random_area(rng, most=6)
        organs += len(area)
        wrong = mismatches(area, rng)
        if wrong:
            print(f"world {seed}: {wrong[:5]}", file=sys.stderr)
            return 1
    print(f"{args.worlds:,} worlds, {organs:,} reports: 0 mismatches, {time.perf_counter() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
