"""Take note of a declared look: the security administrator has seen who looked, and why."""

from __future__ import annotations

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.models import DeclaredLook
from gongkai.web.organs.targets import look_target


def note_look(viewer: Viewer, look: DeclaredLook) -> None:
    """Mark a look as seen.

    Raises:
        Refused: the viewer is not its security administrator.
        InputError: it was noted before.
    """
    require(viewer, "verify", look_target(look), str(look.pk))
    with transaction.atomic():
        rows = DeclaredLook.objects.filter(pk=look.pk, seen_at=None)
        if not rows.update(seen_by=viewer.person_id, seen_at=viewer.now):
            raise InputError("这一次查看已经有人核对过", fix="请刷新页面")
        subject = Subject(look.subject_kind, look.subject_ref, look.organ.ref)
        record_entry(actor_of(viewer), "organs.note_look", subject, after={"person": look.person.ref})
