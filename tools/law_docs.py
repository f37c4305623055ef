"""Write the reference pages of law, clocks and procedure from their data.

``python -m tools.law_docs`` writes them; ``--check`` only says whether they are up to date.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from gongkai import law
from gongkai.clocks import (
    Clock,
    channels,
    clocks,
    consultation_kinds,
    national_calendar,
    packaged_notices,
    restart_kinds,
)
from gongkai.law.articles import articles
from gongkai.law.schedules import schedules
from gongkai.procedure import documents, kinds, labels, organ_kinds, outcomes

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
MADE = "由 `python -m tools.law_docs` 从数据生成，请改数据，不要改本页。"
ADDRESSING = """编号由法律文件和条号组成，例如 `oir#33` 是政府信息公开条例第三十三条。点后的数字看条文怎样写成：

- 整条是一个总起句带若干项的，点后是项：`oir#36.3` 是第三十六条第（三）项；
- 其他条文，点后是款：`oir#33.2` 是第三十三条第二款；款下有项的再加一个点：`oir#29.2.1` 是第二十九条第二款第（一）项。

逐年的放假通知用年份：`holiday_notice#2026`。"""
UNITS = {
    "working_day": "个工作日",
    "hour": "小时",
    "week": "周",
    "calendar_day": "日（自然日）",
    "month": "个月",
    "year": "年",
    "month_day": "（月-日）",
    "edition": "（版本）",
    "yes_no": "（是否）",
}


def table(head: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A Markdown table."""
    head = list(head)
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def page(title: str, *parts: str) -> str:
    """A page with its title and where it comes from."""
    return "\n\n".join([f"# {title}", MADE, *parts]) + "\n"


def _known(confirmed: bool, words: str) -> str:
    return words if confirmed else f"**{words}**"


def law_page() -> str:
    """Instruments, numbers and schedules."""
    return page(
        "法律文件和法定数值",
        "## 条文编号\n\n" + ADDRESSING,
        "## 法律文件\n\n" + _instruments(),
        "## 法定数值\n\n“未核”的数值在数据中为 `confirmed = false`，凡显示之处都同时显示。\n\n" + _parameters(),
        "## 收费标准\n\n" + _schedules(),
    )


def _instruments() -> str:
    return table(
        ("编号", "名称", "文号", "施行", "收录条文", "核对"),
        (
            (
                f"`{source.id}`",
                source.title,
                source.number,
                f"{source.first_day}至{source.last_day or '今'}",
                f"{len(articles(source.id))}条" if articles(source.id) else "无",
                _known(source.mark.confirmed, source.mark.zh) + (f"；{source.note}" if source.note else ""),
            )
            for source in law.instruments().values()
        ),
    )


def _parameters() -> str:
    return table(
        ("名称", "含义", "自", "数值", "依据", "核对"),
        (
            (
                f"`{known.name}`",
                known.zh,
                value.first_day,
                f"{value.value}{UNITS[known.unit]}",
                law.cite(value.basis).zh,
                _known(value.confirmed, value.mark.zh) + (f"；{value.note}" if value.note else ""),
            )
            for known in law.parameters().values()
            for value in known.values
        ),
    )


def _schedules() -> str:
    parts = []
    for versions in schedules().values():
        for known in versions:
            tiers = table(
                ("自", "至", f"每{known.counted}（元）", "依据"),
                (
                    (
                        tier.first,
                        tier.last or "以上",
                        f"{tier.each}，每{tier.span}{known.counted}提高{tier.rise}" if tier.span else tier.each,
                        law.cite(tier.basis).zh,
                    )
                    for tier in known.tiers
                ),
            )
            note = f"自{known.first_day}起，按{known.per}。**{known.mark.zh}**：{known.note}。"
            parts.append(f"### {known.zh}\n\n{note}\n\n{tiers}")
    return "\n\n".join(parts)


def articles_page() -> str:
    """The Regulation, article by article."""
    parts = []
    for article in articles("oir"):
        lines = "\n\n".join(article.lines)
        parts.append(f"## {article.label()} {{#oir-{article.number}}}\n\n`oir#{article.number}`\n\n{lines}")
    return page("政府信息公开条例（国务院令第711号）", articles("oir")[0].source + "。引用前请与公报核对。", *parts)


def clocks_page() -> str:
    """Clocks, channels, interruptions and the years covered."""
    calendar = national_calendar()
    return page(
        "期限",
        "计算方法和条文没有写明之处的处理，见[期限是怎样算出来的](../explanation/clocks.md)。",
        "## 期限一览\n\n"
        + table(
            ("编号", "期限", "长度", "起算（当日不计入）", "最后一日遇休息日", "依据", "届满之后"), map(_clock, _all())
        ),
        "## 收到申请之日\n\n"
        + table(
            ("渠道", "含义", "规则", "需要确认日期", "依据"),
            (
                (f"`{c.id}`", c.zh, c.rule, "是" if c.needs_confirmation else "否", law.cite(c.basis).zh)
                for c in channels().values()
            ),
        ),
        "## 征求意见\n\n"
        + table(
            ("编号", "含义", "对方的期限", "不计入的依据"),
            (
                (f"`{k.id}`", k.zh, clocks()[k.limit].zh if k.limit else "法律没有规定", law.cite(k.basis).zh)
                for k in consultation_kinds().values()
            ),
        ),
        "## 重新起算\n\n"
        + table(
            ("编号", "事由", "依据", "核对"),
            (
                (f"`{k.id}`", k.zh, law.cite(k.basis).zh, _known(k.mark.confirmed, k.mark.zh))
                for k in restart_kinds().values()
            ),
        ),
        f"## 工作日\n\n自{calendar.first_day}起。放假安排已公布至{calendar.settled_through}，"
        f"此后到{calendar.last_day}为暂定。",
        "随软件附带的通知文件：\n\n"
        + table(
            ("文件", "通知", "文号", "核对"),
            ((f"`{n.file}`", n.title, n.number, _known(n.mark.confirmed, n.mark.zh)) for n in packaged_notices()),
        ),
    )


def _all() -> Iterable[Clock]:
    return clocks().values()


def _clock(known: Clock) -> tuple[str, ...]:
    parameter = law.parameter(known.parameter)
    value = parameter.values[-1]
    mark = known.mark or value.mark
    basis = law.cite(known.basis or value.basis).zh
    return (
        f"`{known.id}`",
        known.zh,
        f"{value.value}{UNITS[parameter.unit]}",
        known.starts,
        f"顺延（{law.cite(known.rolls).zh}）" if known.rolls else "不适用",
        basis if mark.confirmed else f"{basis}**（{mark.zh}）**",
        known.lapse,
    )


def procedure_page() -> str:
    """Events, outcomes, documents and kinds of organ."""
    phases, roles = labels("phases"), labels("roles")
    return page(
        "程序、办理结果和救济途径",
        "## 事件\n\n"
        + table(
            ("事件", "含义", "此前阶段", "此后阶段", "由谁", "需要", "依据"),
            (
                (
                    f"`{k.id}`",
                    k.zh + ("（一次）" if k.once else "（每个期限一次）" if k.once_per_run else ""),
                    "、".join(phases[p] for p in k.phases) or "任何阶段",
                    phases[k.to] if k.to else "不变",
                    "、".join(roles[r] for r in k.by),
                    "、".join(f"`{n}`" for n in k.needs),
                    law.cite(k.basis).zh,
                )
                for k in kinds().values()
            ),
        ),
        "## 办理结果\n\n“须审核”一栏有内容的，文书发出前由法制机构确认。\n\n" + _outcomes(),
        "## 其他文书\n\n都不载明一般救济途径。\n\n"
        + table(("编号", "文书", "须审核"), ((f"`{d.id}`", d.zh, d.review) for d in documents().values())),
        "## 机关类型\n\n" + table(("编号", "机关"), ((f"`{n}`", zh) for n, zh in organ_kinds().items())),
    )


def _outcomes() -> str:
    first = {"yes": "是", "no": "否", "review": "未定"}
    paragraph = {"ordinary": "载明", "review": "不载明，须审核", "none": "不载明"}
    return table(
        ("代码", "编号", "结果", "依据", "年报行", "说明理由", "复议前置（2024年起）", "救济途径", "核对", "须审核"),
        (
            (
                o.code,
                f"`{o.id}`",
                o.zh,
                law.cite(o.basis).zh,
                f"`{o.row}`",
                law.cite(o.reasons).zh if o.reasons else "",
                first[o.reconsider_first],
                paragraph[o.remedy],
                _known(o.mark.confirmed, o.mark.zh),
                o.review,
            )
            for o in outcomes().values()
        ),
    )


PAGES: dict[str, Callable[[], str]] = {
    "law.md": law_page,
    "law-oir.md": articles_page,
    "clocks.md": clocks_page,
    "procedure.md": procedure_page,
}
"""The pages by file name; other generators may take them from here."""


def stale() -> list[str]:
    """The pages that no longer say what the data says."""
    return [
        name
        for name, make in PAGES.items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text(encoding="utf-8") != make()
    ]


def main() -> int:
    """Write the pages, or with --check say which are stale."""
    if "--check" in sys.argv[1:]:
        for name in stale():
            print(f"docs/reference/{name} 与数据不一致：请运行 python -m tools.law_docs")
        return int(bool(stale()))
    for name, make in PAGES.items():
        (FOLDER / name).write_text(make(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
