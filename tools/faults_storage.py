"""Watch and break the system calls of a writing process: is anything acknowledged before it is on the disk?

    python -m tools.faults_storage [--each 400]

power (F02): strace follows one process that files and notes each acknowledgement; at none of them may the database hold
bytes that were written and not synced. broken (F03): every seventh sync fails with EIO, then every 97th write
with ENOSPC; what was acknowledged is there, and filing goes on between the failures. SQLite only; needs strace.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools.case_ledger import judge, note, prepared
from tools.faults_cases import failures_in, given_in

_CALL = re.compile(r"(?:\[pid +\d+\] |\d+ +)?(pwrite64|write|fsync|fdatasync)\(\d+<([^>]*)>.*= (-?\d+)")


def main(words: list[str]) -> int:
    """Run all three."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--each", type=int, default=400)
    chosen = parser.parse_args(words)
    if not shutil.which("strace"):
        print("F02, F03 not run: there is no strace here")
        return 0
    if os.environ.get("GONGKAI_TEST_DATABASE"):
        print("F02, F03 are about SQLite's file; PostgreSQL is asked for synchronous_commit by the tests")
        return 0
    held = [
        _power(chosen.each),
        _broken(chosen.each, "F03 every seventh sync fails (EIO)", "fdatasync,fsync:error=EIO:when=20+7"),
        _broken(chosen.each, "F03 every 97th write fails (ENOSPC)", "pwrite64:error=ENOSPC:when=200+97"),
    ]
    return 0 if all(held) else 1


def _traced(home: Path, options: Sequence[str], each: int) -> tuple[Path, Path]:
    ledger, trace = home / "ledger", home / "trace"
    work = [sys.executable, "-m", "tools.faults_cases", "--work", "now", "--ledger", str(ledger), "--each", str(each)]
    subprocess.run(["strace", "-f", "-y", "-o", str(trace), *options, *work], check=False, stderr=subprocess.DEVNULL)
    return ledger, trace


def _early(trace: Path, ledger: Path) -> tuple[int, int]:
    """Return how many were acknowledged while the log held unsynced bytes, and how many syncs went well."""
    early = syncs = 0
    dirty: set[str] = set()
    for line in trace.read_text(errors="replace").splitlines():
        call = _CALL.match(line)
        if call is None:
            continue
        name, path, result = call.groups()
        if name in ("fsync", "fdatasync"):
            if result == "0":
                dirty.discard(path)
                syncs += 1
        elif path == str(ledger):
            early += bool(dirty) and '"failed' not in line
        elif path.endswith("-wal"):
            dirty.add(path)
    return early, syncs


def _power(each: int) -> bool:
    with prepared() as home:
        ledger, trace = _traced(home, ["-e", "trace=pwrite64,write,fsync,fdatasync"], each)
        early, syncs = _early(trace, ledger)
        given = given_in([ledger])
        found = judge(numbers=given)
    line = f"{len(given)} acknowledgements, {syncs} syncs, {early} acknowledged before the sync: {found}"
    return note("F02 power cut: order of calls", line, held=len(given) == each and not early and found.holds)


def _broken(each: int, row: str, fault: str) -> bool:
    with prepared() as home:
        ledger, trace = _traced(home, ["-e", "trace=pwrite64,write,fsync,fdatasync", "-e", f"inject={fault}"], each)
        early, _ = _early(trace, ledger)
        injected = trace.read_text(errors="replace").count("(INJECTED)")
        given, failed = given_in([ledger]), failures_in([ledger])
        found = judge(numbers=given)
    line = f"{each} filings, {injected} calls failed, {len(failed)} filings refused, {len(given)} acknowledged, "
    line += f"{early} of them not on the disk: {found}"
    whole = len(given) + len(failed) == each and failed and given
    return note(row, line, held=bool(whole) and found.holds and not early)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
