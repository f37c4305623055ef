from __future__ import annotations

from random import Random

import pytest

from flattenings import KEEPING_BLANKS, LOSING_BLANKS, Printer, flatten
from gongkai.read import read_text
from gongkai.report import ABSENT, Report
from strategies import Shape, random_report

EDITIONS = ("2019", "2021")
REPORTS_EACH = 30


def cells(report: Report) -> dict[str, object]:
    return {figure.cell.ref: figure.value for figure in report.figures()}


def complete(rng: Random, edition: str) -> Report:
    """A report without blanks, in which every cell's place survives any flattening."""
    merged = edition == "2021" and rng.random() < 0.3
    return random_report(rng, edition, shape=Shape("none", merged_other=merged, largest=rng.choice((0, 3, 40, 4000))))


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("printer", KEEPING_BLANKS + LOSING_BLANKS, ids=lambda printer: printer.__name__)
def test_a_complete_report_is_read_back_cell_for_cell_from_every_flattening(printer: Printer, edition: str) -> None:
    """The promise of the reader: no value lands in another cell."""
    for seed in range(REPORTS_EACH):
        rng = Random(f"{printer.__name__}{edition}{seed}")
        report = complete(rng, edition)
        back = read_text(flatten(report, printer, rng))
        assert cells(back) == cells(report), seed
        assert back.edition.id == edition
        assert not back.unread


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("printer", KEEPING_BLANKS, ids=lambda printer: printer.__name__)
def test_blanks_stay_blank_where_the_flattening_keeps_their_place(printer: Printer, edition: str) -> None:
    """Blank, zero and absent are three different things."""
    right = wrong = unread = 0
    for seed in range(REPORTS_EACH):
        rng = Random(f"blank{printer.__name__}{edition}{seed}")
        shape = Shape(rng.choice(("some", "zeros", "totals_only")), largest=rng.choice((3, 40)))
        report = random_report(rng, edition, shape=shape)
        back = read_text(flatten(report, printer, rng))
        missing = {item.ref for item in back.unread}
        for ref, value in cells(report).items():
            if ref in missing:
                unread += 1
            elif back.value(ref) == value and back.value(ref) is not ABSENT:
                right += 1
            else:
                wrong += 1
    assert wrong == 0
    assert right / (right + unread) >= 0.995


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("printer", LOSING_BLANKS, ids=lambda printer: printer.__name__)
def test_nothing_is_guessed_where_a_flattening_loses_the_place_of_blanks(printer: Printer, edition: str) -> None:
    """A cell that cannot be placed is unread; a silently wrong cell is the worst result there is."""
    for seed in range(REPORTS_EACH):
        rng = Random(f"lost{printer.__name__}{edition}{seed}")
        shape = Shape(rng.choice(("some", "zeros", "totals_only")), largest=rng.choice((3, 40)))
        report = random_report(rng, edition, shape=shape)
        back = read_text(flatten(report, printer, rng))
        missing = {item.ref for item in back.unread}
        places = {figure.cell.ref: figure.place for figure in back.figures()}
        for ref, value in cells(report).items():
            place = places.get(ref)
            if ref in missing or back.value(ref) is ABSENT or (place and place.how == "recovered"):
                continue
            assert back.value(ref) == value, (seed, ref)
