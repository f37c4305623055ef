"""Save a section of text; a proposed one is confirmed by it."""

from __future__ import annotations

from typing import Final

from gongkai.errors import InputError
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.reporting.changes import add_author, changing, need_open, record
from gongkai.web.reporting.models import AnnualReport, ReportSection

_MOST: Final = 60_000


class Conflict(StaleVersion):
    """Two people wrote the same section: both texts are kept in sight."""

    def __init__(self, name: str, *, stored: str, yours: str) -> None:
        super().__init__(name)
        self.stored = stored
        self.yours = yours


def save_section(viewer: Viewer, report: AnnualReport, number: int, source: str, *, version: int) -> None:
    """Save the text of a section, as a person has read it.

    Args:
        viewer: who writes.
        report: the report.
        number: the section's number on the form.
        source: the text with its references.
        version: of the section as it was shown.

    Raises:
        Refused: the viewer may not.
        InputError: there is no such section, or the text is too long.
        Conflict: somebody else saved it meanwhile; it carries both texts.
    """
    text = "\n".join(line.rstrip() for line in source.replace("\r\n", "\n").strip().split("\n"))
    if len(text) > _MOST:
        raise InputError(f"文字有{len(text)}字，超过{_MOST}字", fix="请精简内容")
    with changing(viewer, report, "edit"):
        need_open(report)
        section = ReportSection.objects.filter(report=report, number=number).first()
        if section is None:
            raise InputError(f"报告没有可以编辑的第{number}部分", fix="请先汇编")
        if section.version != version:
            raise Conflict(f"{report}第{number}部分", stored=section.source, yours=text)
        before = {"section": number, "length": len(section.source), "proposed": section.is_proposed}
        section.source, section.is_proposed, section.version = text, False, section.version + 1
        section.save(update_fields=["source", "is_proposed", "version"])
        add_author(viewer, report)
        record(viewer, report, "save_section", before=before, after={"section": number, "length": len(text)})
