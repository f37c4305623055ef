"""The review of many reports: what is written for each, and what is put together from all of them.

Each report's record is written last and names a key of everything that went into it; where file, options and rules are
what they were, the report is not done again. Every file appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Final

from gongkai import __version__
from gongkai.check import Neighbours, check, rules
from gongkai.check.acceptance import Settled, accepted_file, load_acceptances, settle
from gongkai.check.copies import Passage, find_copies
from gongkai.check.profile import Profile, apply_profile
from gongkai.errors import UnwritableReport
from gongkai.read import read_bytes
from gongkai.read.files import load
from gongkai.report import Report, build_report
from gongkai.review.documents import annotated_document
from gongkai.review.expected import Organ, call_roll
from gongkai.review.letter import Sender, letter_docx, letter_markdown
from gongkai.review.overview import overview
from gongkai.review.page import review_page
from gongkai.review.record import Record, parse_record, record_of, spell_record
from gongkai.review.workbook import workbook
from gongkai.write.json import dump
from gongkai.write.wording import title_of

_UNFIT: Final = re.compile(r'[\x00-\x1f<>:"/\\|?*\s]+')
_KINDS: Final = {
    "page": "pages/{}.html",
    "docx": "word/{}.docx",
    "letter": "letters/{}.docx",
    "markdown": "letters/{}.md",
}
_RECORDS: Final = "records"
_LEAST_SHARE: Final = 0.4
_MOST_TWINS: Final = 3  # the most alike come first


@dataclass(frozen=True)
class Plan:
    """What a review is to do: where to write, by which profile, from whom.

    By file: its short name, the reports that share much of its words, and last year's report of the same organ.
    """

    out: Path
    profile: Profile
    sender: Sender
    stems: Mapping[str, str]
    copies: Mapping[str, tuple[Twin, ...]]
    previous: Mapping[str, str] = field(default_factory=dict)
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Twin:
    """Another report that shares sentences with one: its organ and its words."""

    organ: str
    sections: tuple[tuple[int, str], ...]


def name_stems(files: Sequence[str], roots: Sequence[str]) -> dict[str, str]:
    """Return a short name for each file, unique among them, from its path below the folders given."""
    stems: dict[str, str] = {}
    taken: set[str] = set()
    for file in files:
        path = Path(file)
        root = next((Path(root) for root in roots if path.is_relative_to(root) and path != Path(root)), path.parent)
        below = path.relative_to(root)
        stem = _UNFIT.sub("_", "-".join([*below.parts[:-1], below.stem])).strip("._") or "report"
        stem = stem.encode()[:180].decode(errors="ignore")
        chosen, number = stem, 2
        if chosen.lower() in taken:
            chosen = f"{stem}{path.suffix.replace('.', '-')}"
        while chosen.lower() in taken:
            chosen, number = f"{stem}-{number}", number + 1
        taken.add(chosen.lower())
        stems[file] = chosen
    return stems


def passages_of(file: str) -> tuple[Twin, int | None]:
    """Read a report for its words alone, to be held against the others."""
    report = read_bytes(load(Path(file)), file)
    sections = tuple((number, section.text) for number, section in sorted(report.sections.items()))
    return Twin(report.organ or Path(file).stem, sections), report.year


def find_twins(words: Mapping[str, tuple[Twin, int | None]]) -> dict[str, tuple[Twin, ...]]:
    """Return for each file the other reports of the same year that share much of its words.

    A file that was held against others in vain has one twin without words: that it was compared is known then.
    """
    none = Twin("", ())
    found: dict[str, list[Twin]] = {}
    for year in {year for _, year in words.values()}:  # of one organ's two files neither is a copy
        passages: list[Passage] = [
            (file, number, text) for file, (twin, own) in words.items() if own == year for number, text in twin.sections
        ]
        for pair in find_copies(passages, least_share=_LEAST_SHARE, least_sentences=3).pairs:
            first, second = words[pair.first][0], words[pair.second][0]
            if first.organ != second.organ:
                found.setdefault(pair.first, []).append(second)
                found.setdefault(pair.second, []).append(first)
    compared = words if len(words) > 1 else {}
    return {file: tuple(found.get(file, [none])[:_MOST_TWINS]) for file in compared}


def find_previous(
    words: Mapping[str, tuple[Twin, int | None]], earlier: Mapping[str, tuple[Twin, int | None]]
) -> dict[str, str]:
    """Return for each file the report of the same organ for the year before."""
    known = {(twin.organ, year): file for file, (twin, year) in earlier.items() if year is not None}
    pairs = ((file, known.get((twin.organ, year - 1))) for file, (twin, year) in words.items() if year is not None)
    return {file: before for file, before in pairs if before is not None}


def review_file(file: str, plan: Plan) -> Record:
    """Read and check one file, write what belongs to it, and return its record.

    Raises:
        UnreadableFile: the file is not a report, or cannot be read.
    """
    data = load(Path(file))
    stem = plan.stems[file]
    target = plan.out / _RECORDS / f"{stem}.json"
    key = _key(file, data, plan)
    known = None if plan.fresh else _known(target, key, plan.out)
    if known is not None:
        return replace(known, file=file)
    report = read_bytes(data, file)
    before = plan.previous.get(file)
    near = Neighbours(
        previous=read_bytes(load(Path(before)), before) if before else None,
        others=tuple(_other(report, twin) for twin in plan.copies.get(file, ())),
    )
    settled = settle(apply_profile(check(report, near), plan.profile), load_acceptances(accepted_file(Path(file))))
    files = {kind: pattern.format(stem) for kind, pattern in _KINDS.items()}
    _write_one(settled, data, file, files, plan)
    record = record_of(settled, file=file, stem=stem, title=title_of(report), files=files, key=key)
    write_whole(target, spell_record(record).encode())
    return record


def _write_one(settled: Settled, data: bytes, file: str, files: Mapping[str, str], plan: Plan) -> None:
    links = {"总览": "../index.html", "批注文档": f"../{files['docx']}", "审核意见": f"../{files['letter']}"}
    shown = review_page(settled, file=Path(file).name, links=links)
    for kind, content in (
        ("page", shown.encode()),
        ("docx", annotated_document(settled, data, on=plan.sender.on).data),
        ("letter", letter_docx(settled, plan.sender)),
        ("markdown", letter_markdown(settled, plan.sender).encode()),
    ):
        write_whole(plan.out / files[kind], content)


def _other(report: Report, twin: Twin) -> Report:
    return build_report(report.edition, {}, organ=twin.organ, year=report.year, sections=dict(twin.sections))


def finish(records: Sequence[Record], plan: Plan, expected: Sequence[Organ] = ()) -> None:
    """Write what is put together from all reports: overview, workbook, results."""
    roll = call_roll(expected, records) if expected else None
    write_whole(plan.out / "results.jsonl", "".join(_result_line(record) for record in records).encode())
    write_whole(plan.out / "review.xlsx", workbook(records, roll))
    write_whole(plan.out / "index.html", overview(records, roll=roll, profile=plan.profile.label).encode())


def _result_line(record: Record) -> str:
    return dump({"file": record.file, "error": record.error} if record.error else record.result) + "\n"


def _known(target: Path, key: str, out: Path) -> Record | None:
    """Return the record of an earlier run where nothing has changed and everything it wrote is still there."""
    try:
        record = parse_record(target.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    if record is None or record.key != key or not all((out / name).is_file() for name in record.files.values()):
        return None
    return record


def _key(file: str, data: bytes, plan: Plan) -> str:
    beside = accepted_file(Path(file))
    accepted = beside.read_bytes() if beside.is_file() else b""
    before = load(Path(plan.previous[file])) if file in plan.previous else b""
    parts = [repr((__version__, plan.profile, plan.sender, plan.copies.get(file), plan.stems[file])), _rules_key()]
    digests = [hashlib.sha256(content).hexdigest() for content in (data, accepted, before)]
    return hashlib.sha256("\0".join([*digests, *parts]).encode()).hexdigest()


@cache
def _rules_key() -> str:
    """Return a digest of what the rules are, so that a review is done again when they change."""
    return hashlib.sha256(repr([(r.code, r.severity, r.message, r.doc) for r in rules().values()]).encode()).hexdigest()


def prepare(out: Path) -> None:
    """Make the folders of a review."""
    for name in sorted({_RECORDS, *(pattern.partition("/")[0] for pattern in _KINDS.values())}):
        (out / name).mkdir(parents=True, exist_ok=True)


def write_whole(target: Path, data: bytes) -> None:
    """Write a file beside its place and put it there in one step.

    Raises:
        UnwritableReport: the folder is gone, full, or may not be written.
    """
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".", suffix=".tmp")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, 0o644)
        os.replace(temporary, target)
    except OSError as error:
        raise UnwritableReport(f"不能写入“{target}”", why=error.strerror or str(error), field="out") from None
    finally:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)


def without_review(files: Iterable[str], out: Path) -> list[str]:
    """Leave out the files that a review itself wrote."""
    own = out.resolve()
    return [file for file in files if not Path(file).resolve().is_relative_to(own)]
