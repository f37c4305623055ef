"""What is written is read back value for value and word for word, for both editions and every readable format.

JSON and CSV have their own tests beside their writers, since they keep the digits too.
"""

from dataclasses import dataclass
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_write_pdf import has_chinese_font
from written import figures_of, words_of

from gongkai.form import editions
from gongkai.read import read_bytes
from gongkai.report import ABSENT
from gongkai.write import formats, write_report
from strategies import BLANKS, Shape, random_report

READABLE = ["docx", "html", "html-fragment", "md"]


@dataclass(frozen=True)
class Recipe:
    """What a report is made from: short to print where a test fails."""

    edition_id: str
    seed: int
    shape: Shape

    def report(self):
        return random_report(Random(self.seed), self.edition_id, shape=self.shape)


def recipes(without=((), ("disclosure",))):
    shapes = st.builds(
        Shape,
        blanks=st.sampled_from(BLANKS),
        merged_other=st.booleans(),
        without=st.sampled_from(without),
        largest=st.sampled_from((0, 3, 40, 4000)),
        places=st.sampled_from((None, 0, 2, 6)),
    )
    return st.builds(Recipe, st.sampled_from(tuple(editions())), st.integers(0, 2**32 - 1), shapes)


def read_back(report, format):
    return read_bytes(write_report(report, format), f"年报{formats()[format].suffix}")


def compare(report, format):
    back = read_back(report, format)
    assert back.edition.id == report.edition.id
    assert figures_of(back) == figures_of(report)
    assert words_of(back) == words_of(report)
    assert [heading.text.lstrip("# ") for heading in back.headings] == [heading.text for heading in report.headings]
    assert back.unread == ()


few = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("format", READABLE)
@few
@given(recipe=recipes())
def test_what_is_written_is_read_back(format, recipe):
    compare(recipe.report(), format)


@pytest.mark.tools
@pytest.mark.skipif(not has_chinese_font(), reason="没有中文字体：apt-get install fonts-noto-cjk")
@few
@given(recipe=recipes())
def test_pdf_is_read_back(recipe):
    compare(recipe.report(), "pdf")


@pytest.mark.parametrize("format", READABLE)
def test_the_heading_of_a_table_that_is_not_there_gives_no_number(format):
    report = random_report(Random(1), shape=Shape(without=("remedies",)))
    back = read_back(report, format)
    values = [back.value(cell.ref) for cell in back.edition.cells if cell.table == "remedies"]
    assert {repr(value) for value in values} <= {repr(None), repr(ABSENT)}
