"""Set up an organ's own chain for one kind of document. Reviews under way keep the chain they began with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.models import Organ
from gongkai.web.review.access import chain_target
from gongkai.web.review.chains import default_chains, read_steps
from gongkai.web.review.models import Chain
from gongkai.web.review.queries import steps_in_force


def set_chain(viewer: Viewer, organ: Organ, kind: str, rows: Sequence[Mapping[str, Any]], *, reason: str) -> Chain:
    """Replace the chain in force.

    Raises:
        Refused: the viewer may not.
        InputError: the kind is unknown, or the steps are not acceptable.
    """
    require(viewer, "edit", chain_target(organ), organ.ref)
    if kind not in default_chains():
        raise InputError(f"没有“{kind}”这一类审核", fix=f"请从{'、'.join(default_chains())}中选择")
    steps = [step.plain() for step in read_steps(rows)]
    with transaction.atomic():
        before = {"steps": [step.plain() for step in steps_in_force(organ, kind)]}
        Chain.objects.filter(organ=organ, kind=kind, replaced_at=None).update(replaced_at=viewer.now)
        chain = Chain.objects.create(organ=organ, kind=kind, steps=steps, set_at=viewer.now)
        subject = Subject("review_chain", f"{organ.ref}/{kind}", organ.ref)
        record_entry(
            actor_of(viewer), "review.set_chain", subject, reason=reason, before=before, after={"steps": steps}
        )
    return chain
