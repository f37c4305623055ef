"""Take an item down: by a leader, or at once by the confidentiality reviewer. Nothing is deleted."""

from __future__ import annotations

from gongkai.check.disguises import find_disguised_leaks
from gongkai.errors import InputError
from gongkai.web.disclosure.access import KIND
from gongkai.web.disclosure.changing import changing, record, tell_public
from gongkai.web.disclosure.choices import ItemState
from gongkai.web.disclosure.gates import Grade
from gongkai.web.disclosure.looking import of_leak
from gongkai.web.disclosure.models import Item
from gongkai.web.organs.access import Viewer


def withdraw_item(
    viewer: Viewer, item: Item, *, version: int, reason: str, note: str = "", is_urgent: bool = False
) -> None:
    """Take an item down.

    Args:
        viewer: a leader of the organ; or, urgently, its confidentiality reviewer who has signed in again.
        item: published, scheduled or not.
        version: as it was shown; the urgent withdrawal goes through whatever the version.
        reason: why, for the journal.
        note: what the public is told in its place; may be left out only where it is urgent.
        is_urgent: by the confidentiality reviewer, at once.

    Raises:
        Refused: the viewer may not.
        InputError: it is not published, no reason or note is given, or the note says what must not be said.
    """
    if not reason.strip():
        raise InputError("没有填写撤下的理由", fix="请填写", field="reason")
    if not note.strip() and not is_urgent:
        raise InputError("没有填写给公众的说明", fix="例如：内容正在更正", field="note")
    judge_note(note)
    verb = "withdraw" if is_urgent else "publish"
    with changing(viewer, item, verb, version=None if is_urgent else version, kind=KIND):
        if item.state not in (ItemState.PUBLISHED, ItemState.EXPIRED):
            raise InputError(f"《{item.title}》没有发布，不用撤下", fix="请刷新页面")
        before = {"state": item.state}
        item.state, item.public_note, item.updated_at = ItemState.WITHDRAWN, note.strip(), viewer.now
        item.save(update_fields=["state", "public_note", "updated_at"])
        tell_public(item)
        after = {"state": item.state, "urgent": is_urgent, "note": note.strip()}
        record(viewer, item, "withdraw_item", reason=reason, before=before, after=after)


def judge_note(note: str) -> None:
    """Refuse a note to the public that says what must not be published.

    Raises:
        InputError: a personal number or a secrecy mark stands in it.
    """
    grave = [leak for leak in find_disguised_leaks(note) if of_leak(leak, "").grade != Grade.PLAIN]
    if grave:
        raise InputError(f"公开说明里有{grave[0].why}", fix="请删去", field="note")
