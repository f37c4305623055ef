"""Is the platform able to serve, and how is it doing."""

from __future__ import annotations

import hmac

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from gongkai import __version__
from gongkai.web.api.answers import answer, not_there
from gongkai.web.journal.queries import head_of_chain
from gongkai.web.organs.access import open_to_all
from gongkai.web.organs.requests import Request
from gongkai.web.upkeep.wal import wal_bytes


@open_to_all("asked by load balancers; says nothing but yes or no")
@require_GET
def healthz(request: Request) -> HttpResponse:
    """Answer 200 when the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return answer({"status": "unavailable"}, status=503)
    return answer({"status": "ok"})


@open_to_all("guarded by its own token; without it the address does not exist")
@require_GET
def metrics(request: Request) -> HttpResponse:
    """Answer in the text format of Prometheus, to whoever knows the token."""
    token = settings.GONGKAI_METRICS_TOKEN
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        return not_there("没有这个地址")
    lines = [
        "# TYPE gongkai_info gauge",
        f'gongkai_info{{version="{__version__}"}} 1',
        "# TYPE gongkai_journal_entries_total counter",
        f"gongkai_journal_entries_total {head_of_chain().sequence}",
        "# TYPE gongkai_wal_bytes gauge",
        f"gongkai_wal_bytes {wal_bytes()}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; version=0.0.4; charset=utf-8")
