"""Merge organs into one, or split one into several, from a day on. Old records keep the organ they were made in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.models import Organ, Post, Succession, SuccessionKind
from gongkai.web.organs.targets import organ_subject, organ_target


def merge_organs(
    viewer: Viewer, organs: Sequence[Organ], into: Organ, *, on: date, basis: str, reason: str = ""
) -> None:
    """Let one organ stand in the place of others, which are abolished.

    Raises:
        Refused: the viewer may not edit every organ concerned.
        InputError: an organ would follow itself, or is abolished already, or still has organs below it.
    """
    with transaction.atomic():
        for organ in organs:
            _abolish(viewer, organ, [into], SuccessionKind.MERGED, on, basis, reason)


def split_organ(
    viewer: Viewer, organ: Organ, among: Sequence[Organ], *, on: date, basis: str, reason: str = ""
) -> None:
    """Let several organs stand in the place of one, which is abolished.

    Raises:
        Refused: the viewer may not edit every organ concerned.
        InputError: fewer than two successors, or the organ is abolished already or still has organs below it.
    """
    if len(among) < 2:
        raise InputError(f"“{organ.name}”的分立少于两个机关", fix="请选择至少两个承接机关")
    with transaction.atomic():
        _abolish(viewer, organ, among, SuccessionKind.SPLIT, on, basis, reason)


def _abolish(
    viewer: Viewer, organ: Organ, among: Sequence[Organ], kind: SuccessionKind, on: date, basis: str, reason: str
) -> None:
    for one in (organ, *among):
        require(viewer, "edit", organ_target(one), one.ref)
    if organ.abolished_on or any(one.pk == organ.pk or one.abolished_on for one in among):
        raise InputError(f"“{organ.name}”已经撤销，或者承接机关有误", fix="请选择现存的其他机关")
    if Organ.objects.filter(parent=organ, abolished_on=None).exists():
        raise InputError(f"“{organ.name}”还有下级机关", fix="请先把下级机关划转到新的上级")
    for one in among:
        Succession.objects.create(kind=kind, predecessor=organ, successor=one, effective_on=on, basis=basis)
    organ.abolished_on = on
    organ.save(update_fields=["abolished_on"])
    ended = Post.objects.filter(organ=organ, ended_at=None).update(ended_at=viewer.now)
    record_entry(
        actor_of(viewer),
        f"organs.{'merge_organs' if kind == SuccessionKind.MERGED else 'split_organ'}",
        organ_subject(organ),
        reason=reason,
        after={"successors": [one.ref for one in among], "on": on, "basis": basis, "posts_ended": ended},
    )
