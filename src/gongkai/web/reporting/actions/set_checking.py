"""Say whether anybody may drop a report on the organ's page and get it back marked."""

from __future__ import annotations

from django.db import transaction

from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.models import Organ
from gongkai.web.organs.targets import organ_subject
from gongkai.web.organs.versions import claim_version
from gongkai.web.reporting.models import CheckingPlace
from gongkai.web.review.access import chain_target


def set_checking(viewer: Viewer, organ: Organ, *, is_public: bool, version: int) -> CheckingPlace:
    """Open an organ's checking page to everybody, or close it; its leaders may, as they set its review chains.

    Raises:
        Refused: the viewer may not.
        StaleVersion: somebody was faster.
    """
    require(viewer, "edit", chain_target(organ), organ.ref)
    with transaction.atomic():
        place, _ = CheckingPlace.objects.get_or_create(organ=organ)
        claim_version(place, version, f"“{organ.name}”的“交来即查”设置")
        before = {"is_public": place.is_public}
        place.is_public = is_public
        place.save(update_fields=["is_public"])
        after = {"is_public": is_public}
        record_entry(actor_of(viewer), "reporting.set_checking", organ_subject(organ), before=before, after=after)
    return place
