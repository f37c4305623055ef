"""`gongkai manage prepare`: everything a start needs, quick when there is nothing to do."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


class Command(BaseCommand):
    """Migrate, gather static files where a manifest is used, build the demo world in demo mode."""

    help = "启动前的准备：更新数据库结构、整理静态文件、（演示模式）建立演示数据。"

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - as Django calls it
        """Do what is missing."""
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("正在准备数据库…")
            call_command("migrate", verbosity=0)
        if not settings.WHITENOISE_USE_FINDERS:
            call_command("collectstatic", verbosity=0, interactive=False)
        if settings.GONGKAI_DEMO:
            call_command("demo", stdout=self.stdout)
