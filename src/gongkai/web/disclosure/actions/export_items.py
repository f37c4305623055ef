"""Take an organ's items out of the platform; that it was done is written down."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from gongkai.errors import InputError
from gongkai.web.disclosure.access import new_target
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries import visible_drafts
from gongkai.web.disclosure.special_access import office_subject
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.models import Organ

MOST_IN_TABLE: Final = 20_000
FORMS: Final = ("xlsx", "jsonl", "zip")


def export_items(viewer: Viewer, organ: Organ, form: str) -> QuerySet[Item]:
    """Return the items of an organ that the viewer reads, to be written in one of the forms.

    Raises:
        Refused: the viewer may not list drafts of that organ.
        InputError: there is no such form.
    """
    require(viewer, "list", new_target(organ.pk), organ.ref)
    if form not in FORMS:
        raise InputError("没有这种导出格式", fix="可选：" + "、".join(FORMS), field="form")
    rows = visible_drafts(viewer).filter(organ=organ)
    with transaction.atomic():
        after = {"form": form, "items": rows.count()}
        record_entry(actor_of(viewer), "disclosure.export_items", office_subject(organ, "export"), after=after)
    return rows
