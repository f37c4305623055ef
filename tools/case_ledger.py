"""What faults on cases have in common: a prepared home, the ledger of what was acknowledged, and the judgement."""

# ruff: noqa: PLC0415 - Django is set up after the environment of the faults is
from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

ORGANS = ("330105-1", "230505", "410104-1")
FIGURES = Path(__file__).parents[1] / "docs" / "reference" / "faults.md"


@dataclass(frozen=True)
class Judgement:
    """What was found in the database: everything zero is what must be."""

    cases: int
    lost: int
    half_written: int
    gaps: int
    journal_faults: int
    damaged: int

    @property
    def holds(self) -> bool:
        """Whether nothing was lost, halved, skipped, tampered with or damaged."""
        return not (self.lost or self.half_written or self.gaps or self.journal_faults or self.damaged)

    def __str__(self) -> str:
        return (
            f"{self.cases} cases, {self.lost} acknowledged lost, {self.half_written} half written, {self.gaps} gaps, "
            f"{self.journal_faults} journal faults, integrity {'damaged' if self.damaged else 'ok'}"
        )


@contextlib.contextmanager
def prepared(folder: Path | None = None) -> Iterator[Path]:
    """Give a home with the demo world and no case; Django is set up for it in this process too."""
    home = folder or Path(tempfile.mkdtemp(prefix="gongkai-faults-"))
    os.environ |= {
        "GONGKAI_HOME": str(home),
        "GONGKAI_MODE": "demo",
        "GONGKAI_DATABASE": os.environ.get("GONGKAI_TEST_DATABASE", ""),
        "DJANGO_SETTINGS_MODULE": "gongkai.web.project.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from gongkai.web.project.demo.world import build_world, is_built

    empty_database(home)
    try:
        call_command("migrate", verbosity=0)
        if not is_built():
            build_world(timezone.now())
        connection.close()
        yield home
    finally:
        connection.close()
        if folder is None:
            shutil.rmtree(home, ignore_errors=True)


def empty_database(home: Path) -> None:
    """Point this process at an empty database, also where it had another one before."""
    from django.db import connection

    connection.close()
    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = home / "gongkai.sqlite3"
        for path in home.glob("gongkai.sqlite3*"):
            path.unlink()
        return
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connection.close()


def judge(keys: Collection[str] = (), numbers: Collection[tuple[str, int, int]] = ()) -> Judgement:
    """Hold the database against what was acknowledged: forms' keys, or numbers by organ, year and serial."""
    from datetime import timedelta

    from django.db import connection
    from django.db.models import Count, Max
    from django.utils import timezone

    from gongkai.web.cases.models import Case
    from gongkai.web.journal.models import Entry
    from gongkai.web.journal.queries import journal_faults

    connection.close()
    rows = Case.objects.all()
    known = {(ref, year, serial) for ref, year, serial in rows.values_list("organ__ref", "year", "serial")}
    lost = len(set(keys) - set(rows.values_list("submission_key", flat=True))) + len(set(numbers) - known)
    entries = set(Entry.objects.filter(action="cases.file_application").values_list("object_ref", flat=True))
    whole = rows.filter(identity__isnull=False).annotate(steps=Count("events")).filter(steps=1)
    half = len(set(rows.values_list("ref", flat=True)) - (set(whole.values_list("ref", flat=True)) & entries))
    half += len(entries) - rows.filter(ref__in=entries).count() if len(entries) < 900 else 0
    series: dict[tuple[str, int], set[int]] = {}
    for ref, year, serial in known:
        series.setdefault((ref, year), set()).add(serial)
    gaps = sum(max(serials) - len(serials) for serials in series.values())
    latest = Entry.objects.aggregate(latest=Max("at"))["latest"] or timezone.now()
    faults = len(list(journal_faults(max(timezone.now(), latest + timedelta(seconds=1)))))
    damaged = 0
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            damaged = int(cursor.execute("PRAGMA integrity_check").fetchone()[0] != "ok")
    connection.close()
    return Judgement(len(known), lost, half, gaps, faults, damaged)


def note(row: str, line: str, *, held: bool) -> bool:
    """Print the figure of one row, and keep it for the reference page."""
    database = "PostgreSQL" if os.environ.get("GONGKAI_TEST_DATABASE") else "SQLite"
    text = f"{row} | {database} | {line} | {'held' if held else 'NOT HELD'}"
    print(text, flush=True)
    figures = os.environ.get("GONGKAI_FIGURES")
    if figures:
        with Path(figures).open("a", encoding="utf-8") as file:
            file.write(text + "\n")
    return held
