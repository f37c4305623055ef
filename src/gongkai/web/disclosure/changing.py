"""What every write to an item has in common: the lock, the right, the revision, the journal, the word to the public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from gongkai.web.disclosure import search
from gongkai.web.disclosure.access import DRAFT, item_subject, item_target
from gongkai.web.disclosure.contents import digest_of, snapshot_of
from gongkai.web.disclosure.days import today_of
from gongkai.web.disclosure.models import Item, Revision
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.versions import StaleVersion

__all__ = ["changing", "keep_revision", "lock_item", "record", "tell_public", "today_of"]


@contextmanager
def changing(viewer: Viewer, item: Item, verb: str, *, version: int | None, kind: str = DRAFT) -> Iterator[Item]:
    """Open a transaction in which the viewer may change the item, and nobody else does.

    Args:
        viewer: who acts.
        item: the item as it was shown; it is read afresh.
        verb: the verb of the matrix.
        version: the version that was shown; None where no person chose from what was shown.
        kind: which row of the matrix is asked: the draft, or the published item.

    Raises:
        Refused: the viewer may not.
        StaleVersion: the item changed meanwhile.
    """
    shown = dict(item.__dict__)
    try:
        with transaction.atomic():
            lock_item(item, version)
            require(viewer, verb, item_target(item, kind), item.ref)
            yield item
    except BaseException:
        item.__dict__.update(shown)  # nothing of it was saved
        raise


def lock_item(item: Item, version: int | None = None) -> None:
    """Lock the row, read it afresh and move its version on, in the caller's transaction.

    Raises:
        StaleVersion: the item is no longer of the version that was shown.
    """
    rows = Item.objects.filter(pk=item.pk)
    if version is not None:
        rows = rows.filter(version=version)
    if not rows.update(version=F("version") + 1):
        raise StaleVersion(f"《{item.title}》")
    item.refresh_from_db()


def keep_revision(viewer: Viewer, item: Item, note: str, *, is_public: bool = False) -> None:
    """Keep what the item says now, unless the last revision says the same."""
    digest = digest_of(item)
    last = item.revisions.order_by("-number").first()
    if last is not None and last.digest == digest and last.is_public >= is_public:
        return
    number = (item.revisions.aggregate(most=Max("number"))["most"] or 0) + 1
    Revision.objects.create(
        item=item,
        number=number,
        snapshot=snapshot_of(item),
        digest=digest,
        person_id=viewer.account_id,
        at=viewer.now,
        note=note[:200],
        is_public=is_public,
    )


def tell_public(item: Item) -> None:
    """Bring what is derived from public items up to date and count the change, in the transaction that made it."""
    search.refresh(item)


def record(
    viewer: Viewer,
    item: Item,
    action: str,
    *,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write the journal entry of an action on an item; last in its transaction."""
    record_entry(
        actor_of(viewer), f"disclosure.{action}", item_subject(item), reason=reason, before=before, after=after
    )
