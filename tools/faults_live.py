"""Break a real server on purpose while citizens file over HTTP, and hold the database against their receipts.

    python -m tools.faults_live [--same 50] [--lock 30] [--only same|lock|full]
    python -m tools.postgres tools.faults_live

same (F09): one form sent so many times from several processes is one
case and one number. lock (F22): somebody holds the write lock; pages go on, whoever writes is told within the time.
full (F04): the disk of the database fills up; nothing is called saved that is not, reading goes on, and writing too
once there is room. Exit 0 where all held.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import secrets
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from tools.case_ledger import ORGANS, judge, note, prepared
from tools.live import Browser, file_over_http, number_of_receipt, serving


def main(words: list[str]) -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--same", type=int, default=50)
    parser.add_argument("--lock", type=int, default=30)
    parser.add_argument("--only", choices=("same", "lock", "full"))
    chosen = parser.parse_args(words)
    plans: dict[str, Callable[[], bool]] = {
        "same": lambda: _same(chosen.same),
        "lock": lambda: _lock(chosen.lock),
        "full": _full,
    }
    held = [plan() for name, plan in plans.items() if chosen.only in (None, name)]
    return 0 if all(held) else 1


def _until(true: Callable[[], bool], most: float) -> bool:
    end = time.monotonic() + most
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.01)
    return False


def _send_same(port: int, key: str) -> tuple[int, str]:
    browser = Browser(port)
    status = file_over_http(browser, ORGANS[0], key)
    return status, number_of_receipt(browser)


def _same(times: int) -> bool:
    with prepared() as home, serving(home, workers=3) as (port, _):
        key = secrets.token_urlsafe(24)
        with ProcessPoolExecutor(10, mp_context=get_context("fork")) as pool:
            answers = [each.result() for each in [pool.submit(_send_same, port, key) for _ in range(times)]]
        found = judge(keys=[key])
    numbers = {number for _, number in answers}
    statuses = {status for status, _ in answers}
    line = f"{times} identical submissions from 10 processes: {found.cases} case, {len(numbers)} number in all answers"
    held = found.holds and found.cases == 1 and len(numbers) == 1 and "" not in numbers and statuses == {302}
    return note("F09 double submit over HTTP", line, held=held)


def _lock(seconds: int) -> bool:
    if os.environ.get("GONGKAI_TEST_DATABASE"):
        return True  # PostgreSQL has no lock of the whole database
    with prepared() as home, serving(home, workers=2) as (port, _):
        writer = Browser(port, timeout=90)
        writer.get(f"/apply/to/{ORGANS[0]}/")
        locker = sqlite3.connect(home / "gongkai.sqlite3", isolation_level=None, check_same_thread=False)
        locker.execute("BEGIN IMMEDIATE")
        threading.Timer(seconds, locker.execute, ["ROLLBACK"]).start()
        waits: list[float] = []
        began = time.monotonic()
        result: list[tuple[int, float]] = []
        thread = threading.Thread(
            target=lambda: result.append((file_over_http(writer, ORGANS[0]), time.monotonic() - began))
        )
        thread.start()
        while time.monotonic() - began < seconds - 1:
            for path in ("/", "/organs/", f"/apply/to/{ORGANS[0]}/"):
                since = time.monotonic()
                assert Browser(port).get(path)[0] == 200
                waits.append(time.monotonic() - since)
            time.sleep(0.2)
        thread.join()
        _until(lambda: not locker.in_transaction, 5)
        after = file_over_http(writer, ORGANS[0])
    p95 = statistics.quantiles(waits, n=20)[-1]
    line = f"lock held {seconds} s: {len(waits)} pages read, p95 {p95 * 1000:.0f} ms; the writer was answered "
    line += f"{result[0][0]} after {result[0][1]:.0f} s, and {after} afterwards"
    return note("F22 long write lock", line, held=p95 < 1 and result[0][0] in (503, 302) and after == 302)


def _full() -> bool:
    if os.environ.get("GONGKAI_TEST_DATABASE"):
        return True  # the cluster's own disk is not ours to fill
    home = Path(tempfile.mkdtemp(prefix="gongkai-full-"))
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(home)], check=False).returncode:
        print("F04 not run: a tmpfs cannot be mounted here")
        return True
    try:
        with prepared(home), serving(home, workers=2) as (port, _):
            return _fill(home, port)
    finally:
        subprocess.run(["umount", "-l", str(home)], check=False)


def _fill(home: Path, port: int) -> bool:
    keys = [secrets.token_urlsafe(24) for _ in range(200)]
    ballast = home / "ballast"
    acknowledged, statuses = [], []
    for number, key in enumerate(keys):
        if number % 15 == 0:
            browser = Browser(port)
            browser.get(f"/apply/to/{ORGANS[0]}/")
        if number == 20:
            _use_up(ballast)
        status = file_over_http(browser, ORGANS[0], key)
        statuses.append(status)
        if status == 302:
            acknowledged.append(key)
    reading = Browser(port).get("/organs/")[0]
    refused = sum(status != 302 for status in statuses)
    clean = set(statuses) <= {302, 503}
    ballast.unlink()
    resumed = file_over_http(Browser(port), ORGANS[0])
    found = judge(keys=acknowledged)
    line = f"200 filings, {refused} answered 503 and not saved, reading {reading}, after freeing {resumed}: {found}"
    held = found.holds and clean and refused > 100 and reading == 200 and resumed == 302
    return note("F04 disk full under the database", line, held=held)


def _use_up(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"\0" * 4096)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
