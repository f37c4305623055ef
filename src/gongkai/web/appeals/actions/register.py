"""Write down an appeal, change it, hand it over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.appeals.access import appeal_subject, appeal_target, new_appeal_target
from gongkai.web.appeals.book import judge_appeal
from gongkai.web.appeals.clocks import answer_clock
from gongkai.web.appeals.models import Appeal
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.sealing import Private
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.columns import EntryFaults
from gongkai.web.organs.models import Account, Organ
from gongkai.web.organs.queries import people_with
from gongkai.web.organs.versions import claim_version

_SEALED = ("complainant_sealed", "complainant_shown", "about", "outcome")


def register_appeal(viewer: Viewer, organ: Organ, values: Mapping[str, str]) -> Appeal:
    """Write down an appeal; who does so handles it.

    Raises:
        Refused: the viewer may not in that organ.
        EntryFaults: a value is missing or cannot stand, or the number is there already.
    """
    require(viewer, "create", new_appeal_target(organ.pk), organ.ref)
    found = judge_appeal(organ, values, timezone.localdate(viewer.now))
    with transaction.atomic():
        appeal = Appeal(organ=organ, handler_id=viewer.person_id, entered_at=viewer.now, **found)
        save_appeal(appeal)
        appeal.authors.add(viewer.person_id)
        record_entry(actor_of(viewer), "appeals.register_appeal", appeal_subject(appeal), after=told(found))
    return appeal


def change_appeal(viewer: Viewer, appeal: Appeal, values: Mapping[str, str], *, version: int) -> Appeal:
    """Change what is written down of an appeal.

    Raises:
        Refused: the appeal is not the viewer's.
        EntryFaults: a value is missing or cannot stand.
        StaleVersion: somebody was faster.
    """
    require(viewer, "edit", appeal_target(appeal), appeal.ref)
    found = judge_appeal(appeal.organ, values, timezone.localdate(viewer.now))
    with transaction.atomic():
        claim_version(appeal, version, "这件复议、诉讼")
        before = {field: getattr(appeal, field) for field in found}
        for field, value in found.items():
            setattr(appeal, field, value)
        save_appeal(appeal)
        appeal.authors.add(viewer.person_id)
        changed = [field for field in found if told(before)[field] != told(found)[field]]
        old, new = ({field: told(side)[field] for field in changed} for side in (before, found))
        record_entry(actor_of(viewer), "appeals.change_appeal", appeal_subject(appeal), before=old, after=new)
    return appeal


def hand_over_appeal(viewer: Viewer, appeal: Appeal, officer: Account, *, version: int, reason: str) -> None:
    """Hand an appeal to another officer of the organ.

    Raises:
        Refused: the appeal is not the viewer's.
        InputError: the person is no officer there, or no reason is given.
        StaleVersion: somebody was faster.
    """
    require(viewer, "edit", appeal_target(appeal), appeal.ref)
    if not reason.strip():
        raise InputError("没有填写移交理由", fix="请填写后再移交", field="reason")
    if not people_with(appeal.organ, ("officer",)).filter(pk=officer.pk).exists():
        raise InputError(f"“{officer.name}”不是“{appeal.organ.name}”的经办人", fix="请从列表中选择", field="officer")
    with transaction.atomic():
        claim_version(appeal, version, "这件复议、诉讼")
        appeal.handler = officer
        appeal.save(update_fields=["handler"])
        after = {"handler": officer.ref}
        record_entry(actor_of(viewer), "appeals.hand_over", appeal_subject(appeal), reason=reason, after=after)


def save_appeal(appeal: Appeal) -> None:
    """Work out by when to answer, and save.

    Raises:
        EntryFaults: the number is there already.
    """
    clock = answer_clock(appeal)
    appeal.answer_due_on = clock.due_on if clock else None
    twin = Appeal.objects.filter(organ=appeal.organ, forum=appeal.forum, number=appeal.number).exclude(pk=appeal.pk)
    fault = EntryFaults([("number", "同一复议机关（法院）的这个案号已经登记过")])
    if appeal.number and twin.exists():
        raise fault
    try:
        with transaction.atomic():
            appeal.save()
    except IntegrityError as error:  # somebody wrote the same down at the same moment
        raise fault from error


def told(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values as the journal keeps them: who complains, and the words of the dispute, only as a digest."""
    found = {field: Private(str(value)) if field in _SEALED else value for field, value in values.items()}
    if "case" in found:
        found["case"] = values["case"].ref if values["case"] else ""
    return found
