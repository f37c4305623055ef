from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from gongkai.check import Severity, check
from gongkai.read import read_file

ROOT = Path(__file__).parents[2]
SEEDS = sorted((ROOT / "samples").glob("*.txt"))
TRUTH = ROOT / "tests" / "samples" / "truth"


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_cell_of_a_published_report_is_read_as_a_person_reads_it(path: Path) -> None:
    """200 of 200 cells; a blank is None, never 0."""
    truth = json.loads((TRUTH / f"{path.stem}.json").read_text("utf-8"))
    report = read_file(path)
    assert {f.cell.ref: f.value for f in report.figures()} == truth["cells"]
    assert (report.organ, report.year, report.edition.id) == (truth["organ"], truth["year"], truth["edition"])
    assert report.published_on == (date.fromisoformat(truth["published_on"]) if truth["published_on"] else None)
    assert not report.unread


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_figure_tells_where_it_stands(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    for figure in read_file(path).figures():
        assert figure.place is not None
        assert figure.place.line is not None
        assert figure.place.column is not None
        line = lines[figure.place.line - 1]
        assert line[figure.place.column - 1 :].startswith(figure.place.text)


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_sections_are_the_words_that_stand_in_the_file(path: Path) -> None:
    report = read_file(path)
    assert set(report.sections) == {1, 5, 6}
    for section in report.sections.values():
        assert section.offset is not None
        assert report.text[section.offset : section.offset + len(section.text)] == section.text


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_no_published_seed_has_a_table_that_does_not_add_up(path: Path) -> None:
    """The tables of the five reports were balanced by hand: an arithmetic error here would be a false alarm."""
    codes = {f.code for f in check(read_file(path)).findings if f.severity is Severity.ERROR}
    assert not {code for code in codes if code[2] in "234"}


def sample(name: str) -> Path:
    return next(path for path in SEEDS if name in path.stem)


def test_the_blanks_of_the_report_that_fills_only_totals_are_found() -> None:
    found = [f for f in check(read_file(sample("水塔街"))).findings if f.code == "GK201"]
    assert [len(f.cells) for f in found] == [150, 14]


def test_the_year_left_over_from_the_last_report_is_found() -> None:
    found = [f for f in check(read_file(sample("石油新城"))).findings if f.code == "GK106"]
    assert [f.words.quote for f in found if f.words] == ["截止到2022年12月31日"]
    assert found[0].words is not None
    report = read_file(sample("石油新城"))
    words = found[0].words
    assert report.section_text(1)[words.start : words.end] == words.quote


def test_the_last_section_ends_before_the_signature() -> None:
    assert read_file(sample("石油新城")).section_text(6) == "无"
    assert read_file(sample("水塔街")).section_text(6) == "无"
