"""Say that an item no longer holds, or holds again; what stands in its place is linked both ways."""

from __future__ import annotations

from gongkai.errors import InputError
from gongkai.web.disclosure.access import KIND
from gongkai.web.disclosure.changing import changing, keep_revision, record, tell_public
from gongkai.web.disclosure.choices import Validity
from gongkai.web.disclosure.models import Item
from gongkai.web.organs.access import Viewer


def change_validity(
    viewer: Viewer, item: Item, *, version: int, validity: str, successor: Item | None = None, reason: str
) -> None:
    """Change whether an item still holds.

    Args:
        viewer: a leader of the organ.
        item: published or not.
        version: as it was shown.
        validity: of `Validity`.
        successor: what amends or replaces it; shown on both.
        reason: the decision by which it changes, for the journal.

    Raises:
        Refused: the viewer may not.
        InputError: the value is unknown, no reason is given, or the successor cannot be right.
    """
    if validity not in Validity.values:
        raise InputError("没有选择有效性", fix="请从列表中选择", field="validity")
    if not reason.strip():
        raise InputError("没有填写依据", fix="请写明决定修改、废止的文件", field="reason")
    if successor is not None and (successor.pk == item.pk or _follows(successor, item)):
        raise InputError("不能由自己或者更早的文件代替", fix="请重新选择", field="successor")
    with changing(viewer, item, "publish", version=version, kind=KIND):
        before = {"validity": item.validity, "successor": item.successor.ref if item.successor else ""}
        item.validity = validity
        item.successor = successor if validity != Validity.IN_FORCE else None
        item.updated_at = viewer.now
        item.save(update_fields=["validity", "successor", "updated_at"])
        keep_revision(viewer, item, f"有效性：{Validity(validity).label}", is_public=True)
        tell_public(item)
        after = {"validity": validity, "successor": item.successor.ref if item.successor else ""}
        record(viewer, item, "change_validity", reason=reason, before=before, after=after)


def _follows(successor: Item, item: Item) -> bool:
    """Whether going from successor to successor one comes back."""
    seen: set[int] = set()
    step: Item | None = successor
    while step is not None and step.pk not in seen:
        if step.pk == item.pk:
            return True
        seen.add(step.pk)
        step = step.successor
    return False
