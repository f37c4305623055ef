"""GK105."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from gongkai.check.rule import Fault, Neighbours, NotRun, Severity, Words, rule
from gongkai.report import Report

_SECTION = re.compile(r"^[\s#*]*(?P<mark>[一二三四五六七八九]{1,2}|\d{1,2})\s*[、.．,，]?")
_SECOND = re.compile(r"^[ \u3000#*]*(?P<mark>[（(]\s*(?P<number>[一二三四五六七八九十]|\d{1,2})\s*[）)])", re.MULTILINE)
_NUMERALS = "零一二三四五六七八九十"


@rule(
    code="GK105",
    severity=Severity.NOTICE,
    basis="form",
    message="“{quote}”的编号与上下文不一致，按顺序和体例应为“{right}”。请统一编号。",
)
def heading_numbering_broken(report: Report, near: Neighbours) -> Iterator[Fault | NotRun]:
    """Flag a section number, or a number of the second level, that breaks the style of the others.

    Why it matters: a number in another style is usually what a copied or automatically numbered paragraph leaves.
    Example: 5、存在的主要问题 after 四、…; （3）政府信息管理 after （二）依申请公开.
    Known exceptions: a report that numbers everything in one other style is not flagged.
    """
    yield from _sections(report)
    for section in report.sections.values():
        yield from _second_level(section.number, section.text)


def _sections(report: Report) -> Iterator[Fault]:
    marks = [(heading, _SECTION.match(heading.text)) for heading in report.headings if heading.line]
    chinese = sum(match is not None and match["mark"] in _NUMERALS for _, match in marks)
    for heading, match in marks:
        right = _NUMERALS[heading.number]
        if match is None or match["mark"] == right or chinese < 3:
            continue
        words = Words(None, heading.offset, heading.offset + len(heading.text), heading.text)
        yield Fault(expected=f"{right}、", found=match["mark"], words=words, slots={"right": f"{right}、"})


def _second_level(number: int, text: str) -> Iterator[Fault]:
    marks = list(_SECOND.finditer(text))
    chinese = [match for match in marks if match["number"] in _NUMERALS]
    if len(chinese) < 2 or len(marks) == len(chinese):
        return
    for before, match in pairwise(marks):
        after = before["number"]
        place = _NUMERALS.index(after) if after in _NUMERALS else int(after)
        if match["number"].isdigit() and int(match["number"]) == place + 1 <= 10:
            right = f"（{_NUMERALS[place + 1]}）"
            line = text[
                match.start("mark") : text.find("\n", match.end()) if "\n" in text[match.end() :] else len(text)
            ]
            words = Words(number, match.start("mark"), match.start("mark") + len(line[:30]), line[:30])
            yield Fault(expected=right, found=match["mark"], words=words, slots={"right": right})
