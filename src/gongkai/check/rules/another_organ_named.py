"""GK926."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report

_OWN_NAME = re.compile(
    r"(?:现将|现发布|现公布|编制|《|[。\n])(?P<organ>[\u4e00-\u9fff]{2,24}?)\s*20\d{2}\s*年度?"
    r"(?:政府|政务)信息公开(?:工作)?(?:年度)?(?:工作)?(?:情况)?(?:年度)?报告"
)
_GENERAL = re.compile(
    r"^(?:现将|现发布|现公布|编制|关于|了|本|我|各|全|依据|根据|按照|中华人民共和国|国务院|的|年度|如下|我[们局镇乡区县市街])+"
)


@rule(
    code="GK926",
    severity=Severity.WARNING,
    basis="form",
    message="报告机关是“{organ}”，文中却写“{quote}”。请核对是否照抄了其他机关的报告。",
)
def another_organ_named(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a sentence that calls the report another organ's.

    Why it matters: another place's name in the opening sentence is what a copied report leaves behind.
    Example: a report of 青山区财政局 that opens 现将清河县教育局2023年政府信息公开工作年度报告公布如下.
    Known exceptions: short and long forms of one name share characters and are quiet; other names are not looked at.
    """
    if not report.organ:
        return
    text = report.text or "\n".join(section.text for section in report.sections.values())
    for match in _OWN_NAME.finditer(text):
        named = _GENERAL.sub("", match["organ"])
        if len(named) >= 3 and not _may_be_same(named, report.organ):
            words = Words(None, match.start("organ"), match.end(), match[0][match.start("organ") - match.start() :])
            yield Fault(
                expected=report.organ,
                found=named,
                words=words if report.text else None,
                slots={"organ": report.organ, "quote": named},
            )


def _may_be_same(named: str, organ: str) -> bool:
    """Whether two names share a piece of two characters that is not only a word for a kind of organ."""
    pieces = {named[at : at + 2] for at in range(len(named) - 1)}
    shared = {piece for piece in pieces if piece in organ}
    return bool(shared - _KINDS)


_KIND_WORDS = (
    "人民政府 街道办事处 委员会 局机关 教育局 财政局 卫生健康局 镇人民政府 乡人民政府 县人民政府 区人民政府 市人民政府 "
    "管理局 办公室 公安局 发展和改革局 自然资源局 规划局 司法局 应急管理局 统计局"
)
_KINDS = frozenset(word[at : at + 2] for word in _KIND_WORDS.split() for at in range(len(word) - 1))
