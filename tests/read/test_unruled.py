"""Tables without lines, and reports without line breaks: what still shows where a number belongs is read."""

from __future__ import annotations

from random import Random

import pytest

from gongkai.read.flow import read_flow
from gongkai.read.pdf import _pages, flow_of
from gongkai.read.text import read_text
from gongkai.read.unruled import read_unruled
from gongkai.report import Report
from gongkai.write import write_report
from gongkai.write.markdown import write_markdown
from strategies import Shape, random_report


def complete(seed: str) -> Report:
    return random_report(Random(seed), "2021", shape=Shape("none", largest=40))


def judged(report: Report, back: Report) -> tuple[int, dict[str, object]]:
    unread = {item.ref for item in back.unread}
    found = {figure.cell.ref: back.value(figure.cell.ref) for figure in report.figures()}
    wrong = {ref: value for ref, value in found.items() if ref not in unread and value != report.value(ref)}
    return sum(ref not in unread for ref in found) - len(wrong), wrong


@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_a_page_that_draws_no_lines_is_read_from_where_its_numbers_stand(seed):
    report = complete(seed)
    drawn = list(_pages(write_report(report, "pdf"), "x.pdf"))
    pages = [page._replace(across=[], down=[]) for page in drawn]
    flowed = read_flow(flow_of(pages), file="x.pdf")
    right, wrong = judged(report, read_unruled(flowed, pages))
    assert wrong == {}
    assert right >= max(150, judged(report, flowed)[0])


@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_a_report_on_one_line_is_read_word_by_word(seed):
    report = complete(seed)
    words = write_markdown(report).decode().replace("|", " ").replace("#", " ").replace("---", " ").split()
    back = read_text(" ".join(words))
    right, wrong = judged(report, back)
    assert wrong == {}
    assert right >= 150
    assert (back.organ, back.year) == (report.organ, report.year)
