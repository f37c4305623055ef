"""The one way in which the API answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import JsonResponse


def answer(content: Mapping[str, Any], status: int = 200) -> JsonResponse:
    """Return JSON with Chinese as itself."""
    return JsonResponse(dict(content), status=status, json_dumps_params={"ensure_ascii": False})


def not_there(what: str) -> JsonResponse:
    """Say that there is no such thing: the same answer whether it is missing or not public."""
    return answer({"error": what}, status=404)
