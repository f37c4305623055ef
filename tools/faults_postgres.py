"""What PostgreSQL itself does while the platform works: it restarts, it has no connection left, it is put back in time.

    python -m tools.faults_postgres [--restarts 10] [--only restarts|connections|past]

restarts (F21): the cluster is restarted without grace again and again while citizens file; every receipt holds, whoever
was refused was told so (503), nothing is there twice, and filing goes on within seconds. connections (F21): there are
fewer connections than the server has threads. past (F17): from a base backup and the archived log the cluster is put
back to an instant; what was acknowledged before is there, nothing of what came after. Exit 0 where all held.
"""

# ruff: noqa: PLC0415 - Django is set up after the environment of the faults is
from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from tools.case_ledger import ORGANS, judge, note, prepared
from tools.faults_kills import Citizens, until
from tools.live import serving
from tools.postgres import cluster
from tools.provisions import find_server

_KNOWN = {302, 503}


def main(words: list[str]) -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--restarts", type=int, default=10)
    parser.add_argument("--only", choices=("restarts", "connections", "past"))
    chosen = parser.parse_args(words)
    binaries = find_server()
    if binaries is None:
        print("!! 没有运行：找不到 PostgreSQL 服务器程序。", file=sys.stderr)
        return 0
    plans: dict[str, Callable[[Path], bool]] = {
        "restarts": lambda tools: _restarts(tools, chosen.restarts),
        "connections": _connections,
        "past": _past,
    }
    if chosen.only:
        return 0 if plans[chosen.only](binaries) else 1
    line = [
        sys.executable,
        "-m",
        "tools.faults_postgres",
        "--restarts",
        str(chosen.restarts),
    ]  # each knows one database
    return max(subprocess.run([*line, "--only", name], check=False).returncode for name in plans)


def _folder_of(address: str) -> Path:
    os.environ["GONGKAI_TEST_DATABASE"] = address
    return Path(parse_qs(urlsplit(address).query)["host"][0])


def _as_server(*line: str | Path) -> None:
    """Run a program of the server as who owns the cluster."""
    lower = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
    subprocess.run([*lower, *map(str, line)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


def _restarts(binaries: Path, restarts: int) -> bool:
    waits = []
    with cluster(binaries) as address:
        folder = _folder_of(address)
        with prepared() as home, serving(home) as (port, _):
            citizens = Citizens(port, 4)
            for _ in range(restarts):
                before = len(citizens.acknowledged)
                until(lambda: len(citizens.acknowledged) > before + 5, 30)  # noqa: B023 - used at once
                _as_server(binaries / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-m", "immediate",
                           "-w", "restart")  # fmt: skip
                since, before = time.monotonic(), len(citizens.acknowledged)
                until(lambda: len(citizens.acknowledged) > before, 30)  # noqa: B023 - used at once
                waits.append(time.monotonic() - since)
            citizens.stop()
            found = judge(keys=citizens.acknowledged)
    line = f"{restarts} immediate restarts, {len(citizens.acknowledged)} receipts, answers {dict(citizens.statuses)}, "
    line += f"{citizens.broken} broken requests, filing goes on after at most {max(waits):.1f} s: {found}"
    held = found.holds and set(citizens.statuses) <= _KNOWN and max(waits) < 5
    return note("F21 PostgreSQL restarts", line, held=held)


def _connections(binaries: Path) -> bool:
    with cluster(binaries, "max_connections=4", "superuser_reserved_connections=0", "max_wal_senders=0") as address:
        _folder_of(address)
        with prepared() as home, serving(home) as (port, server):
            citizens = Citizens(port, 8)
            until(lambda: len(citizens.acknowledged) > 150, 60)
            citizens.stop()
            server.terminate()
            server.wait(20)
            found = judge(keys=citizens.acknowledged)
    line = f"8 threads and 4 connections: answers {dict(citizens.statuses)}: {found}"
    held = found.holds and set(citizens.statuses) <= _KNOWN and citizens.statuses[302] > 100
    return note("F21 PostgreSQL has no connection left", line, held=held)


def _past(binaries: Path) -> bool:
    settings = ("wal_level=replica", "archive_mode=on", "archive_timeout=60")
    with cluster(binaries, *settings) as address:
        folder = _folder_of(address)
        archive, past = folder / "archive", folder / "past"
        _as_server("mkdir", archive)
        with prepared():
            from django.db import connection

            with connection.cursor() as cursor:
                cursor.execute(f"ALTER SYSTEM SET archive_command = 'cp %p {archive}/%f'")
                cursor.execute("SELECT pg_reload_conf()")
            _as_server(binaries / "pg_basebackup", "-h", folder, "-U", "postgres", "-D", past, "-X", "stream")
            before = {_file(number) for number in range(25)}
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.2), clock_timestamp()::text")
                instant = cursor.fetchone()[1]
                cursor.execute("SELECT pg_sleep(0.2)")
            after = {_file(number) for number in range(25, 50)}
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_switch_wal()")
            connection.close()
            _as_server(binaries / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
            took = _go_back(binaries, folder, archive, past, instant)
            from gongkai.web.cases.models import Case

            keys = set(Case.objects.values_list("submission_key", flat=True))
            found = judge(keys=before)
            _as_server(binaries / "pg_ctl", "-D", past, "-m", "immediate", "-w", "stop")
            shutil.rmtree(folder / "data")
            past.rename(folder / "data")
            _as_server(binaries / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "start")
    line = f"25 cases before the instant and 25 after it: {len(keys & before)} and {len(keys & after)} are there after "
    line += f"{took:.1f} s of restoring: {found}"
    return note("F17 restore to an instant", line, held=found.holds and keys == before)


def _go_back(binaries: Path, folder: Path, archive: Path, past: Path, instant: str) -> float:
    with (past / "postgresql.auto.conf").open("a") as file:
        file.write(f"restore_command = 'cp {archive}/%f %p'\nrecovery_target_time = '{instant}'\n")
        file.write("recovery_target_action = 'promote'\narchive_mode = off\n")
    (past / "recovery.signal").touch()
    began = time.monotonic()
    options = f"-c listen_addresses='' -k {folder} -c max_connections=60"
    _as_server(binaries / "pg_ctl", "-D", past, "-l", folder / "log", "-o", options, "-w", "start")
    from django.db import connection

    def promoted() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_is_in_recovery()")
            return not cursor.fetchone()[0]

    until(promoted, 60)
    return time.monotonic() - began


def _file(number: int) -> str:
    from django.utils import timezone

    from gongkai.web.cases.actions.file_application import file_application
    from gongkai.web.cases.intake import Application
    from gongkai.web.cases.people import Person
    from gongkai.web.organs.access import public_viewer
    from gongkai.web.organs.models import Organ

    person = Person("演练甲", document_kind="other", document_number="T-1", email="drill@example.invalid")
    wish = Application("natural_person", person, f"恢复演练之{number}")
    key = f"past-drill-{number:08d}"
    organ = Organ.objects.get(ref=ORGANS[number % len(ORGANS)])
    file_application(public_viewer(timezone.now()), organ, wish, key=key, accepts_receipt=True)
    return key


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
