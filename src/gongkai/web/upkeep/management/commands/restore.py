"""`gongkai manage restore FOLDER`: put a backup in the place of what is here."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.web.upkeep.backups import restore_backup


class Command(BaseCommand):
    """Restore."""

    help = "用备份取代这里的数据。先停止平台；现有数据移到旁边保留。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the arguments."""
        parser.add_argument("folder", type=Path, metavar="文件夹", help="备份的文件夹")
        parser.add_argument("--replace", action="store_true", help="这里已经有数据时也恢复")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - as Django calls it
        """Restore, and say what was settled."""
        done = restore_backup(options["folder"], timezone.now(), replace=options["replace"])
        for line in done.settled:
            self.stdout.write(line)
        if done.kept is not None:
            self.stdout.write(f"原有数据保留在 {done.kept}，核对无误后请删除。")
        self.stdout.write(f"已恢复 {done.manifest.made_at} 的备份，可以启动平台。")
