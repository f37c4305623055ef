"""Accepted findings: a fault that somebody answered with a reason, kept until what it speaks of changes.

They stand in a small JSON file beside the report, `NAME.accepted.json`. An acceptance holds while the rule, the cells
with their values, the quoted words, expected and found are what they were; when one of them changes, the finding is
back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from gongkai.check.rule import Finding, NotRun, Severity
from gongkai.check.run import Checked
from gongkai.errors import InputError
from gongkai.report import ABSENT, Report, Value

SUFFIX = ".accepted.json"
_ABSENT_WORD = "〔报告没有这一格〕"

Kept = int | str | None
"""A value as the file keeps it: whole numbers as such, other decimals and text as strings, a blank as null."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One accepted finding: what it was about, why it is accepted, by whom and when."""

    code: str
    rule: str
    cells: tuple[tuple[str, Kept], ...]
    quote: str
    expected: Kept
    found: Kept
    reason: str
    who: str = ""
    on: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """A checked report with its findings parted: those open, those accepted, and acceptances that hold no more."""

    report: Report
    open: tuple[Finding, ...]
    accepted: tuple[tuple[Finding, Acceptance], ...]
    lapsed: tuple[Acceptance, ...]
    not_run: tuple[NotRun, ...]

    @property
    def errors(self) -> int:
        """How many open findings are errors."""
        return self.count(Severity.ERROR)

    def count(self, severity: Severity) -> int:
        """Return how many open findings are of this severity."""
        return sum(found.severity is severity for found in self.open)


def settle(checked: Checked, acceptances: Sequence[Acceptance] = ()) -> Settled:
    """Part the findings of a report by the acceptances given."""
    left = list(acceptances)
    still_open: list[Finding] = []
    accepted: list[tuple[Finding, Acceptance]] = []
    for found in checked.findings:
        identity = _identity(found, checked.report)
        match = next((item for item in left if _identity_of(item) == identity), None)
        if match is None:
            still_open.append(found)
        else:
            left.remove(match)
            accepted.append((found, match))
    return Settled(checked.report, tuple(still_open), tuple(accepted), tuple(left), checked.not_run)


def accept(found: Finding, report: Report, *, reason: str, who: str = "", on: date | None = None) -> Acceptance:
    """Return the acceptance of a finding as the report stands.

    Raises:
        InputError: there is no reason.
    """
    if not reason.strip():
        raise InputError("接受一个问题要写明理由", fix="请用 --reason 写明为什么可以不改", field="reason")
    code, cells, quote, expected, value = _identity(found, report)
    return Acceptance(
        code, found.rule, cells, quote, expected, value, reason.strip(), who.strip(), on.isoformat() if on else ""
    )


def choose(findings: Iterable[Finding], wanted: str) -> list[Finding]:
    """Return the findings that `CODE`, `CODE:ref` or `CODE:words` names.

    Raises:
        InputError: none is named so, or `CODE` alone could mean several.
    """
    code, _, about = wanted.partition(":")
    fitting = [found for found in findings if found.code == code.strip()]
    about = about.strip()
    if about:
        fitting = [f for f in fitting if about in f.cells[:1] or (f.words is not None and about in f.words.quote)] or [
            f for f in fitting if about in f.cells
        ]
    if not fitting:
        raise InputError(f"没有“{wanted}”这一问题", fix="先执行 gongkai check 查看编号和单元格", field="accept")
    if not about and len(fitting) > 1:
        names = "、".join(f"{code}:{f.cells[0] if f.cells else f.words.quote[:12] if f.words else ''}" for f in fitting)
        raise InputError(f"{code}有{len(fitting)}处", why="不知道接受哪一处", fix=f"请写明：{names}", field="accept")
    return fitting


def accepted_file(report_file: Path) -> Path:
    """Return where the acceptances of a report's file are kept: beside it."""
    return report_file.with_name(report_file.name + SUFFIX)


def parse_acceptances(text: str, name: str) -> list[Acceptance]:
    """Read the text of an acceptance file.

    Raises:
        InputError: it is not such a file.
    """
    try:
        items = json.loads(text)["accepted"]
        return [_parse(item) for item in items]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError(
            f"“{name}”不是有效的接受记录",
            why=f"{type(error).__name__}: {error}",
            fix="请改正或删除这个文件",
            field="accept",
        ) from None


def load_acceptances(path: Path) -> list[Acceptance]:
    """Return the acceptances that a file holds, none where there is no such file.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        return parse_acceptances(path.read_text("utf-8"), path.name)
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"不能读取接受记录“{path.name}”", why=str(error), field="accept") from None


def spell_acceptances(acceptances: Iterable[Acceptance]) -> str:
    """Return the text of an acceptance file, for people to read and programs to keep."""
    items = [asdict(item) | {"cells": dict(item.cells)} for item in acceptances]
    return json.dumps({"accepted": items}, ensure_ascii=False, indent=1) + "\n"


_Identity = tuple[str, tuple[tuple[str, Kept], ...], str, Kept, Kept]


def _identity(found: Finding, report: Report) -> _Identity:
    cells = tuple(sorted((ref, _kept(report.value(ref))) for ref in found.cells))
    quote = found.words.quote if found.words else ""
    return found.code, cells, quote, _kept(found.expected), _kept(found.found)


def _identity_of(item: Acceptance) -> _Identity:
    return item.code, item.cells, item.quote, item.expected, item.found


def _kept(value: Value) -> Kept:
    if value is ABSENT:
        return _ABSENT_WORD
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else f"{value.normalize():f}"
    return value


def _parse(item: dict[str, object]) -> Acceptance:
    cells = item.get("cells") or {}
    if not isinstance(cells, dict):
        raise TypeError("cells")
    words = {name: str(item.get(name) or "") for name in ("rule", "quote", "reason", "who", "on")}
    if not words["reason"].strip():
        raise KeyError("reason")
    expected, found = (_checked(item.get(name)) for name in ("expected", "found"))
    pairs = tuple(sorted((str(ref), _checked(value)) for ref, value in cells.items()))
    return Acceptance(code=str(item["code"]), cells=pairs, expected=expected, found=found, **words)


def _checked(value: object) -> Kept:
    if value is None or isinstance(value, int | str):
        return value
    raise TypeError(f"{value!r}")
