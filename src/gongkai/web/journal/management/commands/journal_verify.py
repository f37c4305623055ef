"""`gongkai manage journal_verify`: is the journal whole? The exit status is the contract: 0 whole, 1 tampered with."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.web.journal.queries import head_of_chain, journal_faults, read_checkpoints


class Command(BaseCommand):
    """Verify the journal against itself and against checkpoints kept outside."""

    help = "核验日志是否被改动。退出码：0 完好，1 有改动。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the arguments."""
        parser.add_argument("--checkpoint", type=Path, help="在外部保存的检查点文件")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - as Django calls it
        """Print every fault and exit accordingly."""
        points = read_checkpoints(options["checkpoint"]) if options["checkpoint"] else []
        faults = list(journal_faults(timezone.now(), points))
        for fault in faults:
            self.stdout.write(f"第{fault.sequence}条 {fault.kind}：{fault.message}")
        if faults:
            self.stdout.write(f"日志有{len(faults)}处异常。")
            sys.exit(1)
        head = head_of_chain()
        self.stdout.write(f"日志完好：{head.sequence}条，链头 {head.hash}。")
