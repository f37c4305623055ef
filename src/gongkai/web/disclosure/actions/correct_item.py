"""Begin the correction of a published item: a draft of its own on the whole path, while the item stays public."""

from __future__ import annotations

from typing import Final

from django.db import IntegrityError, transaction

from gongkai.errors import InputError
from gongkai.web.disclosure.access import KIND
from gongkai.web.disclosure.actions.withdraw_item import judge_note
from gongkai.web.disclosure.bodies import with_refs
from gongkai.web.disclosure.changing import changing, keep_revision, record
from gongkai.web.disclosure.choices import ItemState
from gongkai.web.disclosure.contents import NAMES
from gongkai.web.disclosure.models import Item
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import new_ref

_OPEN: Final = (ItemState.PUBLISHED, ItemState.WITHDRAWN, ItemState.EXPIRED)


def correct_item(viewer: Viewer, item: Item, *, version: int, note: str) -> Item:
    """Begin a correction.

    Args:
        viewer: an officer of the organ.
        item: published, withdrawn or expired; it stays as it is until the correction is published.
        version: as it was shown.
        note: what the public is told was corrected.

    Returns:
        The draft of the correction, with copies of the item's content and files.

    Raises:
        Refused: the viewer may not.
        InputError: no note is given, or a correction is already under way.
    """
    if not note.strip():
        raise InputError("没有填写更正说明", why="公开信息更正后，应当让公众知道改了什么", fix="请填写", field="note")
    judge_note(note)
    with changing(viewer, item, "correct", version=version, kind=KIND):
        if item.state not in _OPEN:
            raise InputError(f"《{item.title}》没有发布过，直接修改即可", fix="请打开草稿修改")
        draft = Item(organ=item.organ, corrects=item, author_id=viewer.person_id, updated_at=viewer.now)
        for name in NAMES:
            setattr(draft, name, getattr(item, name))
        draft.text, draft.public_note = item.text, note.strip()
        draft.successor_id = item.successor_id
        try:
            with transaction.atomic():
                draft.save(force_insert=True)
        except IntegrityError as error:
            raise InputError(f"《{item.title}》已经有正在办理的更正", fix="请在那一稿上修改") from error
        draft.authors.add(viewer.person_id)
        _copy_files(item, draft)
        keep_revision(viewer, draft, "更正稿")
        record(viewer, draft, "draft_correction", reason=note, after={"corrects": item.ref})
        record(viewer, item, "correct_item", reason=note, after={"correction": draft.ref})
    return draft


def order_correction(viewer: Viewer, item: Item, *, version: int, what: str) -> None:
    """Tell an organ below to correct what it published.

    Raises:
        Refused: the organ is not below the viewer's.
        InputError: it is not published, or nothing is said.
    """
    if not what.strip():
        raise InputError("没有填写要求更正的内容", fix="请填写", field="what")
    with changing(viewer, item, "correct", version=version, kind=KIND):
        if item.state != ItemState.PUBLISHED:
            raise InputError(f"《{item.title}》没有公开", fix="请刷新页面")
        item.ordered_note = what.strip()
        item.save(update_fields=["ordered_note"])
        record(viewer, item, "order_correction", reason=what)


def drop_draft(viewer: Viewer, item: Item, *, version: int, reason: str) -> None:
    """Give up a draft that was never published. It is kept, closed.

    Raises:
        Refused: the viewer is none of its authors, or it is not open.
        InputError: no reason is given.
    """
    if not reason.strip():
        raise InputError("没有填写作废的理由", fix="请填写", field="reason")
    with changing(viewer, item, "edit", version=version):
        item.state, item.updated_at = ItemState.DROPPED, viewer.now
        item.due_on = None
        item.save(update_fields=["state", "updated_at", "due_on"])
        record(viewer, item, "drop_draft", reason=reason)


def _copy_files(item: Item, draft: Item) -> None:
    refs: dict[str, str] = {}
    for file in item.files.all():
        refs[file.ref] = new_ref()
        file.pk, file.item, file.ref = None, draft, refs[file.ref]
        file.save(force_insert=True)
    draft.body = with_refs(draft.body, refs)
    draft.save(update_fields=["body"])
