"""Open, disable and reopen accounts; reset a lost second factor or password."""

from __future__ import annotations

import secrets

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.sealing import Private
from gongkai.web.organs.access import Target, Viewer, actor_of, require
from gongkai.web.organs.actions.end_post import keep_account
from gongkai.web.organs.models import Account, AccountKind, Organ
from gongkai.web.organs.targets import account_subject, account_target


def open_account(
    viewer: Viewer,
    *,
    username: str,
    name: str,
    home: Organ,
    email: str = "",
    password: str = "",
    hashed: str = "",
    reason: str = "",
) -> tuple[Account, str]:
    """Open an account of staff. It can do nothing until a second person approves a post for it.

    Args:
        viewer: who opens it.
        username: to sign in with.
        name: of the person.
        home: the organ.
        email: for notices.
        password: chosen by whoever opens it, instead of one made here that must be changed.
        hashed: the same as a hash that was made before: hashing is slow, and the demo world has many people.
        reason: why.

    Returns:
        The account and its first password, shown once; the person must change it.

    Raises:
        Refused: the viewer may not open accounts in that organ.
        InputError: the name is empty or the user name taken.
    """
    require(viewer, "create", Target("account", organ_id=home.pk), username)
    if not username.strip() or not name.strip():
        raise InputError("用户名或者姓名是空的", fix="请填写用户名和姓名", field="username")
    first = password or secrets.token_urlsafe(12)
    account = Account(
        username=username.strip(),
        name=name.strip(),
        email=email.strip(),
        kind=AccountKind.STAFF,
        home=home,
        password=hashed or make_password(first),
        must_change_password=not (password or hashed),
        created_at=viewer.now,
    )
    try:
        with transaction.atomic():
            account.save(force_insert=True)
            after = {"username": account.username, "home": home.ref}
            record_entry(actor_of(viewer), "organs.open_account", account_subject(account), reason=reason, after=after)
    except IntegrityError as error:
        raise InputError(f"用户名“{username}”已被使用", fix="请换一个用户名", field="username") from error
    return account, first


def set_activity(viewer: Viewer, account: Account, *, is_active: bool, reason: str) -> None:
    """Disable or reopen an account. Its sessions end with the next request.

    Raises:
        Refused: the viewer may not.
        InputError: the account is that of the last administrator of its kind.
    """
    require(viewer, "reset", account_target(account), account.ref)
    with transaction.atomic():
        if not is_active:
            keep_account(account)
        before = {"is_active": account.is_active}
        account.is_active = is_active
        account.save(update_fields=["is_active"])
        action = "organs.reopen_account" if is_active else "organs.disable_account"
        after = {"is_active": is_active}
        record_entry(actor_of(viewer), action, account_subject(account), reason=reason, before=before, after=after)


def reset_sign_in(viewer: Viewer, account: Account, *, reason: str) -> str:
    """Give an account a new first password and remove its second factor; return the password, shown once.

    Raises:
        Refused: the viewer may not.
    """
    require(viewer, "reset", account_target(account), account.ref)
    first = secrets.token_urlsafe(12)
    with transaction.atomic():
        account.password = make_password(first)
        account.must_change_password = True
        account.save(update_fields=["password", "must_change_password"])
        removed, _ = Authenticator.objects.filter(user=account).delete()
        after = {"second_factors_removed": removed}
        record_entry(actor_of(viewer), "organs.reset_sign_in", account_subject(account), reason=reason, after=after)
    return first


def change_email(viewer: Viewer, account: Account, *, email: str) -> None:
    """Change one's own address for notices.

    Raises:
        Refused: the account is another's.
    """
    require(viewer, "edit", account_target(account), account.ref)
    with transaction.atomic():
        before, after = {"email": Private(account.email)}, {"email": Private(email)}
        account.email = email
        account.save(update_fields=["email"])
        record_entry(actor_of(viewer), "organs.change_email", account_subject(account), before=before, after=after)
