"""Where each record behind a figure is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongkai.web.reporting.queries import Source, Sources

_PAGES: Final[Mapping[str, str]] = {"case": "desk:case", "appeal": "desk:appeal", "report": "desk:report"}
_ENTRY: Final = "desk:entry"
KINDS: Final[Mapping[str, str]] = {
    "case": gettext_noop("依申请公开案件"),
    "appeal": gettext_noop("行政复议、行政诉讼"),
    "document": gettext_noop("规章、行政规范性文件"),
    "decision": gettext_noop("行政许可、处罚、强制决定（月度数）"),
    "item": gettext_noop("事项清单"),
    "charge": gettext_noop("行政事业性收费（月度数）"),
    "purchase": gettext_noop("政府集中采购"),
    "report": gettext_noop("上年度报告"),
}


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """Records of one kind with their addresses."""

    name: str
    rows: list[tuple[Source, str]]


@dataclass(frozen=True, slots=True)
class SourcesShown:
    """The records behind a figure in groups, and how many more the viewer may not see."""

    groups: list[SourceGroup]
    others: int


def linked(sources: Sources) -> SourcesShown:
    """Return the records by kind, each with the address of its page where it has one."""
    groups: dict[str, list[tuple[Source, str]]] = {}
    for source in sources.shown:
        groups.setdefault(source.kind, []).append((source, _address(source)))
    return SourcesShown([SourceGroup(_(KINDS.get(kind, kind)), rows) for kind, rows in groups.items()], sources.others)


def _address(source: Source) -> str:
    page = _PAGES.get(source.kind)
    return reverse(page, args=[source.ref]) if page else reverse(_ENTRY, args=[source.kind, source.ref])
