import json
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.read import read_file
from gongkai.read.sandbox import read_untrusted

PAGES = Path(__file__).parents[1] / "samples" / "pages"
FILES = sorted(path for path in PAGES.iterdir() if path.suffix not in {".json", ".md"})


def _truth(path):
    return json.loads(path.with_suffix(".json").read_text("utf-8"), parse_float=Decimal)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_cell_of_a_published_report_is_read_as_it_is_printed(path):
    report = read_file(path)
    truth = _truth(path)
    assert {f.cell.ref: f.value for f in report.figures()} == truth["cells"]
    assert report.unread == ()
    assert report.edition.id == truth["edition"]
    assert report.year == truth["year"]
    assert set(report.sections) == {1, 5, 6}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_figure_says_where_it_stands(path):
    places = [figure.place for figure in read_file(path).figures()]
    assert all(place is not None for place in places)
    if path.suffix != ".txt":
        assert all(place.table and place.row and place.column for place in places)
    if path.suffix == ".pdf":
        assert all(place.page and place.box for place in places)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_sandbox_reads_the_same(path):
    inside, outside = read_file(path), read_untrusted(path.read_bytes(), path.name)
    assert outside.values == inside.values
    assert outside.places == inside.places
    assert outside.sections == inside.sections
    assert outside.published_on == inside.published_on


def test_wrong_totals_are_kept_as_printed():
    report = read_file(PAGES / "洪泽区_2023.pdf")
    assert report.value("remedies/reconsideration/upheld") == 10
    assert report.value("remedies/reconsideration/corrected") == 1
    assert report.value("remedies/reconsideration/total") == 0
