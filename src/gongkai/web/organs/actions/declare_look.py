"""A look that the policy allows only with a reason (†): the password again, the reason written down, then one look."""

from __future__ import annotations

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Viewer, actor_of, declare
from gongkai.web.organs.models import Account, DeclaredLook, Organ


def declare_look(viewer: Viewer, subject: Subject, *, password: str, reason: str) -> Viewer:
    """Return the viewer declared for one look at one object; keep it no longer than the request.

    The security administrator of the organ is told: the look waits for them until they note it.

    Raises:
        InputError: no reason is given, or the password is wrong; both are said, neither is journalled as a look.
    """
    if not reason.strip():
        raise InputError("没有填写查看理由", why="这类查看须说明理由并留痕", fix="请填写理由", field="reason")
    if not Account.objects.get(pk=viewer.person_id).check_password(password):
        raise InputError("密码不正确", why="这类查看须再次验证身份", fix="请重新输入登录密码", field="password")
    with transaction.atomic():
        DeclaredLook.objects.create(
            person_id=viewer.person_id,
            organ=Organ.objects.get(ref=subject.organ_ref),
            subject_kind=subject.kind,
            subject_ref=subject.ref,
            reason=reason.strip()[:200],
            at=viewer.now,
        )
        record_entry(actor_of(viewer), "organs.declare_look", subject, reason=reason)
    return declare(viewer)
