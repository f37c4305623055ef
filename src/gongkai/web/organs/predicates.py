"""The named conditions of the permission matrix. Each says the same twice: of one object, and as a database condition.

A test holds both sayings together over every predicate.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final

from django.db.models import Q

from gongkai.errors import InputError
from gongkai.web.organs.tree import organs_below

NOTHING: Final = Q(pk__in=[])
EVERYTHING: Final = ~Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Holding:
    """A post in effect: a role in an organ."""

    role: str
    organ_id: int


@dataclass(frozen=True)
class Viewer:
    """Who looks or acts, with the posts in effect at this moment. Built anew for each request and each task.

    Attributes:
        account_id: None for the public.
        declared: the person gave a reason and signed in again for this one look (†).
    """

    account_id: int | None
    ref: str
    name: str
    is_staff: bool
    holdings: tuple[Holding, ...]
    home_ref: str
    now: datetime
    declared: bool = False

    @property
    def person_id(self) -> int:
        """The number of the account of somebody who is signed in.

        Raises:
            InputError: nobody is signed in; an action asked before it asked whether the viewer may.
        """
        if self.account_id is None:
            raise InputError("这项操作须登录后进行", fix="请先登录")
        return self.account_id

    @cached_property
    def below(self) -> Mapping[int, frozenset[int]]:
        """The organs transitively below each organ of the viewer's posts, read from the tree now."""
        return {organ_id: organs_below(organ_id) for organ_id in {holding.organ_id for holding in self.holdings}}


@dataclass(frozen=True, slots=True)
class Target:
    """One object, as far as the policy asks about it. Account and organ numbers are those of the database.

    Attributes:
        kind: the object's name in the matrix.
        organ_id: the organ it belongs to.
        owner_id: the account of the applicant, or the person an account or post is about.
        assigned: accounts of those who handle it.
        authors: accounts of those who wrote any part of it.
        involved: organs to which it was transferred, or which are consulted or supervise.
        states: names such as `open`, `draft`, `published`, `in_review`, `accepted`.
        is_hidden: kept from everybody, whatever the matrix says.
    """

    kind: str
    organ_id: int | None = None
    owner_id: int | None = None
    assigned: frozenset[int] = frozenset()
    authors: frozenset[int] = frozenset()
    involved: frozenset[int] = frozenset()
    states: frozenset[str] = frozenset()
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table keeps what the policy asks about. What is not named can never be fulfilled."""

    organ: str = ""
    owner: str = ""
    assigned: str = ""
    authors: str = ""
    involved: str = ""
    states: Mapping[str, Q] = field(default_factory=dict)
    hidden: Q = NOTHING


Holds = Callable[[Viewer, Holding | None, Target], bool]
Restricts = Callable[[Viewer, Holding | None, Columns], Q]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A name, the question about one object, and the same as a condition on rows."""

    name: str
    holds: Holds
    restrict: Restricts


def _constant(name: str, answer: Callable[[Viewer], bool]) -> Predicate:
    return Predicate(name, lambda v, h, t: answer(v), lambda v, h, c: EVERYTHING if answer(v) else NOTHING)


def _state(name: str, state: str, wanted: bool = True) -> Predicate:
    def restrict(viewer: Viewer, holding: Holding | None, columns: Columns) -> Q:
        if state not in columns.states:
            return NOTHING if wanted else EVERYTHING
        return columns.states[state] if wanted else ~columns.states[state]

    return Predicate(name, lambda v, h, t: (state in t.states) is wanted, restrict)


def _organ_set(name: str, organs: Callable[[Viewer, Holding], frozenset[int]]) -> Predicate:
    def holds(viewer: Viewer, holding: Holding | None, target: Target) -> bool:
        return holding is not None and target.organ_id in organs(viewer, holding)

    def restrict(viewer: Viewer, holding: Holding | None, columns: Columns) -> Q:
        if holding is None or not columns.organ:
            return NOTHING
        return Q(**{f"{columns.organ}__in": sorted(organs(viewer, holding))})

    return Predicate(name, holds, restrict)


def _person(name: str, column: str, people: Callable[[Target], frozenset[int]], wanted: bool = True) -> Predicate:
    def holds(viewer: Viewer, holding: Holding | None, target: Target) -> bool:
        return viewer.account_id is not None and (viewer.account_id in people(target)) is wanted

    def restrict(viewer: Viewer, holding: Holding | None, columns: Columns) -> Q:
        where = getattr(columns, column)
        if viewer.account_id is None or (not where and wanted):
            return NOTHING
        if not where:
            return EVERYTHING
        return Q(**{where: viewer.account_id}) if wanted else ~Q(**{where: viewer.account_id})

    return Predicate(name, holds, restrict)


def _involved() -> Predicate:
    def restrict(viewer: Viewer, holding: Holding | None, columns: Columns) -> Q:
        if holding is None or not columns.involved:
            return NOTHING
        return Q(**{columns.involved: holding.organ_id})

    return Predicate("involved", lambda v, h, t: h is not None and h.organ_id in t.involved, restrict)


def _owner(target: Target) -> frozenset[int]:
    return frozenset() if target.owner_id is None else frozenset({target.owner_id})


PREDICATES: Final[Mapping[str, Predicate]] = {
    predicate.name: predicate
    for predicate in (
        _constant("anyone", lambda viewer: True),
        _constant("self_only", lambda viewer: viewer.account_id is not None),
        _constant("declared", lambda viewer: viewer.declared),
        _organ_set("organ", lambda viewer, holding: frozenset({holding.organ_id})),
        _organ_set("below", lambda viewer, holding: viewer.below[holding.organ_id]),
        _organ_set("organ_or_below", lambda viewer, holding: viewer.below[holding.organ_id] | {holding.organ_id}),
        _person("owner", "owner", _owner),
        _person("not_owner", "owner", _owner, wanted=False),
        _person("assigned", "assigned", lambda target: target.assigned),
        _person("author", "authors", lambda target: target.authors),
        _person("not_author", "authors", lambda target: target.authors, wanted=False),
        _involved(),
        _state("open", "open"),
        _state("draft", "draft"),
        _state("in_review", "in_review"),
        _state("published", "published"),
        _state("not_accepted", "accepted", wanted=False),
        _state("assigning", "assigning"),
        _state("rollup", "rollup"),
        _state("first_account", "first_account"),
        _state("administrative", "administrative"),
        _state("not_administrative", "administrative", wanted=False),
        _state("ending_asked", "ending_asked"),
        _state("applicant_account", "applicant_account"),
    )
}
