"""What a review keeps of one report: enough for overview, workbook and results, and to be taken up again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from gongkai.check import Severity
from gongkai.check.acceptance import Settled
from gongkai.review.objects import checked_object
from gongkai.review.wording import Remark, place_label, plain, remarks_of
from gongkai.write.json import Json, dump


@dataclass(frozen=True, slots=True)
class Line:
    """One finding as a reviewer reads it in a list."""

    number: int
    severity: str
    code: str
    rule: str
    where: str
    found: str
    expected: str
    message: str
    basis: str
    quote: str
    accepted: str


@dataclass(frozen=True, slots=True)
class Record:
    """One file of a review: the report's identity, its findings, the files written; or why it could not be read."""

    file: str
    stem: str
    organ: str | None = None
    year: int | None = None
    title: str = ""
    cells: int = 0
    unread: int = 0
    lines: tuple[Line, ...] = ()
    result: Mapping[str, Json] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)
    error: str = ""
    key: str = ""

    @property
    def name(self) -> str:
        """The file's own name, without its folder."""
        return PurePath(self.file).name

    @property
    def why(self) -> str:
        """Why the file could not be read, said of its name."""
        return self.error.replace(self.file, self.name)

    def count(self, severity: Severity) -> int:
        """Return how many open findings are of this severity."""
        return sum(line.severity == severity and not line.accepted for line in self.lines)

    @property
    def errors(self) -> int:
        """How many open findings are errors."""
        return self.count(Severity.ERROR)

    @property
    def accepted(self) -> int:
        """How many findings are accepted."""
        return sum(bool(line.accepted) for line in self.lines)

    @property
    def status(self) -> str:
        """What is to be done about the report, in words."""
        if self.error:
            return "无法读取"
        if self.errors:
            return "须更正"
        if self.count(Severity.WARNING):
            return "须说明"
        return "有未读出内容" if self.unread else "通过"


def record_of(settled: Settled, *, file: str, stem: str, title: str, files: Mapping[str, str], key: str) -> Record:
    """Return the record of a checked report."""
    report = settled.report
    return Record(
        file=file,
        stem=stem,
        organ=report.organ,
        year=report.year,
        title=title,
        cells=sum(1 for _ in report.figures()),
        unread=len(report.unread),
        lines=tuple(_line(settled, remark) for remark in remarks_of(settled)),
        result=checked_object(settled, file),
        files=files,
        key=key,
    )


def _line(settled: Settled, remark: Remark) -> Line:
    found = remark.finding
    return Line(
        remark.number,
        found.severity.value,
        found.code,
        found.rule,
        place_label(settled.report, found),
        _spelled(found.found),
        _spelled(found.expected),
        plain(found.message),
        found.basis,
        found.words.quote if found.words else "",
        remark.acceptance.reason if remark.acceptance else "",
    )


def _spelled(value: object) -> str:
    return "" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)


def spell_record(record: Record) -> str:
    """Return a record as JSON, to be read again by `parse_record`."""
    shape = {name: getattr(record, name) for name in Record.__dataclass_fields__ if name != "lines"}
    return dump({**shape, "lines": [asdict(line) for line in record.lines]}, indent=1) + "\n"


def parse_record(text: str) -> Record | None:
    """Return the record that a text holds, None where it is none."""
    try:
        data: dict[str, Any] = json.loads(text, parse_float=Decimal)
        lines = tuple(Line(**line) for line in data.pop("lines"))
        return Record(**data, lines=lines)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
