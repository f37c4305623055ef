"""The tree of organs, read anew each time it is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.web.organs.models import Organ


def organs_below(organ_id: int) -> frozenset[int]:
    """Return the organs transitively below one, without it: one query for each level."""
    found: set[int] = set()
    level = {organ_id}
    while level:
        level = set(Organ.objects.filter(parent_id__in=level).values_list("id", flat=True)) - found - {organ_id}
        found |= level
    return frozenset(found)


def organs_above(organ: Organ) -> list[Organ]:
    """Return the organs above one, the nearest first."""
    above: list[Organ] = []
    step = organ.parent
    while step is not None and step not in above:
        above.append(step)
        step = step.parent
    return above


@dataclass(frozen=True, slots=True)
class Branch:
    """An organ and how deep it stands in the tree."""

    organ: Organ
    depth: int


def branches(organs: Iterable[Organ]) -> list[Branch]:
    """Return organs in the order of the tree, each after the one above it."""
    below: dict[int | None, list[Organ]] = {}
    rows = list(organs)
    known = {organ.pk for organ in rows}
    for organ in rows:
        below.setdefault(organ.parent_id if organ.parent_id in known else None, []).append(organ)
    found: list[Branch] = []

    def climb(parent: int | None, depth: int) -> None:
        for organ in below.get(parent, ()):
            found.append(Branch(organ, depth))
            climb(organ.pk, depth + 1)

    climb(None, 0)
    return found
