"""`gongkai manage journal_checkpoint FILE`: append the head of the journal to a file that is kept elsewhere."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.web.journal.queries import checkpoint_text


class Command(BaseCommand):
    """Export a checkpoint."""

    help = "把日志的链头追加到检查点文件，请保存在本机之外。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the arguments."""
        parser.add_argument("file", type=Path, help="检查点文件")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - as Django calls it
        """Append one line."""
        line = checkpoint_text(timezone.now())
        with options["file"].open("a", encoding="utf-8") as file:
            file.write(line)
        self.stdout.write(line.rstrip())
