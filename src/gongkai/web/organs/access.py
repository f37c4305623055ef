"""Who may: the one place where the permission matrix is asked, for one object, for rows, and for routes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Literal, TypeVar

from django.db.models import Q

from gongkai.errors import GongkaiError
from gongkai.web.journal.values import Actor
from gongkai.web.organs.models import Account, AccountKind, Post
from gongkai.web.organs.policy import Condition, policy
from gongkai.web.organs.predicates import EVERYTHING, NOTHING, PREDICATES, Columns, Holding, Target, Viewer

__all__ = ["Columns", "Holding", "Refused", "Target", "Viewer", "actor_of", "may", "public_viewer", "reach", "require"]

View = TypeVar("View", bound=Callable[..., Any])


class Refused(GongkaiError):
    """The policy says no. `is_hidden`: the answer must not differ from "there is no such thing"."""

    def __init__(self, verb: str, kind: str, ref: str = "") -> None:
        self.verb = verb
        self.kind = kind
        self.ref = ref
        self.is_hidden = policy().objects[kind].is_hidden
        name = policy().objects[kind].name
        super().__init__(
            f"没有权限：{policy().verbs[verb]}{name}",
            why="您的岗位不包含这项权限，或者对象不属于您的范围",
            fix="如工作需要，请向本机关申请岗位授权",
        )


def viewer_of(account: Account | None, now: datetime) -> Viewer:
    """Return the viewer with the posts in effect at this moment; a disabled account holds none."""
    if account is None or not account.is_active:
        return public_viewer(now)
    rows = Post.objects.filter(
        account=account, approved_at__lte=now, ended_at=None, organ__abolished_on=None
    ).values_list("role", "organ_id")
    return Viewer(
        account_id=account.pk,
        ref=account.ref,
        name=account.name if account.kind == AccountKind.STAFF else "",
        is_staff=account.kind == AccountKind.STAFF,
        holdings=tuple(Holding(role, organ_id) for role, organ_id in rows),
        home_ref=account.home.ref if account.home else "",
        now=now,
    )


def public_viewer(now: datetime) -> Viewer:
    """Return the viewer for somebody who is not signed in."""
    return Viewer(None, "public", "", False, (), "", now)


def declare(viewer: Viewer) -> Viewer:
    """Return the viewer after a reason was given and the password entered again, for one look only."""
    known = {field.name: getattr(viewer, field.name) for field in fields(Viewer)}  # a request's viewer is a lazy one
    return Viewer(**{**known, "declared": True})


def actor_of(viewer: Viewer) -> Actor:
    """Return the viewer as the journal names them."""
    return Actor(viewer.ref, viewer.name, viewer.home_ref, viewer.now)


def may(viewer: Viewer, verb: str, target: Target) -> bool:
    """Whether the viewer may do this to that object."""
    if target.is_hidden:
        return False
    return any(
        all(PREDICATES[name].holds(viewer, holding, target) for name in part)
        for holding, condition in _conditions(viewer, verb, target.kind)
        for part in condition
    )


def require(viewer: Viewer, verb: str, target: Target, ref: str = "") -> None:
    """Refuse unless the viewer may.

    Raises:
        Refused: the policy says no.
    """
    if not may(viewer, verb, target):
        raise Refused(verb, target.kind, ref)


def reach(viewer: Viewer, verb: str, kind: str, columns: Columns) -> Q:
    """Return the condition that leaves exactly the rows for which `may` says yes."""
    total = NOTHING
    for holding, condition in _conditions(viewer, verb, kind):
        for part in condition:
            conjunction = EVERYTHING
            for name in part:
                conjunction &= PREDICATES[name].restrict(viewer, holding, columns)
            total |= conjunction
    return total & ~columns.hidden


def could(viewer: Viewer, verb: str, kind: str) -> bool:
    """Whether any of the viewer's roles has this verb at all: opens a list page, shows a menu entry."""
    return any(condition for _, condition in _conditions(viewer, verb, kind))


def organs_with(viewer: Viewer, verb: str, kind: str) -> Q:
    """Return the condition on organs in which the viewer may do this to some object."""
    return reach(viewer, verb, kind, Columns(organ="id"))


def _conditions(viewer: Viewer, verb: str, kind: str) -> Iterator[tuple[Holding | None, Condition]]:
    yield None, policy().condition(kind, "anonymous", verb)
    if viewer.account_id is not None and not viewer.is_staff:
        yield None, policy().condition(kind, "applicant", verb)
    for holding in viewer.holdings:
        yield holding, policy().condition(kind, holding.role, verb)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a route declares: which cell of the matrix guards it, or why it is open to all."""

    verb: str = ""
    kind: str = ""
    open_because: str = ""
    scope: Literal["", "some", "one"] = ""


def guarded(verb: str, kind: str, *, one: bool = False) -> Callable[[View], View]:
    """Declare which cell of the matrix guards a view.

    A view of many things is opened when some role of the viewer has the verb; its query narrows further. A view of
    one thing (`one=True`) obtains it through a query that refuses.
    """
    policy().condition(kind, "anonymous", verb)

    def declare_rule(view: View) -> View:
        view.access_rule = Rule(verb, kind, scope="one" if one else "some")  # type: ignore[attr-defined]
        return view

    return declare_rule


def open_to_all(because: str) -> Callable[[View], View]:
    """Declare that a view is open to everybody, and why."""

    def declare_rule(view: View) -> View:
        view.access_rule = Rule(open_because=because)  # type: ignore[attr-defined]
        return view

    return declare_rule
