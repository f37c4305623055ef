"""``GET /api/v1/organs``: the organs of the platform."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from gongkai.web.api.answers import answer
from gongkai.web.organs.access import guarded, public_viewer
from gongkai.web.organs.queries import visible_organs
from gongkai.web.organs.requests import Request


@guarded("list", "organ")
@require_GET
def organs(request: Request) -> HttpResponse:
    """List every existing organ, the same for everybody."""
    rows = visible_organs(public_viewer(request.now)).order_by("ref")
    return answer(
        {
            "organs": [
                {"ref": o.ref, "name": o.name, "level": o.level, "parent": o.parent.ref if o.parent else None}
                for o in rows
            ]
        }
    )
