"""`gongkai manage demo`: build the demo world and say how to log in."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.project.demo.cases import build_cases, has_cases
from gongkai.web.project.demo.county import build_county, has_county
from gongkai.web.project.demo.earlier import build_earlier, has_earlier
from gongkai.web.project.demo.items import build_items, has_items
from gongkai.web.project.demo.registers import build_registers, has_registers
from gongkai.web.project.demo.reports import build_reports, has_reports
from gongkai.web.project.demo.standing import build_standing, has_standing
from gongkai.web.project.demo.world import build_world, is_built, log_ins, world


class Command(BaseCommand):
    """Build the demo world where it is missing; never outside demo mode, for its passwords are known to all."""

    help = "建立演示数据并显示演示账号（仅限演示模式）。"

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - as Django calls it
        """Build, then print addresses and log-ins."""
        if not settings.GONGKAI_DEMO:
            raise InputError(
                "当前不是演示模式，不能建立演示数据", why="演示账号的密码是公开的", fix="请设置 GONGKAI_MODE=demo"
            )
        if not is_built():
            self.stdout.write("正在建立演示数据…")
            build_world(timezone.now())
        if not has_cases():
            build_cases(timezone.now())
        if not has_registers():
            build_registers(timezone.now())
        if not has_items():
            build_items(timezone.now())
        if not has_standing():
            build_standing(timezone.now())
        if not has_earlier():
            build_earlier(timezone.now())
        if not has_reports():
            build_reports(timezone.now())
        if not has_county():
            build_county(timezone.now())
        address = f"http://127.0.0.1:{settings.ENVIRONMENT.port}"
        self.stdout.write(
            f"\n公众页面  {address}/\n工作台    {address}/desk/\n密码      {world()['password']}（所有演示账号）\n"
        )
        for organ, found in groupby(log_ins(), key=attrgetter("organ")):
            self.stdout.write(f"  {organ}\n    " + "  ".join(f"{one.username} {one.name}" for one in found))
