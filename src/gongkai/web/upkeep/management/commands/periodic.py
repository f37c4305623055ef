"""`gongkai manage periodic`: do what is due. For a timer; exit status 1 where a job failed."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.upkeep.jobs import all_jobs
from gongkai.web.upkeep.running import run_due, states


class Command(BaseCommand):
    """Run the periodic work once."""

    help = "做一遍到期的定期工作。由定时器每几分钟运行一次；退出码：0 正常，1 有一项失败。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the arguments."""
        parser.add_argument("jobs", nargs="*", metavar="工作", help="只做这几项；留空做全部")
        parser.add_argument("--force", action="store_true", help="没有到期的也做")
        parser.add_argument("--list", action="store_true", help="只列出各项工作和上次的情况")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - as Django calls it
        """Run, print a line for each, exit accordingly."""
        if options["list"]:
            self._list()
            return
        unknown = set(options["jobs"]) - set(all_jobs())
        if unknown:
            raise InputError(f"没有这项定期工作：{'、'.join(sorted(unknown))}", fix=f"可用：{'、'.join(all_jobs())}")
        ran = run_due(timezone.now(), only=options["jobs"], force=options["force"])
        for each in ran:
            self.stdout.write(f"{each.job.label}：{each.error or f'{each.done}项'}")
        if any(each.error for each in ran):
            sys.exit(1)

    def _list(self) -> None:
        for job, state in states():
            last = "还没有做过"
            if state is not None and state.started_at is not None:
                outcome = f"失败（{state.error}，连续{state.failures}次）" if state.error else f"{state.done}项"
                last = f"{timezone.localtime(state.started_at):%Y-%m-%d %H:%M} {outcome}"
            self.stdout.write(f"{job.name:<28}{job.label}：{last}")
