"""回应关切: note what people are concerned about, and answer it with a published item within the period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gongkai import law
from gongkai.errors import InputError
from gongkai.web.disclosure.access import new_target
from gongkai.web.disclosure.actions.draft_item import draft_item
from gongkai.web.disclosure.choices import ItemKind
from gongkai.web.disclosure.contents import ItemContent
from gongkai.web.disclosure.models import Concern, Item
from gongkai.web.disclosure.special_access import office_subject
from gongkai.web.disclosure.special_choices import ConcernSource, Gravity
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.masking import mask_numbers
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.models import Organ
from gongkai.web.organs.versions import claim_version

_PERIODS = {Gravity.ORDINARY: "concern_response", Gravity.EMERGENCY: "emergency_response"}


@dataclass(frozen=True, slots=True)
class Worry:
    """What people are concerned about, as an office noticed it."""

    title: str
    source: str
    raised_at: datetime
    gravity: str = Gravity.ORDINARY


def note_concern(viewer: Viewer, organ: Organ, worry: Worry) -> Concern:
    """Note a concern; the period for its answer runs from the moment it was noticed.

    Raises:
        Refused: the viewer may not write for that organ.
        InputError: something is missing, or it is to be noticed later than now.
    """
    require(viewer, "create", new_target(organ.pk))
    if not worry.title.strip() or len(worry.title) > 200:
        raise InputError("没有填写关切的问题，或者超过200字", fix="请填写", field="title")
    if worry.source not in ConcernSource.values or worry.gravity not in Gravity.values:
        raise InputError("没有选择来源或者等级", fix="请从列表中选择", field="source")
    if worry.raised_at > viewer.now:
        raise InputError("发现时间在现在之后", fix="请核对", field="raised_at")
    with transaction.atomic():
        row = Concern.objects.create(
            organ=organ,
            title=mask_numbers(worry.title.strip()),
            source=worry.source,
            gravity=worry.gravity,
            raised_at=worry.raised_at,
            due_at=worry.raised_at + timedelta(hours=hours_for(worry.gravity, worry.raised_at)),
            entered_by_id=viewer.person_id,
        )
        after = {"gravity": row.gravity, "due_at": row.due_at}
        record_entry(
            actor_of(viewer), "disclosure.note_concern", office_subject(organ, "concern", row.ref), after=after
        )
    return row


def answer_concern(viewer: Viewer, concern: Concern, *, version: int) -> Item:
    """Begin the item that answers a concern; published, it closes the concern.

    Raises:
        Refused: the viewer may not.
        InputError: an answer is under way already.
        StaleVersion: somebody was faster.
    """
    require(viewer, "create", new_target(concern.organ_id), concern.ref)
    with transaction.atomic():
        claim_version(concern, version, "这件关切")
        concern.refresh_from_db()
        if concern.response_id is not None:
            raise InputError("这件关切已有回应", fix="请打开已起草的回应继续办理")
        title = f"关于“{concern.title}”的回应"[:200]
        content = ItemContent(title, timezone.localdate(viewer.now), kind=ItemKind.RESPONSE)
        concern.response = draft_item(viewer, concern.organ, content)
        concern.save(update_fields=["response"])
        subject = office_subject(concern.organ, "concern", concern.ref)
        after = {"item": concern.response.ref}
        record_entry(actor_of(viewer), "disclosure.answer_concern", subject, after=after)
    return concern.response


def hours_for(gravity: str, moment: datetime) -> int:
    """Return how many hours there are for an answer to a concern noticed at that moment."""
    return law.value(_PERIODS[Gravity(gravity)], on=timezone.localdate(moment)).count
