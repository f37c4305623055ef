"""Reads of organs, accounts, posts and the journal: each takes the viewer first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from gongkai.web.journal.models import Entry
from gongkai.web.journal.queries import entries_within
from gongkai.web.journal.rows import read_row
from gongkai.web.organs.access import Refused, Viewer, could, organs_with, reach, require
from gongkai.web.organs.models import Account, DeclaredLook, FormerName, Organ, Post, Succession
from gongkai.web.organs.policy import Role, policy
from gongkai.web.organs.targets import (
    ACCOUNT_COLUMNS,
    LOOK_COLUMNS,
    ORGAN_COLUMNS,
    POST_COLUMNS,
    account_target,
    look_target,
    organ_target,
    post_target,
)


def visible_organs(viewer: Viewer) -> QuerySet[Organ]:
    """Return the organs that exist now."""
    rows = Organ.objects.filter(reach(viewer, "list", "organ", ORGAN_COLUMNS), abolished_on=None)
    return rows.select_related("parent", "contact")


def organ_of(viewer: Viewer, ref: str) -> Organ:
    """Return one organ, abolished or not.

    Raises:
        Refused: there is none of that reference.
    """
    organ = Organ.objects.filter(ref=ref).select_related("parent", "contact").first()
    if organ is None:
        raise Refused("read", "organ", ref)
    require(viewer, "read", organ_target(organ), ref)
    return organ


def organ_alone(viewer: Viewer, ref: str) -> Organ:
    """Return one organ as `organ_of` does, without what stands beside it: for what only needs the organ itself.

    Raises:
        Refused: there is none of that reference.
    """
    organ = read_row(Organ, "ref", ref)
    if organ is None:
        raise Refused("read", "organ", ref)
    require(viewer, "read", organ_target(organ), ref)
    return organ


def organs_open_to(viewer: Viewer, verb: str, kind: str) -> QuerySet[Organ]:
    """Return the existing organs in which the viewer may do this to something of that kind: fills a choice."""
    return Organ.objects.filter(organs_with(viewer, verb, kind), abolished_on=None)


def require_opening(viewer: Viewer) -> None:
    """Refuse who may open accounts of staff nowhere; anybody may open one of an applicant, elsewhere.

    Raises:
        Refused: the viewer cares for the accounts of no organ.
    """
    if not organs_open_to(viewer, "create", "account").exists():
        raise Refused("create", "account")


def name_on(organ: Organ, on: date) -> str:
    """Return the name that the organ bore on a day."""
    former = FormerName.objects.filter(organ=organ, until_on__gt=on).order_by("until_on").first()
    return former.name if former else organ.name


def successors(organ: Organ) -> QuerySet[Organ]:
    """Return the organs that stand in the place of an abolished one."""
    return Organ.objects.filter(follows__predecessor=organ)


def successions_of(organ: Organ) -> QuerySet[Succession]:
    """Return where an organ came from and what followed it."""
    return Succession.objects.filter(Q(predecessor=organ) | Q(successor=organ)).select_related(
        "predecessor", "successor"
    )


def visible_accounts(viewer: Viewer, word: str = "") -> QuerySet[Account]:
    """Return the accounts that the viewer may list, narrowed by a word of the user name, the name or the organ."""
    rows = Account.objects.filter(reach(viewer, "list", "account", ACCOUNT_COLUMNS)).select_related("home")
    if word:
        rows = rows.filter(Q(username__icontains=word) | Q(name__icontains=word) | Q(home__name__icontains=word))
    return rows


def posts_of(viewer: Viewer, account: Account) -> QuerySet[Post]:
    """Return the posts of an account that the viewer may read."""
    require(viewer, "read", account_target(account), account.ref)
    return Post.objects.filter(account=account).select_related("organ", "requested_by", "approved_by")


def account_of(viewer: Viewer, ref: str, verb: str = "read") -> Account:
    """Return one account.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    account = Account.objects.filter(ref=ref).select_related("home").first()
    if account is None:
        raise Refused(verb, "account", ref)
    require(viewer, verb, account_target(account), ref)
    return account


def visible_posts(viewer: Viewer) -> QuerySet[Post]:
    """Return the posts, asked for, in effect or ended, that the viewer may list."""
    rows = Post.objects.filter(reach(viewer, "list", "post", POST_COLUMNS))
    return rows.select_related("account", "organ", "requested_by", "approved_by", "end_asked_by")


def own_posts(viewer: Viewer) -> QuerySet[Post]:
    """Return the viewer's own posts in effect."""
    rows = Post.objects.filter(account_id=viewer.person_id, approved_at__isnull=False, ended_at=None)
    return rows.select_related("organ")


def post_of(viewer: Viewer, number: int, verb: str) -> Post:
    """Return one post on which the viewer wants to act.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    post = Post.objects.filter(pk=number).select_related("account", "organ").first()
    if post is None:
        raise Refused(verb, "post", str(number))
    require(viewer, verb, post_target(post), str(number))
    return post


def people_with(organ: Organ, roles: Iterable[str]) -> QuerySet[Account]:
    """Return the active people who hold one of the roles in an organ: whom to assign or to notify."""
    return Account.objects.filter(
        is_active=True,
        posts__organ=organ,
        posts__role__in=list(roles),
        posts__approved_at__isnull=False,
        posts__ended_at=None,
    ).distinct()


def grantable_roles() -> list[Role]:
    """Return the roles that a post can have."""
    return [role for role in policy().roles.values() if role.id not in ("anonymous", "applicant")]


def visible_entries(viewer: Viewer) -> QuerySet[Entry]:
    """Return the journal as far as the viewer may list it: own acts, or those of the organs in reach.

    The journal keeps references, not numbers, so the organs in reach are named first.
    """
    if not could(viewer, "list", "journal"):
        raise Refused("list", "journal")
    organs = organs_with(viewer, "list", "journal")
    refs = list(Organ.objects.filter(organs).values_list("ref", flat=True))
    return entries_within(Q(organ_ref__in=refs) | Q(actor_ref=viewer.ref))


def visible_colleagues(viewer: Viewer) -> QuerySet[Account]:
    """Return the people for whom the viewer may ask a post: staff of the organs in which they may."""
    organs = organs_open_to(viewer, "create", "post")
    return Account.objects.filter(kind="staff", is_active=True, home__in=organs).exclude(pk=viewer.person_id)


def stale_accounts(viewer: Viewer, days: int) -> QuerySet[Account]:
    """Return the active accounts of staff in reach that nobody has signed in with for so long, the longest first.

    One that was never signed in with counts from the day it was opened.
    """
    before = viewer.now - timedelta(days=days)
    rows = visible_accounts(viewer).filter(kind="staff", is_active=True)
    rows = rows.annotate(last_seen=Coalesce("last_login", "created_at")).filter(last_seen__lt=before)
    return rows.order_by("last_seen", "pk")


def idle_accounts(viewer: Viewer) -> QuerySet[Account]:
    """Return the active accounts of staff in reach that hold no post in effect and wait for none."""
    held = Post.objects.filter(account=OuterRef("pk"), ended_at=None)
    return visible_accounts(viewer).filter(~Exists(held), kind="staff", is_active=True)


def visible_looks(viewer: Viewer) -> QuerySet[DeclaredLook]:
    """Return the declared looks of which the viewer is told, newest first."""
    rows = DeclaredLook.objects.filter(reach(viewer, "list", "declared_look", LOOK_COLUMNS))
    return rows.select_related("person", "organ", "seen_by")


def looks_to_note(viewer: Viewer) -> QuerySet[DeclaredLook]:
    """Return the declared looks that the viewer has to take note of."""
    rows = DeclaredLook.objects.filter(reach(viewer, "verify", "declared_look", LOOK_COLUMNS), seen_at=None)
    return rows.select_related("person", "organ")


def look_of(viewer: Viewer, number: int, verb: str) -> DeclaredLook:
    """Return one declared look on which the viewer wants to act.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    look = DeclaredLook.objects.filter(pk=number).select_related("person", "organ").first()
    if look is None:
        raise Refused(verb, "declared_look", str(number))
    require(viewer, verb, look_target(look), str(number))
    return look


def organ_to_edit(viewer: Viewer, ref: str) -> Organ:
    """Return one organ that the viewer wants to change.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    organ = organ_of(viewer, ref)
    require(viewer, "edit", organ_target(organ), ref)
    return organ


def organs_named(viewer: Viewer, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return reference and name of some organs, abolished or not, by their numbers."""
    rows = Organ.objects.filter(reach(viewer, "list", "organ", ORGAN_COLUMNS), pk__in=list(numbers))
    return {number: (ref, name) for number, ref, name in rows.values_list("pk", "ref", "name")}


def heirs_of(viewer: Viewer, organ: Organ) -> list[Organ]:
    """Return the existing organs that stand in the place of an abolished one, through all later mergers."""
    found: dict[int, Organ] = {}
    level = [organ]
    while level:
        level = [heir for one in level for heir in successors(one) if heir.pk not in found and heir.pk != organ.pk]
        found.update({heir.pk: heir for heir in level})
    return [heir for heir in found.values() if heir.abolished_on is None]
