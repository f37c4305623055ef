"""A backup is restored whole or refused with a reason, and a restored past does nothing twice (F15, F16, F18, F19)."""

from __future__ import annotations

import gc
import json
import random
import resource
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from cases_world import at_counter, file, later
from django.conf import settings as live
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from web_world import NOW, World, make_world

from gongkai.errors import InputError
from gongkai.web.cases.actions.identity import erase_expired
from gongkai.web.cases.erasures import erased_refs
from gongkai.web.cases.models import Case, Identity, Notification
from gongkai.web.journal.models import Entry
from gongkai.web.journal.queries import head_of_chain, journal_faults
from gongkai.web.upkeep import manifest as manifests
from gongkai.web.upkeep.backups import make_backup, restore_backup, verify_backup

pytestmark = pytest.mark.django_db(transaction=True)
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="about the file of SQLite")


def let_go_of_the_file() -> None:
    """Close what other tests left open: each thread, and each context of a browser's loop, has a line of its own."""
    for line in [one for one in gc.get_objects() if issubclass(type(one), BaseDatabaseWrapper)]:
        line.inc_thread_sharing()
        try:
            line.close()
        finally:
            line.dec_thread_sharing()


@pytest.fixture
def small(settings, tmp_path: Path) -> World:
    """A world with two cases and a published file."""
    let_go_of_the_file()
    settings.MEDIA_ROOT = tmp_path / "files"
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "公开.txt").write_text("公开的内容", "utf-8")
    world = make_world()
    at_counter(world)
    file(world)
    return world


@pytest.mark.parametrize("most", [0, 50_000, 300_000])
def test_a_full_backup_disk_leaves_no_half_backup_and_the_platform_as_it_was(
    small: World, tmp_path: Path, most: int
) -> None:
    """F05: the kernel refuses every byte of a file beyond so many."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    connection.close()  # what is not yet in the live file may not be brought over under the limit
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, usual[1]))
        with pytest.raises(InputError, match="备份没有完成"):
            make_backup(tmp_path / "backup", NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert list((tmp_path / "backup").iterdir()) == []
    assert file(small).case.serial == 3
    make_backup(tmp_path / "backup", NOW)
    assert verify_backup(tmp_path / "backup").rows["cases_case"] == 3


@pytest.fixture
def backup(small: World, tmp_path: Path) -> Path:
    make_backup(tmp_path / "backup", NOW)
    return tmp_path / "backup"


def test_a_backup_says_what_is_in_it(backup: Path) -> None:
    found = verify_backup(backup)
    assert found.rows["cases_case"] == 2
    assert found.journal["hash"] == head_of_chain().hash
    assert "files/公开.txt" in found.files


def test_what_is_restored_is_what_was_backed_up(backup: Path, small: World, tmp_path: Path) -> None:
    head, cases = head_of_chain(), set(Case.objects.values_list("ref", flat=True))
    file(small)
    (tmp_path / "files" / "公开.txt").write_text("后来改的", "utf-8")
    restored = restore_backup(backup, later(1), replace=True)
    assert set(Case.objects.values_list("ref", flat=True)) == cases
    assert (tmp_path / "files" / "公开.txt").read_text("utf-8") == "公开的内容"
    assert Entry.objects.filter(sequence=head.sequence, hash=head.hash).exists()
    assert list(journal_faults(later(2))) == []
    assert Entry.objects.filter(action="upkeep.restore_backup").count() == 1
    assert restored.kept is not None
    assert any(restored.kept.iterdir())
    shutil.rmtree(restored.kept)


def test_data_that_is_here_is_not_replaced_by_mistake(backup: Path) -> None:
    with pytest.raises(InputError, match="已经有数据"):
        restore_backup(backup, NOW)


def test_who_was_erased_after_the_backup_is_erased_again(backup: Path, small: World, settings) -> None:
    (live.ENVIRONMENT.home / "erased-cases.txt").unlink(missing_ok=True)
    case = Case.objects.order_by("pk").first()
    Case.objects.filter(pk=case.pk).update(phase="closed", closed_on=NOW.date())
    assert erase_expired(later(365 * 6)) == 1
    assert list(erased_refs()) == [case.ref]
    restored = restore_backup(backup, later(1), replace=True)
    assert Identity.objects.get(case__ref=case.ref).sealed == ""
    assert Identity.objects.exclude(sealed="").count() == 1
    shutil.rmtree(restored.kept)


def test_reminders_that_waited_are_not_sent_again(backup: Path, small: World, tmp_path: Path) -> None:
    Notification.objects.update(mail="waiting")
    make_backup(tmp_path / "second", NOW)
    restored = restore_backup(tmp_path / "second", later(1), replace=True)
    assert not Notification.objects.filter(mail="waiting").exists()
    shutil.rmtree(restored.kept)


def test_no_damaged_backup_is_accepted(backup: Path, tmp_path: Path) -> None:
    """50 mutations: a byte turned, a file cut, taken away or added, anywhere in the backup."""
    chance = random.Random(18)
    accepted = []
    for number in range(50):
        broken = tmp_path / f"broken-{number}"
        shutil.copytree(backup, broken)
        victim = chance.choice(sorted(path for path in broken.rglob("*") if path.is_file()))
        _damage(victim, number % 4, chance)
        if not refused(broken):
            accepted.append((number, victim.name))
        shutil.rmtree(broken)
    assert accepted == []


def refused(folder: Path) -> bool:
    try:
        verify_backup(folder)
    except InputError as error:
        return bool(error.why or error.fix)
    return False


def _damage(victim: Path, way: int, chance: random.Random) -> None:
    content = bytearray(victim.read_bytes())
    if way == 0:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        victim.write_bytes(content)
    elif way == 1:
        victim.write_bytes(content[: chance.randrange(len(content))])
    elif way == 2:
        victim.unlink()
    else:
        victim.with_name(victim.name + ".more").write_bytes(b"x")


def test_the_backup_of_another_organ_is_refused_by_its_key(backup: Path, settings) -> None:
    settings.GONGKAI_DATA_KEY = "another organ's key" * 4
    with pytest.raises(InputError, match="另一把数据密钥"):
        verify_backup(backup)


def test_the_backup_of_a_newer_program_is_refused(backup: Path) -> None:
    known = verify_backup(backup)
    known.migrations.append("cases.9999_future")
    manifests.write_manifest(backup, known)
    with pytest.raises(InputError, match="更新的程序"):
        verify_backup(backup)


def test_a_refused_backup_leaves_the_live_system_untouched(backup: Path) -> None:
    (backup / "files" / "公开.txt").write_text("被改动", "utf-8")
    before = (head_of_chain(), Case.objects.count())
    with pytest.raises(InputError, match="不符"):
        restore_backup(backup, NOW, replace=True)
    assert (head_of_chain(), Case.objects.count()) == before


@on_sqlite
def test_a_copied_database_file_is_no_backup(tmp_path: Path, small: World) -> None:
    naive = tmp_path / "naive"
    naive.mkdir()
    shutil.copy(connection.settings_dict["NAME"], naive / "database.sqlite3")
    with pytest.raises(InputError, match="gongkai manage backup"):
        verify_backup(naive)


@on_sqlite
def test_nothing_is_restored_while_the_platform_runs(backup: Path) -> None:
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other:
        other.execute("SELECT COUNT(*) FROM cases_case").fetchone()
        with pytest.raises(InputError, match="还在运行"):
            restore_backup(backup, NOW, replace=True)
    assert Case.objects.count() == 2


def test_a_backup_holds_no_identity_in_clear(backup: Path) -> None:
    content = b"".join(path.read_bytes() for path in backup.rglob("*") if path.is_file())
    assert "张三丰".encode() not in content
    assert json.loads((backup / "manifest.json").read_text("utf-8"))["format"] == 1
