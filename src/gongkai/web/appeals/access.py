"""What the permission matrix and the journal are told about an appeal."""

from __future__ import annotations

from typing import Final

from django.db.models import Q

from gongkai.web.appeals.models import Appeal
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Columns, Target

KIND: Final = "appeal"
COLUMNS: Final = Columns(
    organ="organ_id",
    assigned="handler_id",
    authors="authors",
    involved="involved",
    states={"open": Q(closed_on=None)},
)


def appeal_target(appeal: Appeal) -> Target:
    """Return an appeal as the policy sees it."""
    return Target(
        KIND,
        organ_id=appeal.organ_id,
        assigned=frozenset({appeal.handler_id}) if appeal.handler_id else frozenset(),
        authors=frozenset(appeal.authors.values_list("pk", flat=True)),
        involved=frozenset(appeal.involved.values_list("pk", flat=True)),
        states=frozenset() if appeal.closed_on else frozenset({"open"}),
    )


def new_appeal_target(organ_id: int) -> Target:
    """Return an appeal that does not exist yet, as the policy sees it."""
    return Target(KIND, organ_id=organ_id)


def appeal_subject(appeal: Appeal) -> Subject:
    """Return an appeal as the journal names it."""
    return Subject(KIND, appeal.ref, appeal.organ.ref)
