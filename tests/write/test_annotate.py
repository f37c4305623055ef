"""Comments on an officer's own document: on the right cell, on the right words, and nothing else changed."""

import io
from datetime import UTC, datetime
from random import Random

import docx
import pytest
from docx.oxml.ns import qn
from written import figures_of, words_of

from gongkai.errors import UnwritableReport
from gongkai.read import read_bytes
from gongkai.write import write_report
from gongkai.write.annotate import Mark, annotate_docx
from strategies import Shape, random_report

AT = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)


@pytest.fixture
def original():
    return write_report(random_report(Random(11), shape=Shape()), "docx")


def commented(document):
    """Return what each comment encloses, by the comment's text."""
    body = document.element.body
    texts = {str(comment.comment_id): comment.text for comment in document.comments}
    enclosed, open_ids = {}, set()
    for element in body.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_ids.add(element.get(qn("w:id")))
            enclosed[texts[element.get(qn("w:id"))]] = ""
        elif element.tag == qn("w:commentRangeEnd"):
            open_ids.discard(element.get(qn("w:id")))
        elif element.tag == qn("w:t"):
            for name in open_ids:
                enclosed[texts[name]] += element.text or ""
    return enclosed


def annotate(original, *marks):
    report = read_bytes(original, "年报.docx")
    done = annotate_docx(original, marks, report, at=AT)
    return report, done, docx.Document(io.BytesIO(done.data))


def test_a_comment_on_a_cell_encloses_its_figure(original):
    refs = ["disclosure/fees/amount", "requests/received/total", "remedies/reconsideration/total"]
    report, done, document = annotate(original, *(Mark("审核", ref, ref=ref) for ref in refs))
    assert done.unplaced == ()
    assert commented(document) == {ref: report.figure(ref).place.text for ref in refs}


def test_every_cell_can_be_commented(original):
    report = read_bytes(original, "年报.docx")
    marks = [Mark("审核", figure.cell.ref, ref=figure.cell.ref) for figure in report.figures()]
    done = annotate_docx(original, marks, report, at=AT)
    shown = commented(docx.Document(io.BytesIO(done.data)))
    assert shown == {figure.cell.ref: figure.place.text for figure in report.figures()}


@pytest.mark.parametrize("words", ["公开政府信息", "（二）依申请公开情况。", "全年收到政府信息公开申请"])
def test_a_comment_on_words_encloses_exactly_them(original, words):
    text = read_bytes(original, "年报.docx").section_text(1)
    start = text.index(words)
    _, _, document = annotate(original, Mark("审核", "看", section=1, start=start, end=start + len(words)))
    assert commented(document) == {"看": words}


def test_a_second_occurrence_is_told_from_the_first(original):
    text = read_bytes(original, "年报.docx").section_text(1)
    words = "政府信息"
    start = text.index(words, text.index(words) + 1)
    _, _, document = annotate(original, Mark("审核", "看", section=1, start=start, end=start + len(words)))
    before = "".join(text[:start].split())
    body = "".join(element.text or "" for element in document.element.body.iter(qn("w:t"), qn("w:commentRangeStart")))
    assert before in body
    assert commented(document) == {"看": words}


def test_words_over_two_paragraphs(original):
    text = read_bytes(original, "年报.docx").section_text(1)
    stop = text.index("\n")
    _, _, document = annotate(original, Mark("审核", "看", section=1, start=stop - 4, end=stop + 6))
    assert commented(document)["看"] == text[stop - 4 : stop + 6].replace("\n", "")


def test_two_comments_on_the_same_words(original):
    text = read_bytes(original, "年报.docx").section_text(1)
    start = text.index("条例")
    marks = [
        Mark("甲", "一", section=1, start=start, end=start + 2),
        Mark("乙", "二", section=1, start=0, end=start + 2),
    ]
    _, _, document = annotate(original, *marks)
    assert commented(document) == {"一": "条例", "二": text[: start + 2]}


def test_nothing_that_the_report_says_changes(original):
    text = read_bytes(original, "年报.docx").section_text(1)
    before, done, _ = annotate(
        original,
        Mark("审核", "数", ref="requests/closed/total"),
        Mark("审核", "字", section=1, start=5, end=len(text) - 5),
    )
    after = read_bytes(done.data, "年报.docx")
    assert figures_of(after) == figures_of(before)
    assert words_of(after) == words_of(before)


def test_a_place_that_is_not_there_is_returned_not_guessed(original):
    lost = Mark("审核", "看", ref="requests/otherwise_closed/total")
    _, done, document = annotate(original, lost, Mark("审核", "空", section=1, start=3, end=3))
    assert [mark.text for mark in done.unplaced] == ["看", "空"]
    assert commented(document) == {}


def test_a_comment_keeps_author_and_time(original):
    _, _, document = annotate(original, Mark("张三", "看", ref="requests/received/total"))
    (comment,) = document.comments
    assert (comment.author, comment.timestamp) == ("张三", AT)


def test_the_same_marks_give_the_same_bytes(original):
    mark = Mark("审核", "看", ref="requests/received/total")
    assert annotate(original, mark)[1].data == annotate(original, mark)[1].data


def test_what_is_no_word_document_is_refused(original):
    report = read_bytes(original, "年报.docx")
    with pytest.raises(UnwritableReport):
        annotate_docx(b"PK\x03\x04 broken", [], report, at=AT)
