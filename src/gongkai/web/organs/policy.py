"""Load the permission matrix: roles, objects, verbs and conditions, judged on the way in."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from gongkai.errors import InputError

Condition = tuple[tuple[str, ...], ...]
"""Alternatives, each a tuple of predicate names that must all hold."""


@dataclass(frozen=True, slots=True)
class Role:
    """A column of the matrix."""

    id: str
    name: str
    is_administrative: bool
    includes: str


@dataclass(frozen=True, slots=True)
class ObjectKind:
    """A row of the matrix: cells by (role, verb)."""

    id: str
    name: str
    is_hidden: bool
    cells: MappingProxyType[tuple[str, str], Condition]


@dataclass(frozen=True, slots=True)
class Policy:
    """The whole matrix."""

    verbs: MappingProxyType[str, str]
    roles: MappingProxyType[str, Role]
    objects: MappingProxyType[str, ObjectKind]

    def condition(self, kind: str, role: str, verb: str) -> Condition:
        """Return when a role may do something; the empty condition never holds.

        Raises:
            InputError: the matrix has no such object, role or verb: a mistake of the caller, never a refusal.
        """
        if kind not in self.objects or role not in self.roles or verb not in self.verbs:
            raise InputError(f"权限表没有对象“{kind}”、角色“{role}”或者操作“{verb}”", fix="请核对 matrix.toml")
        cells = self.objects[kind].cells
        included = self.roles[role].includes
        return cells.get((role, verb), ()) + (cells.get((included, verb), ()) if included else ())


@cache
def policy() -> Policy:
    """Return the policy shipped with the platform."""
    return load_policy(tomllib.loads(files("gongkai.web.organs").joinpath("matrix.toml").read_text("utf-8")))


def administrative_roles() -> tuple[str, ...]:
    """Return the roles of the three administrators, who keep each other in check."""
    return tuple(role.id for role in policy().roles.values() if role.is_administrative)


def load_policy(data: dict[str, Any]) -> Policy:
    """Build a policy from its data.

    Raises:
        InputError: a name is used that the file does not define, or a role or object is defined twice.
    """
    verbs = data["verbs"]
    roles: dict[str, Role] = {}
    for row in data["role"]:
        _once(row["id"], roles)
        roles[row["id"]] = Role(row["id"], row["name"], row.get("administrative", False), row.get("includes", ""))
    objects: dict[str, ObjectKind] = {}
    for row in data["object"]:
        _once(row["id"], objects)
        cells = {
            (role, verb): parse_condition(text)
            for role, column in row.items()
            if isinstance(column, dict)
            for verb, text in column.items()
        }
        for role, verb in cells:
            if role not in roles or verb not in verbs:
                raise InputError(f"权限表“{row['id']}”使用了未定义的角色“{role}”或者操作“{verb}”")
        objects[row["id"]] = ObjectKind(row["id"], row["name"], row.get("hidden", False), MappingProxyType(cells))
    return Policy(MappingProxyType(verbs), MappingProxyType(roles), MappingProxyType(objects))


def parse_condition(text: str) -> Condition:
    """Read `organ & assigned | owner` as alternatives of conjunctions."""
    return tuple(tuple(name.strip() for name in part.split("&")) for part in text.split("|"))


def _once(name: str, seen: dict[str, Any]) -> None:
    if name in seen:
        raise InputError(f"权限表重复定义了“{name}”")
