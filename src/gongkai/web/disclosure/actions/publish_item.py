"""Publish what has passed review and checks, at once or at a set time; carry out a correction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.disclosure.access import KIND, item_target
from gongkai.web.disclosure.actions.check_gates import clear_reviewed, note_gates, require_open_gates
from gongkai.web.disclosure.actions.keep_files import Upload, judged_file, place_file
from gongkai.web.disclosure.bodies import with_refs
from gongkai.web.disclosure.changing import changing, keep_revision, lock_item, record, tell_public
from gongkai.web.disclosure.choices import Attribute, ItemState
from gongkai.web.disclosure.company import refuse_parting, require_company
from gongkai.web.disclosure.contents import NAMES, ItemContent, digest_of, put_content
from gongkai.web.disclosure.days import today_of
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.numbering import next_index_number
from gongkai.web.organs.access import Viewer, require
from gongkai.web.organs.models import Organ
from gongkai.web.organs.versions import StaleVersion

REPLACED: Final = (ItemState.PUBLISHED, ItemState.WITHDRAWN, ItemState.EXPIRED)


def publish_item(
    viewer: Viewer,
    item: Item,
    *,
    version: int,
    at: datetime | None = None,
    expires_at: datetime | None = None,
    with_policy: int | None = None,
) -> Item:
    """Publish a passed item; the checks run once more on what goes out.

    Args:
        viewer: a leader of the organ.
        item: has passed its review.
        version: as it was shown.
        at: when it is to become visible; now where not given.
        expires_at: from when on it is no longer visible, if ever.
        with_policy: the policy that goes out in the same transaction, where this is an interpretation of it.

    Returns:
        The item that is now public: the corrected one where this was a correction.

    Raises:
        Refused: the viewer may not publish for the organ.
        InputError: it has not passed, is not to be public, or a check is open.
        StaleVersion: it is not what was reviewed.
    """
    note_gates(viewer, item, "publish", KIND)
    with changing(viewer, item, "publish", version=version, kind=KIND):
        _judge(viewer, item, at, expires_at)
        if item.corrects_id is not None:
            return _carry_out(viewer, item)
        require_company(item, at or viewer.now, with_policy=with_policy)
        _make_public(viewer, item, at or viewer.now, expires_at)
        after = {"publish_at": str(item.publish_at), "digest": item.reviewed_digest}
        record(viewer, item, "publish_item", after=after)
    return item


def schedule(
    viewer: Viewer,
    item: Item,
    *,
    version: int,
    at: datetime | None,
    expires_at: datetime | None = None,
    with_others: bool = False,
) -> None:
    """Change when a published item becomes visible, as long as it is not yet; and until when it is.

    Raises:
        Refused: the viewer may not publish for the organ.
        InputError: it already is visible, or the times cannot be right.
    """
    with changing(viewer, item, "publish", version=version, kind=KIND):
        if item.state != ItemState.PUBLISHED or item.publish_at is None:
            raise InputError(f"《{item.title}》还没有发布", fix="请先发布")
        moment = at or item.publish_at
        if moment != item.publish_at and item.publish_at <= viewer.now:
            raise InputError(f"《{item.title}》已经公开，不能再改发布时间", fix="可以撤下或者更正", field="at")
        _judge_times(viewer, moment if moment != item.publish_at else None, expires_at, moment)
        if moment != item.publish_at and not with_others:
            refuse_parting(item, viewer.now)
        before = {"publish_at": str(item.publish_at), "expires_at": str(item.expires_at)}
        item.publish_at, item.expires_at = moment, expires_at
        item.published_at, item.published_on, item.updated_at = moment, timezone.localdate(moment), viewer.now
        item.save(update_fields=["publish_at", "expires_at", "published_at", "published_on", "updated_at"])
        tell_public(item)
        after = {"publish_at": str(item.publish_at), "expires_at": str(item.expires_at)}
        record(viewer, item, "schedule", before=before, after=after)


def publish_ready(
    viewer: Viewer, organ: Organ, content: ItemContent, *, files: Sequence[Upload] = (), reason: str
) -> Item:
    """Publish at once what another room's review has passed and signed, such as an annual report.

    Ordinary findings are let through with `reason`, for the review saw the text; grave ones never.

    Raises:
        Refused: the viewer may not publish for the organ.
        InputError: something grave was found, or the content cannot be right.
    """
    require(viewer, "publish", item_target(Item(organ=organ)), organ.ref)
    judged = [judged_file(viewer, upload) for upload in files]
    with transaction.atomic():
        item = Item(organ=organ, author_id=viewer.person_id, updated_at=viewer.now, state=ItemState.PASSED)
        put_content(item, content, today_of(viewer))
        item.index_number = next_index_number(organ, today_of(viewer).year)
        item.save(force_insert=True)
        for file in judged:
            place_file(item, file)
        item.reviewed_digest = digest_of(item)
        clear_reviewed(viewer, item, reason=reason)
        _judge(viewer, item, None, None)
        _make_public(viewer, item, viewer.now, None)
        record(viewer, item, "publish_ready", reason=reason, after={"kind": item.kind, "digest": item.reviewed_digest})
    return item


def _judge(viewer: Viewer, item: Item, at: datetime | None, expires_at: datetime | None) -> None:
    if item.state != ItemState.PASSED:
        raise InputError(f"《{item.title}》还没有通过审核，不能发布", fix="请先完成审核")
    if item.attribute != Attribute.PUBLIC:
        raise InputError(f"《{item.title}》的公开属性不是主动公开，不能发布", fix="如需公开，请退回修改公开属性")
    if digest_of(item) != item.reviewed_digest:
        raise StaleVersion(f"《{item.title}》")
    _judge_times(viewer, at, expires_at, at or viewer.now)
    require_open_gates(viewer, item)


def _judge_times(viewer: Viewer, at: datetime | None, expires_at: datetime | None, moment: datetime) -> None:
    if at is not None and at < viewer.now:
        raise InputError("定时发布的时间已经过去", fix="请填以后的时间，或者立即发布", field="at")
    if expires_at is not None and expires_at <= moment:
        raise InputError("到期时间早于发布时间", fix="请核对", field="expires_at")


def _make_public(viewer: Viewer, item: Item, at: datetime, expires_at: datetime | None) -> None:
    item.state, item.publish_at, item.expires_at = ItemState.PUBLISHED, at, expires_at
    item.published_at, item.published_on = at, timezone.localdate(at)
    item.due_on, item.updated_at = None, viewer.now
    item.save()
    keep_revision(viewer, item, "发布", is_public=True)
    tell_public(item)


def _carry_out(viewer: Viewer, item: Item) -> Item:
    """Put a passed correction in the place of what it corrects; both rows change in this transaction."""
    target = Item.objects.select_related("organ").get(corrections=item)
    lock_item(target)
    if target.state not in REPLACED:
        raise InputError(f"《{target.title}》的状态不能更正", fix="请刷新页面")
    before = {"state": target.state}
    _exchange_files(item, target)
    for name in NAMES:
        setattr(target, name, getattr(item, name))
    target.text, target.public_note, target.ordered_note = item.text, item.public_note, ""
    target.state, target.updated_at = ItemState.PUBLISHED, viewer.now
    target.publish_at = target.publish_at or viewer.now
    if target.expires_at is not None and target.expires_at <= viewer.now:
        target.expires_at = None
    target.save()
    target.authors.add(*item.authors.all())
    item.state, item.updated_at = ItemState.MERGED, viewer.now
    item.save(update_fields=["state", "updated_at"])
    keep_revision(viewer, target, item.public_note or "更正", is_public=True)
    tell_public(target)
    after = {"state": target.state, "correction": item.ref, "digest": item.reviewed_digest}
    record(viewer, target, "carry_out_correction", reason=item.public_note, before=before, after=after)
    return target


def _exchange_files(item: Item, target: Item) -> None:
    """Give the corrected item the correction's files; what did not change keeps its address."""
    rows = list(target.files.defer("content", "clean_copy", "text"))
    old = {(row.role, row.name, row.digest): row for row in rows}
    refs: dict[str, str] = {}
    kept: list[int] = []
    for row in item.files.defer("content", "clean_copy", "text"):
        same = old.get((row.role, row.name, row.digest))
        if same is not None:
            refs[row.ref] = same.ref
            kept.append(same.pk)
            type(same).objects.filter(pk=same.pk).update(place=row.place, checked=row.checked, findings=row.findings)
        else:
            type(row).objects.filter(pk=row.pk).update(item=target)
    target.files.exclude(pk__in=kept).filter(pk__in=[row.pk for row in rows]).update(item=item)
    item.body = with_refs(item.body, refs)
