"""Rename an organ, move it below another parent, correct its particulars or the contact data of its guide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.actions.found_organ import judge_organ
from gongkai.web.organs.models import Contact, FormerName, Organ
from gongkai.web.organs.targets import organ_subject, organ_target
from gongkai.web.organs.tree import organs_below
from gongkai.web.organs.versions import claim_version

CONTACT_FIELDS = ("office", "address", "postal_code", "hours", "phone", "fax", "email", "website")


def rename_organ(viewer: Viewer, organ: Organ, *, name: str, on: date, version: int, reason: str) -> None:
    """Give an organ a new name from a day on; the old one is kept.

    Raises:
        Refused: the viewer may not.
        InputError: the name is empty or the same.
        StaleVersion: somebody was faster.
    """
    require(viewer, "edit", organ_target(organ), organ.ref)
    old, new = organ.name, name.strip()
    if not new or new == old:
        raise InputError("新名称是空的，或者与原名称相同", fix="请填写新的全称", field="name")
    with transaction.atomic():
        claim_version(organ, version, old)
        FormerName.objects.create(organ=organ, name=old, until_on=on)
        organ.name = new
        organ.save(update_fields=["name"])
        record_entry(
            actor_of(viewer),
            "organs.rename_organ",
            organ_subject(organ),
            reason=reason,
            before={"name": old},
            after={"name": new, "on": on},
        )


def move_organ(viewer: Viewer, organ: Organ, *, parent: Organ, version: int, reason: str) -> None:
    """Put an organ below another parent. Who sees its cases follows from the tree at once.

    Raises:
        Refused: the viewer may not edit both the organ and the new parent.
        InputError: the new parent stands below the organ.
        StaleVersion: somebody was faster.
    """
    require(viewer, "edit", organ_target(organ), organ.ref)
    require(viewer, "edit", organ_target(parent), parent.ref)
    if parent.pk == organ.pk or parent.pk in organs_below(organ.pk):
        raise InputError(f"“{parent.name}”在“{organ.name}”之下，不能作为其上级", fix="请选择其他上级", field="parent")
    with transaction.atomic():
        claim_version(organ, version, organ.name)
        before = {"parent": organ.parent.ref if organ.parent else ""}
        organ.parent = parent
        judge_organ(organ)
        organ.save(update_fields=["parent"])
        after = {"parent": parent.ref}
        record_entry(
            actor_of(viewer), "organs.move_organ", organ_subject(organ), reason=reason, before=before, after=after
        )


def state_contact(viewer: Viewer, organ: Organ, values: Mapping[str, str], *, version: int, reason: str = "") -> None:
    """State the contact data of the 公开指南 (Article 12).

    Raises:
        Refused: the viewer may not.
        StaleVersion: somebody was faster.
    """
    require(viewer, "edit", organ_target(organ), organ.ref)
    with transaction.atomic():
        claim_version(organ, version, organ.name)
        contact, _ = Contact.objects.get_or_create(organ=organ)
        changed = [name for name in CONTACT_FIELDS if name in values and getattr(contact, name) != values[name]]
        before = {name: getattr(contact, name) for name in changed}
        for name in changed:
            setattr(contact, name, values[name].strip())
        contact.save()
        after = {name: getattr(contact, name) for name in changed}
        record_entry(
            actor_of(viewer), "organs.state_contact", organ_subject(organ), reason=reason, before=before, after=after
        )
