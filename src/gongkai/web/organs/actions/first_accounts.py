"""The very first accounts, when there is nobody yet to ask or approve. Written down as the system's own act."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Actor
from gongkai.web.organs.actions.found_organ import judge_organ
from gongkai.web.organs.models import Account, AccountKind, Contact, Organ, Post
from gongkai.web.organs.targets import account_subject, organ_subject

ADMINISTRATORS = ("system_administrator", "security_administrator", "auditor")


def open_first_accounts(top: Organ, usernames: Mapping[str, str], now: datetime) -> dict[str, str]:
    """Enter the top organ and its three administrators (三员), each another person.

    Args:
        top: the organ at the top, not yet saved.
        usernames: the user name of each administrator, by role.
        now: the instant of the act.

    Returns:
        First passwords by user name, shown once.

    Raises:
        InputError: there are accounts of staff already, or the three are not three.
    """
    if Account.objects.filter(kind=AccountKind.STAFF).exists():
        raise InputError("已经有工作人员账号，不能再初始化", fix="请由系统管理员开立账号")
    if set(usernames) != set(ADMINISTRATORS) or len(set(usernames.values())) < len(ADMINISTRATORS):
        raise InputError("三名管理员须是三个不同的账号", why="三员分立", fix="请分别填写三个用户名")
    judge_organ(top)
    actor = Actor("system", "系统初始化", top.ref, now)
    passwords: dict[str, str] = {}
    with transaction.atomic():
        top.save(force_insert=True)
        Contact.objects.create(organ=top)
        record_entry(actor, "organs.found_organ", organ_subject(top), after={"name": top.name})
        for role, username in usernames.items():
            passwords[username] = secrets.token_urlsafe(12)
            account = Account.objects.create(
                username=username,
                name=username,
                kind=AccountKind.STAFF,
                home=top,
                password=make_password(passwords[username]),
                must_change_password=True,
                created_at=now,
            )
            Post.objects.create(account=account, organ=top, role=role, requested_at=now, approved_at=now)
            record_entry(actor, "organs.open_account", account_subject(account), after={"role": role})
    return passwords
