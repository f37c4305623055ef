"""Break the filing of applications on purpose, with real processes, and count what was lost or doubled.

    python -m tools.faults_cases [--processes 16] [--each 125] [--kills 200]
    python -m tools.postgres tools.faults_cases

numbers (F08): so many processes file at once, to several organs, while the year ends in Beijing; every number of an
organ and year is given once, without a gap, and nobody is told that the database is locked. kills (F01): workers that
note each acknowledged number in a ledger are killed with SIGKILL again and again; whatever was acknowledged is there
whole. (Over HTTP: `tools.faults_live`.) Exit 0 where all held, else 1.
"""

# ruff: noqa: PLC0415 - Django is set up after the environment of the faults is
from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tools.case_ledger import ORGANS, judge, note, prepared

_MIDNIGHT = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
"""The end of the year in Beijing."""


def main(words: list[str]) -> int:
    """Run both, print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (("processes", 16), ("each", 125), ("kills", 200)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--ledger", help=argparse.SUPPRESS)
    parser.add_argument("--only", choices=("numbers", "kills"))
    chosen = parser.parse_args(words)
    if chosen.work:
        return _work(chosen.work, Path(chosen.ledger), chosen.each)
    held = []
    if chosen.only != "kills":
        with prepared() as home:
            held.append(_numbers(home, chosen.processes, chosen.each))
    if chosen.only != "numbers":
        with prepared() as home:
            held.append(_kills(home, chosen.kills))
    return 0 if all(held) else 1


def _work(mode: str, ledger: Path, each: int) -> int:
    """One worker: file so many applications, or on and on; note each number that was acknowledged, and each failure."""
    import django

    django.setup()
    from django.db import DatabaseError
    from django.utils import timezone

    from gongkai.web.organs.models import Organ

    organs = list(Organ.objects.filter(ref__in=ORGANS))
    chance = random.Random(str(ledger))
    notes = os.open(ledger, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    count = 0
    while mode == "endless" or count < each:
        count += 1
        now = timezone.now()
        if mode == "numbers":  # half before midnight, half after, the processes not in step
            now = _MIDNIGHT + timedelta(seconds=(count - each / 2) / 10 + chance.uniform(-1, 1))
        try:
            case = _file_one(chance.choice(organs), now)
        except DatabaseError as error:
            os.write(notes, f"failed {type(error).__name__}: {error}\n".replace("\n", " ").encode() + b"\n")
            continue
        os.write(notes, f"{case.organ.ref} {case.year} {case.serial}\n".encode())
    return 0


def _file_one(organ: Any, now: datetime) -> Any:  # noqa: ANN401 - Django is set up only now
    from gongkai.web.cases.actions.file_application import file_application
    from gongkai.web.cases.intake import Application
    from gongkai.web.cases.people import Person
    from gongkai.web.organs.access import public_viewer
    from gongkai.web.organs.models import new_ref

    person = Person(name="测试甲", document_kind="other", document_number="T-1", email="test@example.invalid")
    application = Application("natural_person", person, "并发测试", route="post")
    key = new_ref() + "-worker"
    return file_application(public_viewer(now), organ, application, key=key, accepts_receipt=True).case


def start(mode: str, ledger: Path, each: int = 1) -> subprocess.Popen[bytes]:
    """Start a worker."""
    line = [sys.executable, "-m", "tools.faults_cases", "--work", mode, "--ledger", str(ledger), "--each", str(each)]
    return subprocess.Popen(line, env=dict(os.environ))


def given_in(ledgers: list[Path]) -> list[tuple[str, int, int]]:
    """Return the numbers that stand in ledgers."""
    found = []
    for line in _lines(ledgers):
        if not line.startswith("failed"):
            organ, year, serial = line.split()
            found.append((organ, int(year), int(serial)))
    return found


def failures_in(ledgers: list[Path]) -> list[str]:
    """Return the failures that stand in ledgers."""
    return [line for line in _lines(ledgers) if line.startswith("failed")]


def _lines(ledgers: list[Path]) -> list[str]:
    texts = (ledger.read_text() for ledger in ledgers if ledger.exists())
    return [line for text in texts for line in text.splitlines() if line]


def _numbers(folder: Path, processes: int, each: int) -> bool:
    ledgers = [folder / f"numbers-{number}" for number in range(processes)]
    began = time.monotonic()
    workers = [start("numbers", ledger, each) for ledger in ledgers]
    broken = sum(worker.wait() != 0 for worker in workers)
    took = time.monotonic() - began
    given, failed = given_in(ledgers), failures_in(ledgers)
    doubled, years = len(given) - len(set(given)), {year for _, year, _ in given}
    found = judge(numbers=given)
    line = (
        f"{processes} processes × {each} in {len(ORGANS)} organs across the end of {min(years)}: {len(given)} given, "
    )
    line += f"{doubled} doubled, {len(failed)} refused by the database, {len(given) / took:.0f}/s: {found}"
    whole = len(given) == processes * each and len(years) == 2
    return note("F08 concurrent numbers", line, held=found.holds and whole and not (doubled or failed or broken))


def _kills(folder: Path, kills: int) -> bool:
    ledgers: list[Path] = []

    def fresh() -> subprocess.Popen[bytes]:
        ledgers.append(folder / f"kill-{len(ledgers)}")
        return start("endless", ledgers[-1])

    workers = [fresh() for _ in range(3)]
    chance = random.Random(20260921)
    try:
        for _ in range(kills):
            victim = chance.randrange(len(workers))
            _await_life(ledgers[-1])
            time.sleep(chance.uniform(0.05, 0.5))
            workers[victim].send_signal(signal.SIGKILL)
            workers[victim].wait()
            workers[victim] = fresh()
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    given = given_in(ledgers)
    found = judge(numbers=given)
    line = f"{kills} writing processes killed, {len(given)} acknowledged: {found}"
    return note("F01 kill -9 of writing processes", line, held=bool(given) and found.holds)


def _await_life(ledger: Path, most: float = 60) -> None:
    """Wait until the youngest worker acknowledged something, so that kills hit writes and not start-ups."""
    end = time.monotonic() + most
    while time.monotonic() < end and not (ledger.exists() and ledger.stat().st_size):
        time.sleep(0.02)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
