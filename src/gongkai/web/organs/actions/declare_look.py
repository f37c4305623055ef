"""A look that the policy allows only with a reason (†): the password again, the reason written down, then one look."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.models import Entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Viewer, actor_of, declare
from gongkai.web.organs.models import Account, DeclaredLook, Organ

MOST_TRIES: Final = 5
LOCKED_FOR: Final = timedelta(minutes=15)
WRONG: Final = "organs.mistake_password"


def declare_look(viewer: Viewer, subject: Subject, *, password: str, reason: str) -> Viewer:
    """Return the viewer declared for one look at one object; keep it no longer than the request.

    The security administrator of the organ is told: the look waits for them until they note it.

    Raises:
        InputError: no reason is given, the password is wrong, or it was wrong too often. None of it is journalled as a
            look; a wrong password is an entry of its own, and after five within a quarter of an hour not even the
            right one is taken: whoever sits at a desk that was left open must not find it out here.
    """
    if not reason.strip():
        raise InputError("没有填写查看理由", why="这类查看须说明理由并留痕", fix="请填写理由", field="reason")
    _refuse_guessing(viewer)
    if not Account.objects.get(pk=viewer.person_id).check_password(password):
        with transaction.atomic():
            record_entry(actor_of(viewer), WRONG, subject)
        raise InputError("密码不正确", why="这类查看须再次验证身份", fix="请重新输入登录密码", field="password")
    with transaction.atomic():
        _refuse_guessing(viewer)  # others may have guessed while this one was being checked
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


def _refuse_guessing(viewer: Viewer) -> None:
    wrong = Entry.objects.filter(actor_ref=viewer.ref, action=WRONG, at__gt=viewer.now - LOCKED_FOR)
    if wrong.count() >= MOST_TRIES:
        raise InputError(
            "密码多次输入错误，这类查看已锁定",
            why=f"{int(LOCKED_FOR.total_seconds()) // 60}分钟内输错{MOST_TRIES}次",
            fix="请在锁定时间过后重试；忘记密码的，请联系系统管理员重置",
            field="password",
        )
