"""Cut narratives into the sentences that are an organ's own words, without what the form prescribes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from gongkai.form import editions

Passage = tuple[str, int, str]
"""A report's id, the number of a section, and the section's text."""

LEAST: Final = 14
"""Sentences with fewer characters (signs and digits aside) are not compared: too many are alike by chance."""

_END: Final = re.compile(r"[。！？；\n]")
_SIGNS: Final = re.compile(r"[\W_]+")
_DIGITS: Final = re.compile(r"\d+")
_NUMBERING: Final = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]+|[一二三四五六七八九十]是|第[一二三四五六七八九十][,，、])\s*"
)
_PRESCRIBED: Final = re.compile(
    r"统计(?:数据)?的?期限|所列数据|勾稽关系|条例》?.{0,60}(?:编制|公布|发布|形成|撰写|制作).{0,30}报告|报告.{0,40}(?:组成|联系)|"
    r"(?:编制|形成|发布|公布).{0,12}本?(?:年度)?报告|年度报告格式|电子版.{0,20}(?:下载|查阅|查询)|(?:如有|如对).{0,10}疑问|"
    r"信息处理费管理办法|没有?其他需要报告的?事项|无其他需要报告|^.{0,40}政府信息公开工作?年度报告$|收取信息处理费"
)


class Sentence(NamedTuple):
    """A sentence of a report: where it stands, its words as printed, and its letters alone with digits made alike."""

    report: str
    section: int
    start: int
    text: str
    key: str


def own_sentences(passage: Passage) -> Iterator[Sentence]:
    """Yield the sentences of a passage that the organ wrote itself."""
    report, section, text = passage
    start = 0
    for match in (*_END.finditer(text), None):
        end = match.end() if match else len(text)
        piece = text[start:end]
        words = _NUMBERING.sub("", piece).strip()
        key = sentence_key(words)
        if len(key) >= LEAST and not _prescribed(words, key):
            yield Sentence(report, section, start + piece.find(words[:8]), words, key)
        start = end


def sentence_key(words: str) -> str:
    """Return the letters of a sentence, with every number written 0."""
    return _DIGITS.sub("0", _SIGNS.sub("", words))


def _prescribed(words: str, key: str) -> bool:
    return key in _labels() or _PRESCRIBED.search(words) is not None


@cache
def _labels() -> frozenset[str]:
    """Return every heading and label that the editions of the form print."""
    found: set[str] = set()
    for edition in editions().values():
        found.update(edition.sections.values())
        for table in edition.tables:
            for block in table.blocks:
                found.add(block.heading)
                found.update(column.label for column in block.columns)
                found.update(label for row in block.rows for label in (row.label, row.group, *row.also))
        found.update(relation.text for relation in edition.relations)
    return frozenset(sentence_key(_NUMBERING.sub("", label)) for label in found)
