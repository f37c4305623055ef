"""Begin an item, save another version of its draft, let a colleague write with you."""

from __future__ import annotations

from django.db import transaction

from gongkai.clocks import deadline
from gongkai.errors import InputError
from gongkai.web.disclosure.access import new_target
from gongkai.web.disclosure.changing import changing, keep_revision, record
from gongkai.web.disclosure.choices import Attribute, ItemState
from gongkai.web.disclosure.contents import ItemContent, content_of, put_content
from gongkai.web.disclosure.days import today_of
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.numbering import next_index_number
from gongkai.web.organs.access import Viewer, require
from gongkai.web.organs.models import Account, Organ
from gongkai.web.organs.queries import people_with
from gongkai.web.organs.versions import StaleVersion


class Conflict(StaleVersion):
    """Two people wrote the same draft: both versions are kept in sight."""

    def __init__(self, name: str, *, stored: ItemContent, yours: ItemContent, version: int) -> None:
        super().__init__(name)
        self.stored = stored
        self.yours = yours
        self.version = version


def draft_item(viewer: Viewer, organ: Organ, content: ItemContent) -> Item:
    """Begin an item; its 公开属性 is fixed from the first draft on.

    Raises:
        Refused: the viewer may not write for this organ.
        InputError: something is missing or cannot be right.
    """
    require(viewer, "create", new_target(organ.pk))
    with transaction.atomic():
        item = Item(organ=organ, author_id=viewer.person_id, updated_at=viewer.now)
        put_content(item, content, today_of(viewer))
        set_due(item)
        item.index_number = next_index_number(organ, today_of(viewer).year)
        item.save(force_insert=True)
        item.authors.add(viewer.person_id)
        keep_revision(viewer, item, "起草")
        after = {"index_number": item.index_number, "kind": item.kind, "attribute": item.attribute}
        record(viewer, item, "draft_item", after=after)
    return item


def save_item(viewer: Viewer, item: Item, content: ItemContent, *, version: int) -> None:
    """Save another version of a draft.

    Raises:
        Conflict: somebody else saved meanwhile; it carries both versions.
        Refused: the viewer is none of its authors, or it is not open.
        InputError: something is missing or cannot be right.
    """
    with changing(viewer, item, "edit", version=None) as stored:
        if stored.version != version + 1:
            raise Conflict(f"《{stored.title}》", stored=content_of(stored), yours=content, version=stored.version - 1)
        before = {"attribute": stored.attribute}
        put_content(stored, content, today_of(viewer))
        set_due(stored)
        stored.updated_at = viewer.now
        stored.save()
        keep_revision(viewer, stored, "修改草稿")
        record(viewer, stored, "save_item", before=before, after={"attribute": stored.attribute})


def share_item(viewer: Viewer, item: Item, colleague: Account, *, version: int) -> None:
    """Let another officer of the organ write the draft too. Whoever wrote cannot review.

    Raises:
        Refused: the viewer is none of its authors.
        InputError: the colleague is no officer of the organ.
    """
    with changing(viewer, item, "edit", version=version):
        if not people_with(item.organ, ("officer",)).filter(pk=colleague.pk).exists():
            raise InputError(f"{colleague.name}不是本机关的经办人", fix="请从列表中选择", field="colleague")
        item.authors.add(colleague)
        record(viewer, item, "share_item", after={"author": colleague.ref})


def set_due(item: Item) -> None:
    """Put the last day for publication beside the item: 20 working days from its making (Article 26)."""
    counts = item.attribute == Attribute.PUBLIC and item.corrects_id is None and item.state != ItemState.PUBLISHED
    item.due_on = deadline("proactive_publication", item.made_on).due_on if counts else None
