"""Break the filing of applications on purpose, with real processes, and count what was lost or doubled.

    python -m tools.faults_cases [--processes 16] [--each 125] [--same 50] [--kills 200]

Numbers: so many processes file at once; every number once, no gap (F08). Same: one form sent so many times at once is
one case (F09). Kills: workers that note each acknowledged number in a ledger are killed with SIGKILL again and again;
whatever was acknowledged is there whole, with identity, event and journal entry (F01). SQLite by default; the database
of GONGKAI_TEST_DATABASE where set (`python -m tools.postgres tools.faults_cases`). Exit 0 where all held, else 1.
"""

# ruff: noqa: PLC0415 - Django is set up after the environment of the faults is
from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ORGAN = "330105-1"


def main(words: list[str]) -> int:
    """Run all three, print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name, default in (("processes", 16), ("each", 125), ("same", 50), ("kills", 200)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--work", help=argparse.SUPPRESS)
    parser.add_argument("--ledger", help=argparse.SUPPRESS)
    chosen = parser.parse_args(words)
    if chosen.work:
        return _work(chosen.work, Path(chosen.ledger), chosen.each)
    with tempfile.TemporaryDirectory(prefix="gongkai-faults-") as folder:
        os.environ["GONGKAI_HOME"] = folder
        os.environ["GONGKAI_MODE"] = "demo"
        os.environ["GONGKAI_DATABASE"] = os.environ.get("GONGKAI_TEST_DATABASE", "")
        _prepare()
        results = [
            _numbers(Path(folder), chosen.processes, chosen.each),
            _same(Path(folder), chosen.same),
            _kills(Path(folder), chosen.kills),
        ]
    return 0 if all(results) else 1


def _django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.project.settings")
    import django

    django.setup()


def _prepare() -> None:
    _django()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from gongkai.web.project.demo.world import build_world, is_built

    call_command("migrate", verbosity=0)
    if not is_built():
        build_world(timezone.now())
    connection.close()


def _work(mode: str, ledger: Path, each: int) -> int:
    """One worker: file so many applications, or the same one once, or on and on; note what was acknowledged."""
    _django()
    from gongkai.web.organs.models import Organ

    organ = Organ.objects.get(ref=ORGAN)
    with ledger.open("a", buffering=1) as notes:
        count = 0
        while mode == "endless" or count < each:
            count += 1
            serial = _file_one(organ, "the-same-submission" if mode == "same" else "")
            notes.write(f"{serial}\n")
    return 0


def _file_one(organ: Any, key: str) -> int:  # noqa: ANN401 - Django is set up only now
    from django.utils import timezone

    from gongkai.web.cases.actions.file_application import file_application
    from gongkai.web.cases.intake import Application
    from gongkai.web.cases.people import Person
    from gongkai.web.organs.access import public_viewer
    from gongkai.web.organs.models import new_ref

    person = Person(name="测试甲", document_kind="other", document_number="T-1", email="test@example.invalid")
    application = Application("natural_person", person, "并发测试", route="post")
    viewer = public_viewer(timezone.now())
    filed = file_application(viewer, organ, application, key=key or new_ref() + "-worker", accepts_receipt=True)
    return int(filed.case.serial)


def _start(mode: str, ledger: Path, each: int = 1) -> subprocess.Popen[bytes]:
    line = [sys.executable, "-m", "tools.faults_cases", "--work", mode, "--ledger", str(ledger), "--each", str(each)]
    return subprocess.Popen(line, env=dict(os.environ))


def _numbers(folder: Path, processes: int, each: int) -> bool:
    ledgers = [folder / f"numbers-{number}" for number in range(processes)]
    began = time.monotonic()
    workers = [_start("numbers", ledger, each) for ledger in ledgers]
    failed = sum(worker.wait() != 0 for worker in workers)
    took = time.monotonic() - began
    given = [int(line) for ledger in ledgers for line in _lines(ledger)]
    doubled, gaps = len(given) - len(set(given)), len(set(range(1, len(given) + 1)) - set(given))
    print(f"numbers: {processes} × {each}: {len(given)} given, {doubled} doubled, {gaps} gaps, ", end="")
    print(f"{failed} workers failed, {took:.1f} s, {len(given) / took:.0f}/s")
    return not (doubled or gaps or failed) and len(given) == processes * each


def _same(folder: Path, times: int) -> bool:
    ledgers = [folder / f"same-{number}" for number in range(times)]
    workers: list[subprocess.Popen[bytes]] = []
    for ledger in ledgers:
        workers.append(_start("same", ledger))
        if len(workers) % 16 == 0:  # more interpreters at once than that only swap
            workers[-16].wait()
    failed = sum(worker.wait() != 0 for worker in workers)
    answers = [line for ledger in ledgers for line in _lines(ledger)]
    print(f"same: {times} identical submissions: {len(set(answers))} case, {len(answers)} answers, {failed} failed")
    return len(set(answers)) == 1 and len(answers) == times and not failed


def _kills(folder: Path, kills: int) -> bool:
    ledgers: list[Path] = []

    def fresh() -> subprocess.Popen[bytes]:
        ledgers.append(folder / f"kill-{len(ledgers)}")
        return _start("endless", ledgers[-1])

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
    acknowledged = [int(line) for ledger in ledgers for line in _lines(ledger)]
    lost, half, gaps, faults = _judge(acknowledged)
    print(f"kills: {kills} kills, {len(acknowledged)} acknowledged, {lost} lost, {half} half written, ", end="")
    print(f"{gaps} gaps, {faults} journal faults")
    return bool(acknowledged) and not (lost or half or gaps or faults)


def _await_life(ledger: Path, most: float = 20) -> None:
    """Wait until the youngest worker acknowledged something, so that kills hit writes and not start-ups."""
    end = time.monotonic() + most
    while time.monotonic() < end and not (ledger.exists() and ledger.stat().st_size):
        time.sleep(0.02)


def _judge(acknowledged: list[int]) -> tuple[int, int, int, int]:
    from django.db import connection
    from django.db.models import Count
    from django.utils import timezone

    from gongkai.web.cases.models import Case
    from gongkai.web.journal.models import Entry
    from gongkai.web.journal.queries import journal_faults

    rows = Case.objects.filter(organ__ref=ORGAN)
    serials = set(rows.values_list("serial", flat=True))
    entries = set(Entry.objects.filter(action="cases.file_application").values_list("object_ref", flat=True))
    whole = rows.filter(identity__isnull=False).annotate(steps=Count("events")).filter(steps=1)
    half = len(set(rows.values_list("ref", flat=True)) - (set(whole.values_list("ref", flat=True)) & entries))
    faults = len(list(journal_faults(timezone.now())))
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            faults += cursor.execute("PRAGMA integrity_check").fetchone()[0] != "ok"
    gaps = len(set(range(1, len(serials) + 1)) - serials)
    return len(set(acknowledged) - serials), half, gaps, faults


def _lines(ledger: Path) -> Iterator[str]:
    text = ledger.read_text() if ledger.exists() else ""
    yield from (line for line in text.splitlines(keepends=False) if line)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
