"""Back up, judge a backup, restore it: what is restored is what the manifest says, or nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

from gongkai import __version__
from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.queries import journal_faults
from gongkai.web.journal.values import Actor, Subject
from gongkai.web.upkeep.manifest import NAME, Manifest, describe, key_mark, read_manifest, write_manifest
from gongkai.web.upkeep.snapshots import check_dump, put_postgresql, take_snapshot, tell_sqlite

_FILES: Final = "files"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and what was settled before anybody may use it."""

    manifest: Manifest
    settled: list[str] = field(default_factory=list)
    kept: Path | None = None


def make_backup(folder: Path, now: datetime) -> Manifest:
    """Back up database and files into a new folder, while the platform works.

    Raises:
        InputError: the folder is not empty, or the backup could not be written whole; then nothing is left in it.
    """
    if folder.exists() and any(folder.iterdir()):
        raise InputError(f"备份文件夹“{folder}”不是空的", fix="请指定一个新的文件夹")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        return _fill(folder, now)
    except (OSError, shutil.Error, sqlite3.Error, InputError) as error:
        for path in folder.iterdir():  # half a backup is none, and takes the room of the next
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        raise InputError(
            f"备份没有完成，“{folder}”已清空",
            why=getattr(error, "why", "") or str(error),
            fix="请核对存放备份的磁盘的空间和权限后重做；平台本身不受影响",
        ) from error


def _fill(folder: Path, now: datetime) -> Manifest:
    database, told = take_snapshot(folder)
    files = Path(settings.MEDIA_ROOT)
    if files.is_dir():  # after the database: a file that a row names is there
        shutil.copytree(files, folder / _FILES)
    manifest = Manifest(
        made_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        version=__version__,
        database="postgresql" if database.suffix == ".dump" else "sqlite",
        key=key_mark(),
        migrations=told.migrations,
        rows=told.rows,
        journal=told.journal,
        files={path: describe(folder / path) for path in _paths(folder)},
    )
    write_manifest(folder, manifest)
    return manifest


def verify_backup(folder: Path) -> Manifest:
    """Judge a backup without touching the running system.

    Raises:
        InputError: it is damaged, incomplete, changed, of another key, or of a newer program; the message says which.
    """
    manifest = read_manifest(folder)
    present = set(_paths(folder))
    for name in sorted(set(manifest.files) - present):
        raise InputError(f"备份“{folder}”缺少文件“{name}”", fix="请换一份备份")
    for name in sorted(present - set(manifest.files)):
        raise InputError(f"备份“{folder}”里多出文件“{name}”", fix="请核对后移走，或者换一份备份")
    for name, told in manifest.files.items():
        if describe(folder / name) != told:
            raise InputError(f"备份“{folder}”的文件“{name}”与清单不符", why="内容被改动或者损坏", fix="请换一份备份")
    _judge_schema(folder, manifest)
    if manifest.database == "postgresql":
        check_dump(folder / "database.dump")
    else:
        found = tell_sqlite(folder / "database.sqlite3")
        if (found.rows, found.journal) != (manifest.rows, manifest.journal):
            raise InputError(f"备份“{folder}”的数据库与清单不符", fix="请换一份备份")
    return manifest


def restore_backup(folder: Path, now: datetime, *, replace: bool = False) -> Restored:
    """Put a backup in the place of what is here, and settle what must not happen twice. The platform must be stopped.

    Raises:
        InputError: the backup is not accepted, something is here already, or the platform still runs. Nothing changed.
    """
    manifest = verify_backup(folder)
    if manifest.database != connection.vendor:
        raise InputError(f"备份来自 {manifest.database}，这里用的是 {connection.vendor}", fix="请核对 GONGKAI_DATABASE")
    if _in_use() and not replace:
        raise InputError("这里已经有数据", why="恢复会取代现有数据", fix="确认后加上 --replace")
    kept = _swap(folder, manifest, now)
    try:
        call_command("migrate", verbosity=0)
        settled = _settle(now)
        _judge_journal(now)
        with transaction.atomic():
            after = {"made_at": manifest.made_at, "sequence": manifest.journal.get("sequence", 0)}
            subject = Subject("system", "backup")
            record_entry(Actor("system", "系统", "", now), "upkeep.restore_backup", subject, after=after)
    except BaseException:
        _swap_back(kept)
        raise
    return Restored(manifest, settled, kept)


def _judge_schema(folder: Path, manifest: Manifest) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    newer = sorted(name for name in manifest.migrations if name not in known)
    if newer:
        why = f"其中有本程序没有的数据库结构：{'、'.join(newer[:3])}"
        raise InputError(f"备份“{folder}”由更新的程序制作（{manifest.version}）", why=why, fix="请先升级程序")


def _judge_journal(now: datetime) -> None:
    faults = list(journal_faults(now + timedelta(days=366)))  # the backup may come from a faster clock
    if faults:
        raise InputError(f"恢复的日志有{len(faults)}处异常", why=faults[0].message, fix="请换一份备份")


def _settle(now: datetime) -> list[str]:
    """Have every room settle what a restored past must not do again: its module `restored`, function `settle`."""
    lines = []
    for config in apps.get_app_configs():
        name = f"{config.name}.restored"
        if config.name.startswith("gongkai.") and find_spec(name) is not None:
            lines += import_module(name).settle(now)
    return lines


def _in_use() -> bool:
    if connection.vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).exists()
    with connection.cursor() as cursor:
        return bool(connection.introspection.table_names(cursor))


def _swap(folder: Path, manifest: Manifest, now: datetime) -> Path | None:
    """Move what is here aside, put the backup in its place, and return where the old state is kept."""
    files = Path(settings.MEDIA_ROOT)
    aside = settings.ENVIRONMENT.home / f"before-restore-{now.astimezone(UTC):%Y%m%dT%H%M%S}"
    if manifest.database == "postgresql":
        if _in_use():
            make_backup(aside, now)
        put_postgresql(folder / "database.dump")
    else:
        database = Path(connection.settings_dict["NAME"])
        connection.close()
        if database.exists():
            _let_go(database)
            aside.mkdir(parents=True)
            shutil.move(database, aside / "database.sqlite3")
        shutil.copy2(folder / "database.sqlite3", database)
    if files.is_dir() and not (aside / _FILES).exists():
        aside.mkdir(parents=True, exist_ok=True)
        shutil.copytree(files, aside / _FILES)
    if (folder / _FILES).is_dir():
        shutil.rmtree(files, ignore_errors=True)
        shutil.copytree(folder / _FILES, files)
    return aside if aside.exists() else None


def _let_go(database: Path) -> None:
    """Write the log back and close the file for good; refused while anybody else has it open."""
    try:
        with closing(sqlite3.connect(database, timeout=1)) as line:
            line.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError as error:
        raise InputError(
            "平台还在运行，不能恢复", why=str(error), fix="请先停止服务（systemctl stop gongkai）"
        ) from error


def _swap_back(kept: Path | None) -> None:
    connection.close()
    if kept is None:
        return
    if (kept / "database.dump").exists():
        put_postgresql(kept / "database.dump")
    elif (kept / "database.sqlite3").exists():
        database = Path(connection.settings_dict["NAME"])
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        shutil.move(kept / "database.sqlite3", database)


def _paths(folder: Path) -> list[str]:
    found = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return sorted(str(path.relative_to(folder)) for path in found if path.name != NAME or path.parent != folder)
