"""A frozen version as a file in each of the official formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from gongkai.errors import UnwritableReport
from gongkai.report import Report
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.models import FrozenReport, Publication
from gongkai.write import write_report

MEDIA_TYPES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pdf": "application/pdf",
        "html": "text/html; charset=utf-8",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "json": "application/json",
    }
)
"""The formats in which a report is published, by suffix."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """The bytes of a report in one format, its type and the name to save it under."""

    name: str
    media_type: str
    content: bytes


def written_file(frozen: FrozenReport, suffix: str, published_on: date | None = None) -> WrittenFile:
    """Write a frozen version in one of the official formats.

    Raises:
        UnwritableReport: it is none of them.
    """
    if suffix not in MEDIA_TYPES:
        raise UnwritableReport(
            f"年度报告不提供“{suffix}”格式", fix=f"可用格式：{'、'.join(MEDIA_TYPES)}", field="format"
        )
    value = replace(report_in(frozen), published_on=published_on)
    name = f"{value.organ}{value.year}年政府信息公开工作年度报告_第{frozen.number}版.{suffix}"
    return WrittenFile(name, MEDIA_TYPES[suffix], write_report(value, suffix))


def published_report(publication: Publication) -> Report:
    """Return the report as it is published: with its date."""
    return replace(report_in(publication.frozen), published_on=publication.published_on)
