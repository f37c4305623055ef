"""Reference pages of the platform, from its data: the permission matrix, review chains, the journal's actions."""

from __future__ import annotations

from gongkai.web.desk.words import ACTIONS
from gongkai.web.organs.policy import Condition, policy
from gongkai.web.review.chains import default_chains


def pages() -> dict[str, str]:
    """Return the pages by path below docs/reference."""
    return {"permissions.md": _permissions(), "journal.md": _journal()}


def _permissions() -> str:
    data = policy()
    lines = [
        "# 权限表 Permission matrix",
        "",
        "From `web/organs/matrix.toml`; conditions are predicates of `web/organs/predicates.py`.",
        "What 公众 may, everybody may.",
    ]
    for kind in data.objects.values():
        hidden = "；无权者视为不存在 (404)" if kind.is_hidden else ""
        lines += ["", f"## {kind.name}", "", f"`{kind.id}`{hidden}", "", "| 角色 | 操作 | 条件 |", "|---|---|---|"]
        for (role, verb), condition in kind.cells.items():
            lines.append(f"| {data.roles[role].name} | {data.verbs[verb]} `{verb}` | {_shown(condition)} |")
    return "\n".join(lines)


def _shown(condition: Condition) -> str:
    return " or ".join(" and ".join(f"`{name}`" for name in part) for part in condition)


def _journal() -> str:
    lines = ["# 日志与审核 Journal and review", "", "## 日志记录的操作 Actions", "", "| 操作 | 名称 |", "|---|---|"]
    lines += [f"| `{action}` | {word} |" for action, word in ACTIONS.items()]
    lines += ["", "## 默认审核流程 Review chains", "", "An organ may set up its own, which must hold a 保密审查.", ""]
    for chain in default_chains().values():
        lines.append(f"- {chain.name} `{chain.kind}`：" + " → ".join(step.name for step in chain.steps))
    return "\n".join(lines)
