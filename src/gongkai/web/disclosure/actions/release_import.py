"""Release past items that were brought in: a leader does, not who handed them in; what a check holds stays a draft."""

from __future__ import annotations

from datetime import datetime, time
from typing import Final

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.disclosure.access import KIND, item_target
from gongkai.web.disclosure.actions.check_gates import run_gates
from gongkai.web.disclosure.changing import keep_revision, lock_item, record, tell_public
from gongkai.web.disclosure.choices import Attribute, GateState, ItemState
from gongkai.web.disclosure.models import ImportedItem, Item, ItemImport
from gongkai.web.disclosure.special_access import import_subject
from gongkai.web.disclosure.special_choices import ImportState
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, require, viewer_of
from gongkai.web.organs.versions import claim_version

_NOTE: Final = "发布（从旧平台导入，保留原发布日期）"


def release_import(viewer: Viewer, book: ItemImport, *, version: int) -> None:
    """Let the items of a table become public with the days on which they were published before.

    Raises:
        Refused: the viewer may not publish for the organ.
        InputError: the viewer handed it in, or it is not ready.
        StaleVersion: somebody was faster.
    """
    require(viewer, "publish", item_target(Item(organ=book.organ)), book.ref)
    if viewer.person_id == book.asked_by_id:
        raise InputError("本人提交的导入须由他人发布", fix="请由另一位负责人发布")
    with transaction.atomic():
        claim_version(book, version, f"导入“{book.name}”")
        book.refresh_from_db()
        if book.state != ImportState.READY:
            raise InputError(f"这次导入现在是“{book.get_state_display()}”，不能发布", fix="请刷新页面")
        book.state, book.released_by_id = ImportState.RELEASING, viewer.person_id
        book.save(update_fields=["state", "released_by"])
        waiting = waiting_in(book).count()
        record_entry(actor_of(viewer), "disclosure.release_import", import_subject(book), after={"items": waiting})
        transaction.on_commit(lambda: _start(book.ref), robust=True)


def run_release(ref: str, now: datetime) -> ItemImport:
    """Release piece by piece; run again after a break, it goes on where it stopped."""
    book = ItemImport.objects.select_related("organ", "released_by").get(ref=ref)
    if book.state != ImportState.RELEASING or book.released_by is None:
        return book
    viewer = viewer_of(book.released_by, now)
    require(viewer, "publish", item_target(Item(organ=book.organ)), book.ref)
    for row in waiting_in(book).select_related("item__organ"):
        with transaction.atomic():
            if _release(viewer, row):
                ItemImport.objects.filter(pk=book.pk).update(released=F("released") + 1)
    ItemImport.objects.filter(pk=book.pk).update(state=ImportState.DONE)
    book.refresh_from_db()
    return book


def waiting_in(book: ItemImport) -> QuerySet[ImportedItem]:
    """Return the rows of a table that were published elsewhere and are not public here."""
    return ImportedItem.objects.filter(book=book, published_on__isnull=False, item__state=ItemState.DRAFT).order_by(
        "row"
    )


def _release(viewer: Viewer, row: ImportedItem) -> bool:
    item = row.item
    lock_item(item)
    if item.state != ItemState.DRAFT or item.attribute != Attribute.PUBLIC or row.published_on is None:
        return False
    require(viewer, "publish", item_target(item, KIND), item.ref)
    held = [one for one in run_gates(viewer, item) if one.state == GateState.OPEN]
    if held:
        row.held_because = [f"{found['where']}：{found['why']}" for one in held for found in one.findings][:20]
        row.save(update_fields=["held_because"])
        return False
    moment = timezone.make_aware(datetime.combine(row.published_on, time(0)))
    item.state, item.publish_at, item.published_at = ItemState.PUBLISHED, moment, moment
    item.published_on, item.updated_at, item.due_on = row.published_on, viewer.now, None
    item.save(update_fields=["state", "publish_at", "published_at", "published_on", "updated_at", "due_on"])
    keep_revision(viewer, item, _NOTE, is_public=True)
    tell_public(item)
    after = {"published_on": row.published_on, "book": row.book_id}
    record(viewer, item, "release_item", reason="导入历史信息", after=after)
    return True


def _start(ref: str) -> None:
    from gongkai.web.disclosure.tasks import release_items  # noqa: PLC0415 - tasks import actions

    release_items.enqueue(ref)
