"""`gongkai manage rebuild_search`: make the search index anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from gongkai.web.disclosure.search import rebuild


class Command(BaseCommand):
    """Needed after an upgrade that changes how text is folded, after a restored backup, or for a new OpenSearch."""

    help = "重建检索索引（升级、恢复备份或者更换检索服务以后使用）。"

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - as Django calls it
        """Rebuild and say how many items the index holds."""
        done = rebuild(lambda count: self.stdout.write(f"已编入 {count} 条…"))
        self.stdout.write(f"检索索引已重建，共 {done} 条。")
