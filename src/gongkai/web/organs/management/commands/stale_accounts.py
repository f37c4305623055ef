"""`gongkai manage stale_accounts`: which accounts of staff nobody uses. Exit status: 0 none, 1 some."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.web.organs.stale import stale_accounts


class Command(BaseCommand):
    """List accounts to be disabled."""

    help = "列出长期没有登录的工作人员账号，以便停用。退出码：0 没有，1 有。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the arguments."""
        parser.add_argument("--days", type=int, default=90, help="多少天没有登录，默认90")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - as Django calls it
        """Print a line for each, exit accordingly."""
        found = list(stale_accounts(timezone.now(), options["days"]))
        for account in found:
            last = f"{timezone.localdate(account.last_login)}" if account.last_login else "从未登录"
            self.stdout.write(f"{account.username}\t{account.home or ''}\t{last}")
        self.stdout.write(f"{options['days']}天没有登录的账号：{len(found)}个。")
        if found:
            sys.exit(1)
