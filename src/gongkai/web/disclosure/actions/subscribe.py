"""Subscribe to what is published, by e-mail: asked for, confirmed by the link in a mail, ended by another."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.disclosure.mails import send_confirmation
from gongkai.web.disclosure.models import Subscription
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.sealing import Private, fingerprint, seal
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Refused, Target, Viewer, actor_of, require
from gongkai.web.organs.models import new_ref

KIND = "subscription"
MOST_OF_ONE = 20
_SALT = "gongkai.subscription"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to be told of: everything, or what an organ, a category, words narrow it to."""

    scope: str = ""
    category: str = ""
    words: str = ""


def ask_subscription(viewer: Viewer, email: str, wish: Wish) -> None:
    """Keep the wish and send the mail that confirms it. Who asks learns nothing about the address.

    Raises:
        InputError: the platform sends no mail, or the address has too many subscriptions.
    """
    require(viewer, "create", Target(KIND))
    if not settings.EMAIL_HOST:
        raise InputError("本平台没有开通邮件发送", fix="请使用 Atom 订阅")
    email, mark = email.strip(), fingerprint(email.strip().lower())
    with transaction.atomic():
        if Subscription.objects.filter(email_mark=mark).count() >= MOST_OF_ONE:
            return
        row, is_new = Subscription.objects.get_or_create(
            email_mark=mark,
            scope=wish.scope,
            category=wish.category,
            words=wish.words,
            defaults={"ref": new_ref(), "email": seal(email), "asked_at": viewer.now},
        )
        if is_new:
            after = {"email": Private(email), "scope": wish.scope, "category": wish.category}
            record_entry(actor_of(viewer), "disclosure.ask_subscription", _subject(row), after=after)
        if row.confirmed_at is None:
            transaction.on_commit(lambda: send_confirmation(email, token_of(row)), robust=True)


def confirm_subscription(viewer: Viewer, token: str) -> Subscription:
    """Begin to send.

    Raises:
        Refused: the link is not one of ours, or the subscription was ended.
    """
    with transaction.atomic():
        row = subscription_by(token)
        if row.confirmed_at is None:
            row.confirmed_at = row.told_until = viewer.now
            row.save(update_fields=["confirmed_at", "told_until"])
            record_entry(actor_of(viewer), "disclosure.confirm_subscription", _subject(row))
    return row


def leave_subscription(viewer: Viewer, token: str) -> None:
    """End a subscription and forget the address.

    Raises:
        Refused: the link is not one of ours, or the subscription was ended before.
    """
    with transaction.atomic():
        row = subscription_by(token)
        subject = _subject(row)
        row.delete()
        record_entry(actor_of(viewer), "disclosure.leave_subscription", subject)


def subscription_by(token: str) -> Subscription:
    """Return the subscription whose link somebody holds.

    Raises:
        Refused: the link is not one of ours, or the subscription was ended.
    """
    try:
        ref = signing.Signer(salt=_SALT).unsign(token)
    except signing.BadSignature as error:
        raise Refused("create", KIND) from error
    row = Subscription.objects.filter(ref=ref).first()
    if row is None:
        raise Refused("create", KIND, ref)
    return row


def token_of(row: Subscription) -> str:
    """Return what confirms and ends a subscription; only the mails carry it."""
    return signing.Signer(salt=_SALT).sign(row.ref)


def _subject(row: Subscription) -> Subject:
    return Subject(KIND, row.ref, row.scope)
