"""Organs, accounts and posts as the permission matrix and the journal see them."""

from __future__ import annotations

from django.db.models import Q

from gongkai.web.journal.values import Subject
from gongkai.web.organs.models import Account, AccountKind, DeclaredLook, Organ, Post
from gongkai.web.organs.policy import administrative_roles
from gongkai.web.organs.predicates import Columns, Target

ORGAN_COLUMNS = Columns(organ="id")
ACCOUNT_COLUMNS = Columns(organ="home_id", owner="id")
LOOK_COLUMNS = Columns(organ="organ_id", authors="person_id")
POST_COLUMNS = Columns(
    organ="organ_id",
    owner="account_id",
    authors="requested_by_id",
    states={
        "administrative": Q(role__in=administrative_roles(), approved_at__isnull=False),
        "ending_asked": Q(end_asked_at__isnull=False),
    },
)


def organ_target(organ: Organ) -> Target:
    """Return an organ as the policy sees it."""
    return Target("organ", organ_id=organ.pk)


def account_target(account: Account) -> Target:
    """Return an account as the policy sees it."""
    states = frozenset({"applicant_account"}) if account.kind == AccountKind.APPLICANT else frozenset[str]()
    return Target("account", organ_id=account.home_id, owner_id=account.pk, states=states)


def post_target(post: Post) -> Target:
    """Return a post, asked for or in effect, as the policy sees it."""
    authors = frozenset({post.requested_by_id}) if post.requested_by_id else frozenset[int]()
    first = not Post.objects.filter(organ_id=post.organ_id, approved_at__isnull=False).exists()
    known = {
        "first_account": first,
        "administrative": post.role in administrative_roles() and post.approved_at is not None,
        "ending_asked": post.end_asked_at is not None,
    }
    states = frozenset(name for name, holds in known.items() if holds)
    return Target("post", organ_id=post.organ_id, owner_id=post.account_id, authors=authors, states=states)


def look_target(look: DeclaredLook) -> Target:
    """Return a declared look as the policy sees it."""
    return Target("declared_look", organ_id=look.organ_id, authors=frozenset({look.person_id}))


def organ_subject(organ: Organ) -> Subject:
    """Return an organ as the journal names it."""
    return Subject("organ", organ.ref, organ.ref)


def account_subject(account: Account) -> Subject:
    """Return an account as the journal names it."""
    return Subject("account", account.ref, account.home.ref if account.home else "")


def post_subject(post: Post) -> Subject:
    """Return a post as the journal names it."""
    return Subject("post", f"{post.account.ref}/{post.role}@{post.organ.ref}", post.organ.ref)
