"""Kill an upgrade at chance moments and run it again; take every migration back and forward with data (F20).

    python -m tools.faults_upgrade [--kills 40]
    python -m tools.postgres tools.faults_upgrade

A process that brings an empty database up to date is killed with SIGKILL again and again; whoever comes next goes on
from where it stood, and in the end the schema is exactly that of an upgrade nobody disturbed. Each of our migrations
goes back and forward with people, cases and a journal in the tables. Exit 0 where both held.
"""

# ruff: noqa: PLC0415 - Django is set up after the environment of the faults is
from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import datetime

from tools.case_ledger import ORGANS, empty_database, note, prepared

Schema = set[tuple[str, ...]]


def main(words: list[str]) -> int:
    """Run both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=40)
    chosen = parser.parse_args(words)
    with prepared() as home:
        whole = schema()
        held = _there_and_back(whole)
        empty_database(home)
        held &= _killed(chosen.kills, whole, lambda: empty_database(home))
    return 0 if held else 1


def _killed(kills: int, whole: Schema, begin_anew: Callable[[], None]) -> bool:
    chance, killed, finished, wrong, failed = random.Random(20261123), 0, 0, 0, 0
    while killed < kills or not finished:
        upgrade = _upgrading()
        time.sleep(chance.uniform(0.02, 0.8))
        done, status = os.waitpid(upgrade, os.WNOHANG)
        if done:
            failed += status != 0
            finished += 1
            wrong += schema() != whole
            begin_anew()
            continue
        with contextlib.suppress(ProcessLookupError):
            os.kill(upgrade, signal.SIGKILL)
        _, status = os.waitpid(upgrade, 0)
        killed += os.WIFSIGNALED(status)
    line = f"{killed} kills during upgrades, {finished} upgrades finished afterwards, {failed} of them failed, "
    line += f"{wrong} ended with another schema"
    return note("F20 upgrade stopped half way", line, held=not (wrong or failed) and finished > 0)


def _upgrading() -> int:
    """Upgrade in a process of its own: all is loaded already, so that the kill meets the work and not the loading."""
    from django.core.management import call_command
    from django.db import connection

    connection.close()
    process = os.fork()
    if not process:
        try:
            call_command("migrate", verbosity=0)
        except BaseException as error:
            print(f"upgrade failed: {error!r}", file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    return process


def _there_and_back(whole: Schema) -> bool:
    from django.apps import apps
    from django.core.management import call_command
    from django.db.migrations.loader import MigrationLoader
    from django.utils import timezone

    from gongkai.web.cases.models import Case
    from gongkai.web.journal.queries import journal_faults

    _file_some(timezone.now())
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("gongkai.")}
    steps = sorted((key for key in MigrationLoader(None).disk_migrations if key[0] in ours), reverse=True)
    went, wrong = 0, []
    for app, name in steps:
        earlier = [other for label, other in steps if label == app and other < name]
        if not earlier:  # taking the first one back is dropping the room
            continue
        before = (Case.objects.count(), sorted(Case.objects.values_list("submission_key", flat=True)))
        call_command("migrate", app, max(earlier), verbosity=0)
        call_command("migrate", verbosity=0)
        after = (Case.objects.count(), sorted(Case.objects.values_list("submission_key", flat=True)))
        went += 1
        if before != after or schema() != whole or list(journal_faults(timezone.now())):
            wrong.append(f"{app}.{name}")
    line = f"{went} migrations taken back and made again with cases in the tables, wrong: {wrong or 0}"
    return note("F20 migrations back and forward", line, held=not wrong and went > 0)


def _file_some(now: datetime) -> None:
    from gongkai.web.cases.actions.file_application import file_application
    from gongkai.web.cases.intake import Application
    from gongkai.web.cases.people import Person
    from gongkai.web.organs.access import public_viewer
    from gongkai.web.organs.models import Organ

    person = Person("演练甲", document_kind="other", document_number="T-1", email="drill@example.invalid")
    for number in range(6):
        organ = Organ.objects.get(ref=ORGANS[number % len(ORGANS)])
        wish = Application("natural_person", person, f"故障演练之{number}")
        file_application(public_viewer(now), organ, wish, key=f"upgrade-drill-{number:06d}", accepts_receipt=True)


def schema() -> Schema:
    """Return what the database says of its own tables, without the order of columns."""
    from django.db import connection

    connection.close()
    queries = _POSTGRESQL if connection.vendor == "postgresql" else _SQLITE
    found: Schema = set()
    with connection.cursor() as cursor:
        for query in queries:
            cursor.execute(query)
            found |= {tuple(str(value) for value in row) for row in cursor.fetchall()}
    connection.close()
    return found


_SQLITE = (
    """SELECT m.name, c.name, c.type, c."notnull", c.pk FROM sqlite_master m, pragma_table_info(m.name) c
    WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'""",
    """SELECT m.name, f."table", f."from", f."to" FROM sqlite_master m, pragma_foreign_key_list(m.name) f
    WHERE m.type = 'table'""",
    """SELECT type, name, tbl_name, COALESCE(sql, '') FROM sqlite_master
    WHERE type IN ('index', 'trigger', 'view') AND name NOT LIKE 'sqlite_autoindex%'""",
)
_POSTGRESQL = (
    """SELECT table_name, column_name, data_type, is_nullable, character_maximum_length
    FROM information_schema.columns WHERE table_schema = 'public'""",
    """SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'""",
    """SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace""",
    """SELECT tgrelid::regclass, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal""",
)

if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
