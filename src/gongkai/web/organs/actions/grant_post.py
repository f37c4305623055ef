"""Ask for a post and approve it as a second person. A post that nobody approved has no effect."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Target, Viewer, actor_of, require
from gongkai.web.organs.models import Account, AccountKind, Organ, Post
from gongkai.web.organs.policy import policy
from gongkai.web.organs.targets import post_subject, post_target


def request_post(viewer: Viewer, account: Account, organ: Organ, role: str, *, section: str = "", reason: str) -> Post:
    """Ask that a person be given a role in an organ.

    Raises:
        Refused: the viewer may not ask for that organ, or asks for themselves.
        InputError: the role is unknown, held already, or may not stand beside another (三员分立).
    """
    require(viewer, "create", Target("post", organ_id=organ.pk, owner_id=account.pk))
    _judge(account, role)
    post = Post(
        account=account,
        organ=organ,
        role=role,
        section=section,
        reason=reason,
        requested_by=Account.objects.get(pk=viewer.person_id),
        requested_at=viewer.now,
    )
    try:
        with transaction.atomic():
            post.save(force_insert=True)
            record_entry(actor_of(viewer), "organs.request_post", post_subject(post), reason=reason)
    except IntegrityError as error:
        name = policy().roles[role].name
        raise InputError(f"“{account.name}”在“{organ.name}”已有或者已申请“{name}”岗位") from error
    return post


def approve_post(viewer: Viewer, post: Post, *, reason: str = "") -> None:
    """Let a post take effect: only a second person may, neither who asked nor who is to hold it.

    Raises:
        Refused: the viewer is one of the two, or may not approve in that organ.
        InputError: the post was approved or ended meanwhile, or no longer fits beside the person's other posts.
    """
    require(viewer, "grant", post_target(post))
    with transaction.atomic():
        _judge(post.account, post.role, besides=post)
        rows = Post.objects.filter(pk=post.pk, approved_at=None, ended_at=None)
        if rows.update(approved_by_id=viewer.account_id, approved_at=viewer.now) == 0:
            raise InputError("这项岗位申请已经处理过")
        post.refresh_from_db()
        record_entry(actor_of(viewer), "organs.approve_post", post_subject(post), reason=reason)


def _judge(account: Account, role: str, besides: Post | None = None) -> None:
    if role not in policy().roles or role in ("anonymous", "applicant"):
        raise InputError(f"没有“{role}”这个角色", fix="请从角色表中选择", field="role")
    if account.kind != AccountKind.STAFF:
        raise InputError(f"“{account.username}”是申请人账号，不能授予岗位", fix="请为工作人员另开账号")
    held = Post.objects.filter(account=account, ended_at=None)
    others = {post.role for post in held if besides is None or post.pk != besides.pk}
    administrative = {name for name in others | {role} if policy().roles[name].is_administrative}
    if administrative and len(others | {role}) > 1:
        raise InputError(
            f"“{account.name}”不能同时担任“{policy().roles[role].name}”和其他岗位",
            why="系统管理员、安全管理员、审计管理员须由不同的人担任，且不得兼任业务岗位（三员分立）",
            fix="请先结束其他岗位，或者换人",
        )
