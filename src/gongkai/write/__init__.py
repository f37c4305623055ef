"""From a report to a file: Word, PDF, web page, spreadsheet, plain tables and JSON.

A format's module is imported when it is first written, so that reading a report does not load the office formats.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import Final

from gongkai.errors import UnwritableReport
from gongkai.report import Report

__all__ = ["Format", "format_for", "formats", "write_report"]


@dataclass(frozen=True, slots=True)
class Format:
    """A format that a report can be written in: its id, the suffix of its files, what it is, and who writes it."""

    id: str
    suffix: str
    label: str
    module: str
    function: str


_FORMATS: Final[Mapping[str, Format]] = MappingProxyType(
    {
        item.id: item
        for item in (
            Format("docx", ".docx", "Word 文档（官方表式，可编辑）", "docx", "write_docx"),
            Format("pdf", ".pdf", "PDF（嵌入字体，需安装 gongkai[pdf]）", "pdf", "write_pdf"),
            Format("html", ".html", "网页（整页）", "html", "write_page"),
            Format("html-fragment", ".fragment.html", "网页片段（贴入政府网站）", "html", "write_fragment"),
            Format("xlsx", ".xlsx", "Excel 工作簿（合计为公式）", "xlsx", "write_xlsx"),
            Format("csv", ".csv", "CSV（一格一行）", "csv", "write_csv"),
            Format("md", ".md", "Markdown", "markdown", "write_markdown"),
            Format("json", ".json", "JSON（供程序使用）", "json", "write_json"),
        )
    }
)
_SUFFIXES: Final = {".htm": "html", ".markdown": "md"} | {item.suffix: item.id for item in _FORMATS.values()}


def formats() -> Mapping[str, Format]:
    """Return every format by id."""
    return _FORMATS


def format_for(name: str) -> Format | None:
    """Return the format that a file of this name has by its suffix, or None."""
    lowered = name.lower()
    fitting = [suffix for suffix in _SUFFIXES if lowered.endswith(suffix)]
    return _FORMATS[_SUFFIXES[max(fitting, key=len)]] if fitting else None


def write_report(report: Report, format: str) -> bytes:
    """Return the report as a file of this format; the same report gives the same bytes.

    Raises:
        UnwritableReport: there is no such format, or what it needs is not installed.
    """
    chosen = _FORMATS.get(format)
    if chosen is None:
        known = "、".join(_FORMATS)
        raise UnwritableReport(f"不能写成“{format}”格式", fix=f"可写的格式：{known}", field="format")
    write = getattr(import_module(f"gongkai.write.{chosen.module}"), chosen.function)
    written: bytes = write(report)
    return written
