"""A file that somebody drops: read apart, checked, and handed back marked. Nothing of it is kept anywhere."""

from __future__ import annotations

import base64
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from gongkai.check import Neighbours, check
from gongkai.check.acceptance import Settled, settle
from gongkai.errors import UnsafeFile
from gongkai.report import Report
from gongkai.review import annotated_document, checked_object, review_page, workbook
from gongkai.review.record import record_of
from gongkai.web.files.kinds import TYPES
from gongkai.web.reporting.uploads import read_upload
from gongkai.write.json import contract_object, dump

MOST_BYTES: Final = 20 * 1024 * 1024
MOST_TEXT: Final = 300_000
_MOST_LINKED: Final = 6 * 1024 * 1024
_JSON: Final = "application/json"


@dataclass(frozen=True, slots=True)
class GivenBack:
    """What somebody gets back: a page, and files by name with their types."""

    settled: Settled
    name: str
    files: dict[str, tuple[str, bytes]]

    def page(self, links: dict[str, str]) -> str:
        """Return the marked page with its files inside it, and further links."""
        carried = {name: _inline(media_type, content) for name, (media_type, content) in self.files.items()}
        if sum(map(len, carried.values())) > _MOST_LINKED:
            carried = {}
        return review_page(self.settled, file=self.name, links=links | carried)


def read_given(name: str, data: bytes) -> Report:
    """Read a file that nobody vouches for; pictures are not recognised here, for that takes minutes.

    Raises:
        UnsafeFile: it is too large, or was refused by a limit that protects the reader.
        UnreadableFile: it is no report, or can only be read by text recognition.
    """
    if len(data) > MOST_BYTES:
        raise UnsafeFile(f"文件超过{MOST_BYTES // 1048576}MB", fix="请压缩其中的图片，或者另存后再上传")
    report = read_upload(name, data, recognises=False)
    if len(report.text) > MOST_TEXT:
        raise UnsafeFile(f"正文超过{MOST_TEXT // 10000}万字，不像一份年度报告", fix="请只上传年度报告本身")
    return report


def give_back(name: str, data: bytes, today: date, *, previous: Report | None = None) -> GivenBack:
    """Read, check and mark a file.

    Args:
        name: what the sender calls it; shown, and never used as a path.
        data: the whole file.
        today: the day of the comments.
        previous: the same organ's report of the year before, where it is public.

    Raises:
        UnreadableFile: it is no report, or cannot be read as one.
    """
    return mark_given(name, data, read_given(name, data), today, previous=previous)


def mark_given(name: str, data: bytes, report: Report, today: date, *, previous: Report | None = None) -> GivenBack:
    """Check a report that was read from a file, and write what is handed back."""
    shown = _shown_name(name)
    settled = settle(check(report, Neighbours(previous=previous)), [])
    record = record_of(settled, file=shown, stem="report", title=report.title or "", files={}, key="")
    result = {"report": contract_object(report), "check": checked_object(settled, shown)}
    stem = PurePath(shown).stem or "report"
    files = {
        f"{stem}（批注）.docx": (TYPES[".docx"], annotated_document(settled, data, on=today).data),
        f"{stem}（检查结果）.xlsx": (TYPES[".xlsx"], workbook([record])),
        f"{stem}（检查结果）.json": (_JSON, dump(result, indent=1).encode()),
    }
    return GivenBack(settled, shown, files)


def _shown_name(name: str) -> str:
    plain = name.replace("\\", "/").rpartition("/")[2]
    return "".join(c for c in plain if unicodedata.category(c)[0] != "C")[:100] or "年度报告"


def _inline(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"
