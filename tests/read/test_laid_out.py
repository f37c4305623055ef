"""Text laid out in two dimensions, as pdftotext -layout prints it: numbers beside the middle of wrapped labels."""

from __future__ import annotations

from random import Random

import pytest

from gongkai.read import read_text
from gongkai.report import ABSENT, Report
from strategies import Shape, random_report

_LABEL = 14
_LEFT = 34


def print_laid_out(report: Report, rng: Random, *, column: int = 8, break_pages: bool = False) -> str:
    """Print a report's second and third table so; a number longer than its column allows goes on below."""
    block = report.edition.table("requests").blocks[0]
    lines = [report.title, "", *_sections(report, 1), report.edition.sections[2]]
    for part in report.edition.table("disclosure").blocks:
        starts = [20 + 16 * at for at in range(len(part.columns))]
        lines.append(f"            {part.heading}")
        lines.append(_line("    信息内容", [c.label for c in part.columns], starts))
        for row in part.rows:
            refs = [f"disclosure/{row.id}/{c.id}" for c in part.columns]
            if all(report.value(ref) is ABSENT for ref in refs):
                continue
            lines.append(_line(row.label, [_text(report.value(ref)) for ref in refs], starts))
    lines.append(report.edition.sections[3])
    head = [
        "                                        申请人情况",
        _line("", [c.label for c in block.columns], _starts(column)),
    ]
    lines += head
    for row in (*block.rows, *(variant.row for variant in block.variants)):
        values = [report.value(f"requests/{row.id}/{c.id}") for c in block.columns]
        if all(value is ABSENT for value in values):
            continue
        if break_pages and rng.random() < 0.08:
            lines += ["", f"                    —{rng.randint(1, 9)}—", "\f", *head]
        lines += _row(row.label, [_text(value) for value in values], _starts(column), column - 2)
    return "\n".join([*lines, "", *_sections(report, 5), *_sections(report, 6)])


def _starts(column: int) -> list[int]:
    return [_LEFT + column * at for at in range(7)]


def _text(value: object) -> str:
    return "" if value is None or value is ABSENT else str(value)


def _sections(report: Report, number: int) -> list[str]:
    return [report.edition.sections[number], *report.section_text(number).split("\n")]


def _row(label: str, texts: list[str], starts: list[int], room: int) -> list[str]:
    """Print a row: its label in lines of fourteen, its numbers about the middle, broken where the room ends."""
    pieces = [label[at : at + _LABEL] for at in range(0, len(label), _LABEL)]
    tall = [[text[at : at + room] for at in range(0, len(text), room)] or [""] for text in texts]
    height = max(map(len, tall))
    printed = [[""] * 7 for _ in range(3 if height == 2 else 1)]
    for at, cell in enumerate(tall):
        if len(cell) == 2:
            printed[0][at], printed[2][at] = cell
        else:
            printed[len(printed) // 2][at] = cell[0]
    middle = len(pieces) // 2
    if len(pieces) % 2:
        order = [*[(p, None) for p in pieces[:middle]], (pieces[middle], 0), *[(p, None) for p in pieces[middle + 1 :]]]
    else:
        order = [*[(p, None) for p in pieces[:middle]], ("", 0), *[(p, None) for p in pieces[middle:]]]
    lines: list[str] = []
    for piece, here in order:
        if here is None or len(printed) == 1:
            lines.append(_line(f"  {piece}", printed[0] if here == 0 else [""] * 7, starts))
        else:
            lines += [_line(f"  {piece}" if at == 1 else "", line, starts) for at, line in enumerate(printed)]
    return lines


def _line(label: str, texts: list[str], starts: list[int]) -> str:
    line = label
    for start, text in zip(starts, texts, strict=True):
        if text:
            line = line.ljust(start) + text
    return line


def _wrong(report: Report, read: Report) -> list[str]:
    unread = {item.ref for item in read.unread}
    return [
        cell.ref
        for cell, value in zip(report.edition.cells, report.values, strict=True)
        if (found := read.value(cell.ref)) is not ABSENT
        and not (found is None and cell.ref in unread)
        and found != value
    ]


@pytest.mark.parametrize("seed", range(80))
def test_never_wrong(seed: int) -> None:
    rng = Random(seed)
    report = random_report(rng, rng.choice(("2021", "2019")))
    text = print_laid_out(report, rng, column=rng.choice((5, 6, 8)), break_pages=rng.random() < 0.5)
    wrong = _wrong(report, read_text(text))
    assert [ref for ref in wrong if not ref.startswith("remedies/")] == []


@pytest.mark.parametrize("seed", range(20))
def test_a_full_table_is_read_whole(seed: int) -> None:
    rng = Random(seed)
    report = random_report(rng, "2021", shape=Shape(largest=rng.choice((3, 40, 4000))))
    read = read_text(print_laid_out(report, rng, column=6, break_pages=True))
    requests = [cell for cell in report.edition.cells if cell.table == "requests" and not cell.variant]
    assert [cell.ref for cell in requests if read.value(cell.ref) != report.value(cell.ref)] == []


def test_a_number_on_two_lines_is_recovered_with_its_reason() -> None:
    report = random_report(Random(3), "2021", shape=Shape(largest=4000))
    read = read_text(print_laid_out(report, Random(3), column=5))
    places = [place for place in read.places if place is not None and place.how == "recovered"]
    assert any("折成几行" in place.why for place in places)


def test_a_changed_digit_of_a_broken_number_is_not_joined() -> None:
    report = random_report(Random(3), "2021", shape=Shape(largest=4000))
    total = str(report.value("requests/closed/total"))
    text = print_laid_out(report, Random(3), column=6).replace(total[:4], str(int(total[:4]) + 1))
    assert read_text(text).value("requests/closed/total") in (
        None,
        int(total),
        int(str(int(total[:4]) + 1) + total[4:]),
    )


def test_lines_of_a_page_number_are_no_cells() -> None:
    report = random_report(Random(8), "2021", shape=Shape(largest=40))
    text = print_laid_out(report, Random(8))
    lines = text.split("\n")
    at = next(number for number, line in enumerate(lines) if "重复申请" in line)
    lines[at:at] = ["", "                                       3", "", ""]
    assert _wrong(report, read_text("\n".join(lines))) == []
