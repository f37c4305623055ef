"""`gongkai manage backup FOLDER`: database and files into a new folder, with a sealed manifest."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.web.upkeep.backups import make_backup


class Command(BaseCommand):
    """Back up."""

    help = "备份数据库和附件到新的文件夹。平台可以照常运行；数据密钥不在备份里，请另行保管。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the arguments."""
        parser.add_argument("folder", type=Path, metavar="文件夹", help="新的文件夹")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - as Django calls it
        """Back up, and say what is in it."""
        made = make_backup(options["folder"], timezone.now())
        rows, head = sum(made.rows.values()), made.journal.get("sequence", 0)
        self.stdout.write(f"备份完成：{len(made.rows)}个表共{rows}行，{len(made.files)}个文件，日志到第{head}条。")
