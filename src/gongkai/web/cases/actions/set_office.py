"""Set up what an organ's letters need, and how long identities are kept."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.cases.models import Office
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.models import Organ
from gongkai.web.organs.targets import organ_subject
from gongkai.web.organs.versions import claim_version
from gongkai.web.review.access import chain_target

FIELDS = ("word", "reconsideration_online", "payment", "keep_identity_years")


def set_office(viewer: Viewer, organ: Organ, values: Mapping[str, str | int], *, version: int) -> Office:
    """Change the set-up of an organ's disclosure office; its leaders may, as they may change its review chains.

    Raises:
        Refused: the viewer may not.
        InputError: a field is unknown, or identities would be kept for less than a year or more than thirty.
        StaleVersion: somebody was faster.
    """
    require(viewer, "edit", chain_target(organ), organ.ref)
    unknown = set(values) - set(FIELDS)
    if unknown:
        raise InputError(f"没有“{'、'.join(sorted(unknown))}”这一项设置")
    if not 1 <= int(values.get("keep_identity_years", 1)) <= 30:
        raise InputError("保存年数应当在1至30之间", fix="请核对", field="keep_identity_years")
    with transaction.atomic():
        office, _ = Office.objects.get_or_create(organ=organ)
        claim_version(office, version, f"“{organ.name}”的办件设置")
        before = {name: getattr(office, name) for name in values}
        for name, value in values.items():
            setattr(office, name, value)
        office.save(update_fields=list(values))
        record_entry(actor_of(viewer), "cases.set_office", organ_subject(organ), before=before, after=dict(values))
    return office
