"""`gongkai manage first_accounts`: the top organ and its three administrators, when there is nobody yet."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.web.organs.actions.first_accounts import open_first_accounts
from gongkai.web.organs.models import Level, Organ, OrganKind


class Command(BaseCommand):
    """Open the first three accounts and print their first passwords once."""

    help = "首次启用：录入最上级机关，开立系统管理员、安全管理员、审计管理员三个账号（三员分立，须为不同的人）。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Describe the arguments."""
        parser.add_argument("--name", required=True, help="机关全称")
        parser.add_argument("--ref", required=True, help="机关编号，用于网址，例如行政区划代码")
        parser.add_argument("--level", required=True, choices=Level.values, help="层级")
        parser.add_argument("--kind", default=OrganKind.GOVERNMENT.value, choices=OrganKind.values, help="机关性质")
        parser.add_argument("--system", required=True, help="系统管理员的用户名")
        parser.add_argument("--security", required=True, help="安全管理员的用户名")
        parser.add_argument("--auditor", required=True, help="审计管理员的用户名")

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - as Django calls it
        """Open them."""
        top = Organ(ref=options["ref"], name=options["name"], level=options["level"], kind=options["kind"])
        names = {
            "system_administrator": options["system"],
            "security_administrator": options["security"],
            "auditor": options["auditor"],
        }
        for username, password in open_first_accounts(top, names, timezone.now()).items():
            self.stdout.write(f"{username}  初始密码：{password}")
        self.stdout.write("密码只显示这一次，请分别当面交给本人。首次登录须修改密码并绑定动态口令。")
