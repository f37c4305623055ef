"""The steps of a chain as values: the shipped defaults, and the judgement of what an organ sets up."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.errors import InputError
from gongkai.web.organs.policy import policy


@dataclass(frozen=True, slots=True)
class Step:
    """One step: who may take it (any of the roles), and how many working days it should take at most."""

    id: str
    name: str
    roles: tuple[str, ...]
    working_days: int | None = None

    def plain(self) -> dict[str, Any]:
        """Return the step as JSON keeps it."""
        return {**asdict(self), "roles": list(self.roles)}


@dataclass(frozen=True, slots=True)
class DefaultChain:
    """A kind of document and its steps where the organ has set up none."""

    kind: str
    name: str
    steps: tuple[Step, ...]


@cache
def default_chains() -> Mapping[str, DefaultChain]:
    """Return the shipped chains by kind of document."""
    data = tomllib.loads(files("gongkai.web.review").joinpath("chains.toml").read_text("utf-8"))
    return {row["kind"]: DefaultChain(row["kind"], row["name"], read_steps(row["step"])) for row in data["chain"]}


def read_steps(rows: Sequence[Mapping[str, Any]]) -> tuple[Step, ...]:
    """Read and judge steps.

    Raises:
        InputError: no step, a step twice, an unknown role, or no confidentiality review (Article 17).
    """
    steps = tuple(Step(str(row["id"]), str(row["name"]), tuple(row["roles"]), row.get("working_days")) for row in rows)
    if not steps:
        raise InputError("审核流程没有环节", fix="请至少设置保密审查和签发")
    if len({step.id for step in steps}) < len(steps):
        raise InputError("审核流程的环节重复", fix="同一环节只设一次")
    for step in steps:
        unknown = [role for role in step.roles if role not in policy().roles]
        if unknown or not step.roles:
            raise InputError(f"审核环节“{step.name}”的角色无法识别", fix="请从角色表中选择至少一个角色")
        if any(policy().roles[role].is_administrative for role in step.roles):
            raise InputError(f"审核环节“{step.name}”不能由管理员办理", why="三员不得兼任业务岗位")
    if not any("confidentiality_reviewer" in step.roles for step in steps):
        raise InputError(
            "审核流程缺少保密审查", why="政府信息公开条例第十七条要求公开前审查", fix="请加入由保密员办理的环节"
        )
    return steps
