"""The database as one file, taken while the platform works; and put back. SQLite by its own backup, else pg_dump."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.db import connection, transaction

from gongkai.errors import InputError, MissingTool

SQLITE_FILE: Final = "database.sqlite3"
POSTGRESQL_FILE: Final = "database.dump"


@dataclass(frozen=True, slots=True)
class Told:
    """What stands in a snapshot."""

    migrations: list[str]
    rows: dict[str, int]
    journal: dict[str, Any]


def take_snapshot(folder: Path) -> tuple[Path, Told]:
    """Write the database into the folder, and return the file with what stands in it."""
    return _take_postgresql(folder) if connection.vendor == "postgresql" else _take_sqlite(folder)


def _take_sqlite(folder: Path) -> tuple[Path, Told]:
    target = folder / SQLITE_FILE
    source = sqlite3.connect(f"file:{connection.settings_dict['NAME']}?mode=ro", uri=True, timeout=30)
    with closing(source), closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    return target, tell_sqlite(target)


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a snapshot for reading."""
    line = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    with closing(line):
        yield line


def tell_sqlite(path: Path) -> Told:
    """Return what stands in a SQLite file.

    Raises:
        InputError: it is damaged.
    """
    try:
        with opened(path) as line:
            if line.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
                raise InputError(f"备份中的数据库“{path.name}”已损坏", fix="请换一份备份")
            names = [row[0] for row in line.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            rows = {name: _one(line.execute(f'SELECT COUNT(*) FROM "{name}"')) for name in names if _is_own(name)}
            applied = [f"{app}.{name}" for app, name in line.execute("SELECT app, name FROM django_migrations")]
            head = line.execute("SELECT ref, sequence, hash FROM journal_chain").fetchone()
    except sqlite3.Error as error:
        raise InputError(f"备份中的数据库“{path.name}”已损坏", why=str(error), fix="请换一份备份") from error
    return Told(sorted(applied), rows, _head(head))


def _take_postgresql(folder: Path) -> tuple[Path, Told]:
    target = folder / POSTGRESQL_FILE
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = str(_one(cursor))
        names = connection.introspection.table_names(cursor)
        rows = {}
        for name in sorted(names):
            cursor.execute(f'SELECT COUNT(*) FROM "{name}"')
            rows[name] = int(_one(cursor))
        cursor.execute("SELECT app, name FROM django_migrations")
        applied = sorted(f"{app}.{name}" for app, name in cursor.fetchall())
        cursor.execute("SELECT ref, sequence, hash FROM journal_chain")
        head = _head(cursor.fetchone())
        _call("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}")
    return target, Told(applied, rows, head)


def put_postgresql(dump: Path) -> None:
    """Put a dump in the place of everything in the database, in one transaction."""
    connection.close()
    name = str(connection.settings_dict["NAME"])
    options = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
    _call("pg_restore", *options, f"--dbname={name}", str(dump))


def check_dump(dump: Path) -> None:
    """Have the dump's own table of contents read.

    Raises:
        InputError: it cannot be.
    """
    _call("pg_restore", "--list", str(dump))


def _call(tool: str, *arguments: str) -> None:
    done = subprocess.run([_find(tool), *arguments], env=_access(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise InputError(f"{tool} 没有完成", why=done.stderr.strip()[-500:], fix="请核对数据库地址、权限和磁盘空间")


def _find(tool: str) -> str:
    known = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{tool}"), reverse=True)
    found = shutil.which(tool) or (str(known[0]) if known else "")
    if not found:
        raise MissingTool(f"找不到程序 {tool}", fix="请安装 PostgreSQL 客户端（apt-get install postgresql-client）")
    return found


def _access() -> Mapping[str, str]:
    known = connection.settings_dict
    names = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    return {**os.environ, **{name: str(known[key]) for name, key in names.items() if known[key]}}


def _one(cursor: Any) -> Any:  # noqa: ANN401 - a cursor of either database
    return cursor.fetchone()[0]


def _head(row: tuple[Any, ...] | None) -> dict[str, Any]:
    return {"chain": row[0], "sequence": row[1], "hash": row[2]} if row else {}


def _is_own(name: str) -> bool:
    return not name.startswith("sqlite_")
