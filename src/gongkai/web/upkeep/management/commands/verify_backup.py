"""`gongkai manage verify_backup FOLDER`: would it be restored? Changes nothing; refuses with a reason."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from gongkai.web.upkeep.backups import verify_backup


class Command(BaseCommand):
    """Judge a backup."""

    help = "核验备份是否完整、未被改动、能用现在的密钥和程序恢复。不改动任何数据。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the arguments."""
        parser.add_argument("folder", type=Path, metavar="文件夹", help="备份的文件夹")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - as Django calls it
        """Judge; a refusal is an error."""
        found = verify_backup(options["folder"])
        self.stdout.write(f"备份完好：{found.made_at} 制作，日志到第{found.journal.get('sequence', 0)}条。")
