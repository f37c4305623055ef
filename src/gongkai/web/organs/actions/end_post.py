"""End a post. One of an administrator is ended by two persons, and the last of its kind by nobody."""

from __future__ import annotations

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Refused, Viewer, actor_of, require
from gongkai.web.organs.models import Account, Organ, Post
from gongkai.web.organs.policy import administrative_roles, policy
from gongkai.web.organs.targets import post_subject, post_target
from gongkai.web.organs.tree import organs_above


def end_post(viewer: Viewer, post: Post, *, reason: str) -> None:
    """End a post, or refuse one asked for; it has no effect from the next request on.

    Raises:
        Refused: the viewer may not; the post of an administrator takes one who asks and another who consents.
        InputError: it has ended already, or nobody else would be left in an administrator's post.
    """
    require(viewer, "withdraw", post_target(post))
    if post.end_asked_by_id is not None and post.end_asked_by_id == viewer.account_id:
        raise Refused("withdraw", "post", str(post.pk))
    with transaction.atomic():
        keep_the_last(post)
        if Post.objects.filter(pk=post.pk, ended_at=None).update(ended_at=viewer.now) == 0:
            raise InputError("这项岗位已经结束")
        post.refresh_from_db()
        before = {"approved": post.approved_at is not None}
        record_entry(actor_of(viewer), "organs.end_post", post_subject(post), reason=reason, before=before)


def ask_end(viewer: Viewer, post: Post, *, reason: str) -> None:
    """Ask the security administrator to end the post of an administrator, which stays in effect until then.

    Raises:
        Refused: the viewer may not.
        InputError: it was asked for or has ended already, or nobody else would be left in such a post.
    """
    require(viewer, "recall", post_target(post))
    with transaction.atomic():
        keep_the_last(post)
        asked = {"end_asked_by_id": viewer.person_id, "end_asked_at": viewer.now, "end_reason": reason[:200]}
        if Post.objects.filter(pk=post.pk, ended_at=None, end_asked_at=None).update(**asked) == 0:
            raise InputError("这项岗位已经结束，或者已经有人申请结束")
        post.refresh_from_db()
        record_entry(actor_of(viewer), "organs.ask_end", post_subject(post), reason=reason)


def keep_post(viewer: Viewer, post: Post, *, reason: str) -> None:
    """Refuse to end the post of an administrator.

    Raises:
        Refused: the viewer may not.
        InputError: nobody asks for it any more.
    """
    require(viewer, "withdraw", post_target(post))
    with transaction.atomic():
        rows = Post.objects.filter(pk=post.pk, ended_at=None, end_asked_at__isnull=False)
        if rows.update(end_asked_by=None, end_asked_at=None, end_reason="") == 0:
            raise InputError("没有人申请结束这项岗位")
        post.refresh_from_db()
        record_entry(actor_of(viewer), "organs.keep_post", post_subject(post), reason=reason)


def keep_account(account: Account) -> None:
    """Refuse to disable an account that holds the last post of an administrator.

    Raises:
        InputError: nobody else would be left in such a post.
    """
    for post in Post.objects.filter(account=account, role__in=administrative_roles(), ended_at=None):
        keep_the_last(post)


def keep_the_last(post: Post) -> None:
    """Refuse to end the last post of an administrator that cares for an organ.

    Raises:
        InputError: nobody else holds that role in the organ or above it.
    """
    if post.role not in administrative_roles() or post.approved_at is None:
        return
    organ = Organ.objects.select_for_update().get(pk=post.organ_id)  # two endings at once take turns
    others = Post.objects.filter(
        role=post.role,
        organ__in=[organ, *organs_above(organ)],
        approved_at__isnull=False,
        ended_at=None,
        account__is_active=True,
    ).exclude(account_id=post.account_id)
    if not others.exists():
        name = policy().roles[post.role].name
        raise InputError(
            f"不能结束：这是最后一名{name}",
            why="系统管理员、安全管理员、审计管理员互相制约，缺一不可（三员分立）",
            fix="请先另行任命并批准一名，再结束这一项",
        )
