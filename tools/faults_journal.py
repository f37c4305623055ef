"""Kill writers of the journal at random and count what was lost: nothing that was acknowledged, no gap, no fork.

    python -m tools.faults_journal [--kills 200] [--writers 8]
    python -m tools.postgres tools.faults_journal

Writers add entries as fast as they can and put each number into their ledger after the commit. The parent kills one of
them every few hundredths of a second and starts another. Exit status 1 where anything acknowledged is missing.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from multiprocessing.process import BaseProcess
from pathlib import Path


def write_for_ever(ledger: Path) -> None:
    """Add entries and note each after its commit, until killed."""
    from django.db import transaction  # noqa: PLC0415 - only after the environment is set
    from django.utils import timezone  # noqa: PLC0415

    from gongkai.web.journal.actions.record import record_entry  # noqa: PLC0415
    from gongkai.web.journal.values import Actor, Subject  # noqa: PLC0415

    notes = os.open(ledger, os.O_CREAT | os.O_APPEND | os.O_WRONLY)
    while True:
        with transaction.atomic():
            actor = Actor("w", "w", "o", timezone.now())
            entry = record_entry(actor, "faults.write", Subject("organ", ledger.stem))
        os.write(notes, f"{entry.sequence} {entry.hash}\n".encode())


def main(arguments: list[str] | None = None) -> int:
    """Kill, count, judge."""
    parser = argparse.ArgumentParser(description="杀掉写日志的进程，核对已确认的记录一条不少")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writers", type=int, default=8)
    args = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="gongkai-faults-") as folder:
        os.environ.update(
            GONGKAI_MODE="development",
            GONGKAI_HOME=folder,
            GONGKAI_DATABASE=os.environ.get("GONGKAI_TEST_DATABASE", ""),
            DJANGO_SETTINGS_MODULE="gongkai.web.project.settings",
        )
        manage = [sys.executable, "-m", "gongkai", "manage"]
        subprocess.run([*manage, "migrate", "-v0"], check=True)
        _set_up()
        kills = _kill_writers(Path(folder), args.kills, args.writers)
        acknowledged = dict(
            line.split() for ledger in Path(folder).glob("*.ledger") for line in ledger.read_text().splitlines()
        )
        present = _entries()
        lost = [number for number, text in acknowledged.items() if present.get(int(number)) != text]
        verified = subprocess.run([*manage, "journal_verify"], check=False).returncode
    kind = "PostgreSQL" if os.environ["GONGKAI_DATABASE"] else "SQLite"
    print(f"{kind}: kills {kills}, acknowledged {len(acknowledged)}, present {len(present)}, lost {len(lost)}")
    return 1 if lost or verified else 0


def _kill_writers(folder: Path, kills: int, writers: int) -> int:
    """Keep so many writers going, and kill one that has written something, again and again."""
    fork = multiprocessing.get_context("fork")
    running: dict[BaseProcess, Path] = {}

    def start(number: int) -> None:
        ledger = folder / f"{number}.ledger"
        process = fork.Process(target=write_for_ever, args=(ledger,), daemon=True)
        process.start()
        running[process] = ledger

    for number in range(writers):
        start(number)
    killed = 0
    while killed < kills:
        time.sleep(random.uniform(0.05, 0.3))
        ready = [process for process, ledger in running.items() if ledger.exists() and ledger.stat().st_size]
        if ready:
            victim = random.choice(ready)
            victim.kill()
            victim.join()
            del running[victim]
            killed += 1
            start(writers + killed)
    for process in running:
        process.kill()
        process.join()
    return killed


def _set_up() -> None:
    import django  # noqa: PLC0415 - only after the environment is set

    django.setup()


def _entries() -> dict[int, str]:
    from gongkai.web.journal.models import Entry  # noqa: PLC0415

    return dict(Entry.objects.values_list("sequence", "hash"))


if __name__ == "__main__":
    sys.exit(main())
