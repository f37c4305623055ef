"""Read a report out of flattened text, whatever converter flattened it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gongkai.errors import NotAReport
from gongkai.read.characters import is_traditional, mend_radicals, simplify
from gongkai.read.labels import LabelIndex, labels
from gongkai.read.laid_out import settle
from gongkai.read.lines import BarStyle, LineCutter, bar_style
from gongkai.read.narrative import (
    Identity,
    TextLine,
    choose_headings,
    heading_number,
    identify,
    is_signature_line,
    until_signature,
)
from gongkai.read.rows import has_cells
from gongkai.read.slots import Collector, Spot
from gongkai.read.tables import Tables, choose_edition, read_tables
from gongkai.report import Heading, Report, Section

NARRATIVE = (1, 5, 6)
_WINDOW = 2_000_000
_HEADINGS_OF_A_REPORT = 4  # fewer, after a report's last section, may be words of that section
_LARGE = 6_000_000
_ANCHOR = re.compile(r"上\s*年\s*结\s*转|本\s*年\s*新\s*收|信\s*息\s*公\s*开")
_LONGEST_ROW = 160
_new = tuple.__new__  # a named tuple without its constructor: a table has hundreds
_ONE_LINE = 0.5  # of the whole text: so much on one line was never printed so
_NUMBERED = re.compile(r"\s[一二三四五六]、\S{4,24}\s")
_BLANKS = re.compile(r"[^\S\n]")
_ARTEFACT = re.compile(r"\[bookmark: [^\]]*\]")


def read_text(text: str, *, file: str = "") -> Report:
    """Read a report from text in which the tables were flattened.

    Args:
        text: the whole text; lines end in any way.
        file: the file's name, for messages.

    Raises:
        NotAReport: nothing in the text is an annual report's.
    """
    text = _unrolled(_window(text))
    shown = mend_radicals(text)
    shown = simplify(shown) if is_traditional(shown) else shown
    lines = _lines(shown)
    found = _find_headings(lines)
    headings = choose_headings(found, len(shown))
    if (end := end_of_report(found, headings)) is not None:
        shown = shown[:end]
        lines = [line for line in lines if line.offset < end]
    index = labels()
    collector = _collect(lines, headings, index, bar_style(shown))
    return assemble(shown, lines, headings, collector, file=file, is_laid_out=True)


def _unrolled(text: str) -> str:
    """Return a report that a converter wrote on one line with a line for each word: offsets stay what they were."""
    longest = max(text.splitlines(), key=len, default="")
    if len(longest) < _ONE_LINE * len(text) or len(_NUMBERED.findall(longest)) < _HEADINGS_OF_A_REPORT:
        return text
    return text.replace(longest, _BLANKS.sub("\n", longest))


def end_of_report(found: Sequence[Heading], chosen: Sequence[Heading]) -> int | None:
    """Return the offset of the heading with which another report, or a copy of this one, begins after it."""
    last = chosen[-1].offset if chosen else 0
    after = [heading for heading in found if heading.offset > last]
    first = next((heading.offset for heading in after if heading.number == 1), None)
    return first if len({heading.number for heading in after}) >= _HEADINGS_OF_A_REPORT else None


def assemble(
    text: str,
    lines: Sequence[TextLine],
    headings: tuple[Heading, ...],
    collector: Collector,
    *,
    file: str,
    is_laid_out: bool = False,
) -> Report:
    """Put a report together from its lines, headings and the slots of its tables.

    With `is_laid_out`, what the slots leave unread is also looked for where it stands on its lines.

    Raises:
        NotAReport: there are neither the tables nor the sections of an annual report.
    """
    filled = sum(has_cells(slot) for slot in collector.slots)
    if filled < 3 and len({heading.number for heading in headings}) < 3:
        raise NotAReport(
            f"{file or '这份文件'}不是政府信息公开工作年度报告",
            why="既没有找到年度报告的六个部分，也没有找到法定表格",
            fix="请确认文件是否选对；如果年度报告是图片，要先做文字识别",
        )
    sections = _sections(text, lines, headings)
    identity = _identity(text, lines, headings, sections)
    edition = choose_edition(collector, identity.year)
    tables: Tables = read_tables(collector, edition, labels())
    if is_laid_out:
        settle(tables, collector, lines, headings)
    return Report(
        organ=identity.organ,
        year=identity.year,
        edition=edition,
        values=tuple(tables.values),
        places=tuple(tables.places),
        sections=sections,
        headings=tuple(map(_unmarked, headings)),
        title=identity.title,
        published_on=identity.published_on,
        unread=tuple(tables.unread),
        text=text,
        file=file,
    )


def _window(text: str) -> str:
    """Cut a very long text down to the part that can be a report."""
    if len(text) <= _LARGE:
        return text
    spots = [match.start() for match in _ANCHOR.finditer(text)]
    if not spots:
        raise NotAReport(f"文本长{len(text)}字，其中没有政府信息公开年度报告", fix="请确认文件是否选对")
    middle = spots[len(spots) // 2]
    first = next(spot for spot in spots if spot >= middle - _WINDOW)
    start = max(0, first - _WINDOW // 4)
    return text[start : start + 2 * _WINDOW]


def _unmarked(heading: Heading) -> Heading:
    """Return a heading without the number signs that Markdown puts before it."""
    text = heading.text.lstrip("#")
    return heading if text == heading.text else replace(heading, text=text.strip())


def _lines(text: str) -> list[TextLine]:
    lines = []
    offset = 0
    for number, (line, whole) in enumerate(zip(text.splitlines(), text.splitlines(keepends=True), strict=True), 1):
        lines.append(_new(TextLine, (number, offset, line)))
        offset += len(whole)
    return lines


def _find_headings(lines: Sequence[TextLine]) -> list[Heading]:
    return [
        Heading(number, line.text.strip(), line.offset, line.number)
        for line in lines
        if len(line.text) > 3 and (number := heading_number(line.text)) is not None
    ]


def _collect(lines: Sequence[TextLine], headings: Sequence[Heading], index: LabelIndex, style: BarStyle) -> Collector:
    collector = Collector(index)
    cutter = LineCutter(index, style)
    heads = {heading.line: heading.number for heading in headings}
    for number, _, text in lines:
        if number in heads:
            collector.enter_section(heads[number])
            continue
        if len(text) > _LONGEST_ROW and "\t" not in text and "|" not in text and "   " not in text:
            collector.close()  # prose: no row of a table is that long
            continue
        cells = cutter.cells(text)
        if not cells:
            collector.add_gap(number)
        for at, cell in enumerate(cells):
            spot = _new(Spot, (number, cell.column, None, None, None, None))
            collector.add(cell.text, spot, number, at, ruled=cell.delimited)
    return collector


def _sections(text: str, lines: Sequence[TextLine], headings: Sequence[Heading]) -> dict[int, Section]:
    sections: dict[int, Section] = {}
    for at, heading in enumerate(headings):
        if heading.number not in NARRATIVE:
            continue
        start = lines[heading.line].offset if heading.line < len(lines) else len(text)
        end = headings[at + 1].offset if at + 1 < len(headings) else len(text)
        if at + 1 == len(headings):
            end = _before_signature(lines[heading.line :], end)
        start, end = _trim(text, start, end)
        sections.setdefault(heading.number, Section(heading.number, text[start:end], start))
    return sections


def _before_signature(lines: Sequence[TextLine], end: int) -> int:
    """Return where the last section ends: before the organ's name and the date that close the report."""
    for line in reversed(until_signature(lines)):
        if not line.text.strip():
            continue
        if not is_signature_line(line.text):
            return line.offset + len(line.text)
        end = line.offset
    return end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    end = max(start, end)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _identity(
    text: str, lines: Sequence[TextLine], headings: Sequence[Heading], sections: dict[int, Section]
) -> Identity:
    first = headings[0].line if headings else min(len(lines), 40) + 1
    last = headings[-1].line if headings else max(0, len(lines) - 12)
    before = lines[max(0, first - 81) : first - 1]
    body = "\n".join(line.text for line in before) + "\n" + (sections[1].text if 1 in sections else "")
    return identify(before, lines[last:], _ARTEFACT.sub("", body))


def iter_lines(text: str) -> Iterator[TextLine]:
    """Yield the lines of a text with their numbers and offsets."""
    yield from _lines(text)
