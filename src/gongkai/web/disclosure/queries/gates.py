"""The results of the checks before publishing."""

from __future__ import annotations

from gongkai.web.disclosure.models import Gate, Item


def current_gates(item: Item) -> list[Gate]:
    """Return the last result of each gate, in the order in which they first ran."""
    last: dict[str, Gate] = {}
    for row in item.gates.order_by("at", "pk").select_related("cleared_by"):
        last[row.gate] = row
    return list(last.values())
