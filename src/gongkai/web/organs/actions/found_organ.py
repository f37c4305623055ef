"""Enter a new organ into the tree."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Target, Viewer, actor_of, require
from gongkai.web.organs.models import Contact, Level, Organ, OrganKind
from gongkai.web.organs.targets import organ_subject

_ORDER = [level.value for level in Level]


def found_organ(
    viewer: Viewer,
    *,
    ref: str,
    name: str,
    level: str,
    kind: str,
    parent: Organ | None,
    code: str = "",
    founded_on: date | None = None,
    reason: str = "",
) -> Organ:
    """Enter an organ below its parent.

    Raises:
        Refused: the viewer may not create organs below that parent.
        InputError: the reference or name is taken, or the level does not fit below the parent.
    """
    require(viewer, "create", Target("organ", organ_id=parent.pk if parent else None), ref)
    return enter_organ(
        viewer,
        Organ(ref=ref, name=name.strip(), level=level, kind=kind, parent=parent, code=code, founded_on=founded_on),
        reason,
    )


def enter_organ(viewer: Viewer, organ: Organ, reason: str) -> Organ:
    """Judge and write an organ; the caller has asked whether the viewer may."""
    judge_organ(organ)
    try:
        with transaction.atomic():
            organ.save(force_insert=True)
            Contact.objects.create(organ=organ)
            after = {"name": organ.name, "level": organ.level, "kind": organ.kind, "code": organ.code}
            after["parent"] = organ.parent.ref if organ.parent else ""
            record_entry(actor_of(viewer), "organs.found_organ", organ_subject(organ), reason=reason, after=after)
    except IntegrityError as error:
        raise InputError(
            f"机关“{organ.name}”（{organ.ref}）已经存在", why="编号全局唯一，名称在同一上级之下唯一", fix="请核对后修改"
        ) from error
    return organ


def judge_organ(organ: Organ) -> None:
    """Refuse an organ without a name, of an unknown level or kind, or above its parent.

    Raises:
        InputError: the message names the field.
    """
    if not organ.name:
        raise InputError("机关名称是空的", fix="请填写全称", field="name")
    if organ.level not in Level.values:
        raise InputError(
            f"层级“{organ.level}”无法识别", fix=f"请填写{'、'.join(map(str, Level.labels))}", field="level"
        )
    if organ.kind not in OrganKind.values:
        kinds = "、".join(map(str, OrganKind.labels))
        raise InputError(f"机关性质“{organ.kind}”无法识别", fix=f"请填写{kinds}", field="kind")
    if organ.parent and _ORDER.index(organ.level) < _ORDER.index(organ.parent.level):
        raise InputError(
            f"“{organ.name}”的层级高于上级机关“{organ.parent.name}”", fix="请核对层级和上级", field="level"
        )
