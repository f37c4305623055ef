"""Set marks into a report's own page: on table cells by ref, on words by their place in their section."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from lxml import html

from gongkai.check import Severity, Words
from gongkai.report import Report
from gongkai.review.wording import Remark
from gongkai.write import write_report

_MANY: Final = 10  # a finding on more cells than these marks them without its number
_GRAVER: Final = list(Severity)
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Marked:
    """The report's article with marks, and the ids of the elements that carry each remark's mark, by its number."""

    html: str
    places: dict[int, tuple[str, ...]]


class _Span(NamedTuple):
    """Letters of one paragraph that a remark is about."""

    start: int
    end: int
    remark: Remark


def mark_report(report: Report, remarks: Sequence[Remark]) -> Marked:
    """Return the report's article as it is written for publication, with the marks of these remarks."""
    article = html.document_fromstring(write_report(report, "html").decode()).find(".//article")
    assert article is not None
    for column in article.iter("col"):
        # The policy of the page forbids style attributes; a width attribute says the same.
        column.set("width", str(column.attrib.pop("style")).partition(":")[2])
    for section in article.iter("section"):
        section.set("id", f"section-{section.get('data-section')}")
    places: defaultdict[int, list[str]] = defaultdict(list)
    _mark_cells(article, remarks, places)
    _mark_words(article, report, remarks, places)
    text = html.tostring(article, encoding="unicode", method="html")
    return Marked(text, {number: tuple(ids) for number, ids in places.items()})


def _kind(remark: Remark) -> str:
    return "accepted" if remark.acceptance else str(remark.severity)


def _gravest(remarks: Sequence[Remark]) -> str:
    return _kind(min(remarks, key=lambda r: (r.acceptance is not None, _GRAVER.index(r.severity))))


def _mark_cells(article: html.HtmlElement, remarks: Sequence[Remark], places: defaultdict[int, list[str]]) -> None:
    by_ref: defaultdict[str, list[Remark]] = defaultdict(list)
    for remark in remarks:
        for ref in remark.finding.cells:
            by_ref[ref].append(remark)
    for cell in article.iter("td"):
        own = by_ref.get(cell.get("data-cell", ""))
        if not own:
            continue
        ref = cell.get("data-cell", "")
        cell.set("id", ref)
        first = any(remark.finding.cells[0] == ref for remark in own)
        cell.set("class", f"mark {_gravest(own)}{' first' if first else ''}")
        for remark in own:
            places[remark.number].append(ref)
            few = len(remark.finding.cells) <= _MANY
            cell.append(_tag(remark, remark.tag if few else remark.tag[0]))


def _tag(remark: Remark, text: str) -> html.HtmlElement:
    link = html.Element("a", href=f"#f{remark.number}")
    link.set("class", f"tag {_kind(remark)}")
    link.set("aria-label", f"{remark.name}{remark.number}")
    link.text = text
    return link


def _mark_words(
    article: html.HtmlElement, report: Report, remarks: Sequence[Remark], places: defaultdict[int, list[str]]
) -> None:
    spans: defaultdict[html.HtmlElement, list[_Span]] = defaultdict(list)
    for remark in remarks:
        words = remark.finding.words
        if words is not None and (pieces := _pieces(article, report, words)):
            for element, start, end in pieces:
                spans[element].append(_Span(start, end, remark))
    for element, own in spans.items():
        _rewrite(element, own, places)


def _pieces(article: html.HtmlElement, report: Report, words: Words) -> list[tuple[html.HtmlElement, int, int]]:
    """Return the paragraphs that the words stand in, with the letters from and to."""
    number, start, end = words.section, words.start, words.end
    if number is None:
        number, start, end = _in_section(report, words)
    if number is None:
        return _in_heading(article, words.quote)
    section = article.find(f".//section[@data-section='{number}']")
    if section is None:
        return []
    found = []
    at = 0
    paragraphs = [child for child in section if child.tag in {"p", "h3"}]
    for line, element in zip(report.section_text(number).split("\n"), paragraphs, strict=False):
        left, right = max(start, at), min(end, at + len(line))
        if left < right:
            same = element.text_content() == line
            found.append((element, left - at, right - at) if same else (element, 0, len(element.text_content())))
        at += len(line) + 1
    return found


def _in_section(report: Report, words: Words) -> tuple[int | None, int, int]:
    """Return the section in whose text words of the whole file stand, and where in it."""
    for section in report.sections.values():
        if section.offset is not None and section.offset <= words.start < section.offset + len(section.text):
            return section.number, words.start - section.offset, words.end - section.offset
    return None, words.start, words.end


def _in_heading(article: html.HtmlElement, quote: str) -> list[tuple[html.HtmlElement, int, int]]:
    """Return where the title, a heading or the signature has the words."""
    wanted = "".join(quote.split())
    for element in article.iter("h1", "h2", "p") if wanted else ():
        text = element.text_content()
        start = text.find(quote.strip())
        if start >= 0:
            return [(element, start, start + len(quote.strip()))]
        if wanted in "".join(text.split()):
            return [(element, 0, len(text))]
    return []


def _rewrite(element: html.HtmlElement, spans: Sequence[_Span], places: defaultdict[int, list[str]]) -> None:
    """Write a paragraph's text anew: cut at every mark's edge, each piece in the marks that it stands in."""
    text = _NOT_XML.sub("\ufffd", element.text_content())
    lead = len(element[0].text_content()) if len(element) and element[0].tag == "strong" else 0
    for child in list(element):
        element.remove(child)
    element.text = None
    parent = element
    if lead:
        parent = html.Element("strong")
        element.append(parent)
    edges = sorted({0, len(text), lead, *(span.start for span in spans), *(span.end for span in spans)})
    for left, right in pairwise(edges):
        if lead and left >= lead:
            parent = element
        inside = [span.remark for span in spans if span.start <= left and right <= span.end]
        _append(parent, text[left:right], inside, places)
        for span in spans:
            if span.end == right:
                parent.append(_tag(span.remark, span.remark.tag))


def _append(parent: html.HtmlElement, text: str, inside: Sequence[Remark], places: defaultdict[int, list[str]]) -> None:
    if not inside:
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + text
        else:
            parent.text = (parent.text or "") + text
        return
    name = f"w{inside[0].number}-{sum(len(ids) for ids in places.values())}"
    mark = html.Element("mark", id=name)
    mark.set("class", _gravest(inside))
    mark.text = text
    parent.append(mark)
    for remark in inside:
        places[remark.number].append(name)
