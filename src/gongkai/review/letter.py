"""The review letter (审核意见) to one organ: what was read, what to correct, what to explain, what to consider."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Final

import docx
from docx.document import Document

from gongkai.check import Finding, Severity
from gongkai.check.acceptance import Settled
from gongkai.review.wording import NUMERALS, cell_label, organ_name, place_label, plain, year_name
from gongkai.write import docx_styles as styles
from gongkai.write.archive import with_fixed_times
from gongkai.write.wording import print_date, title_of

_MOST: Final = 40
_ORDERS: Final = {
    Severity.ERROR: ("应当更正的问题", "请逐项核对原始台账后更正。"),
    Severity.WARNING: ("需要说明的问题", "请核对；确属填报有误的一并更正，确无误的说明情况。"),
    Severity.NOTICE: ("建议完善的内容", "供修改时参考，不要求回复。"),
}


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends the letter, when, and by which day an answer is wanted; what is not given is left to fill in."""

    office: str = ""
    on: date | None = None
    reply_by: date | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the letter: `title`, `address`, `heading`, `order` (under a heading), `text` or `sign`."""

    kind: str
    text: str


def letter_paragraphs(settled: Settled, sender: Sender) -> list[Paragraph]:
    """Return the letter as paragraphs, the same for every format."""
    organ = organ_name(settled.report)
    parts = [
        Paragraph("title", f"关于{organ}{year_name(settled.report)}政府信息公开工作年度报告的审核意见"),
        Paragraph("address", f"{organ}："),
        Paragraph("text", _opening(settled)),
    ]
    groups = [(severity, [f for f in settled.open if f.severity is severity]) for severity in _ORDERS]
    number = 0
    for severity, findings in groups:
        if findings:
            number += 1
            heading, order = _ORDERS[severity]
            parts.append(Paragraph("heading", f"{NUMERALS[number]}、{heading}"))
            parts.append(Paragraph("order", order))
            parts += [Paragraph("text", text) for text in _items(settled, findings)]
    rest = list(_not_checked(settled))
    if rest:
        parts.append(Paragraph("heading", f"{NUMERALS[number + 1]}、其他情况"))
        parts += [Paragraph("text", text) for text in rest]
    parts.append(Paragraph("text", _closing(settled, sender)))
    parts.append(Paragraph("sign", sender.office or "〔审核机关〕"))
    parts.append(Paragraph("sign", print_date(sender.on) if sender.on else "〔　　　　年　　月　　日〕"))
    return parts


def _opening(settled: Settled) -> str:
    report = settled.report
    figures = sum(1 for _ in report.figures())
    counts = [f"{_ORDERS[severity][0]}{settled.count(severity)}项" for severity in _ORDERS if settled.count(severity)]
    found = f"提出{'、'.join(counts)}" if counts else "未发现需要更正或者说明的问题"
    return (
        f"你单位报送的《{title_of(report)}》收悉。经按照{report.edition.instrument}规定的格式审核，"
        f"读取表格数据{figures}项、正文{len([s for s in report.sections.values() if s.text.strip()])}部分，{found}。"
        + ("现将审核意见反馈如下。" if counts else "")
    )


def _items(settled: Settled, findings: Sequence[Finding]) -> Iterator[str]:
    for number, found in enumerate(findings[:_MOST], 1):
        lead = "" if found.cells and not found.words else f"{place_label(settled.report, found)}："
        message = plain(found.message)
        if lead and message.startswith(("第", "表")):
            lead = ""
        stop = "" if message.endswith("。") else "。"
        yield f"{number}.{lead}{message}{stop}（依据：{found.basis}）"
    if len(findings) > _MOST:
        yield f"另有{len(findings) - _MOST}项，详见所附批注文档。"


def _not_checked(settled: Settled) -> Iterator[str]:
    report = settled.report
    if report.unread:
        shown = [
            cell_label(report, u.ref) if u.ref in report.edition.index and u.ref else u.text[:20] for u in report.unread
        ]
        yield f"有{len(report.unread)}处内容未能读出，未纳入审核：{'；'.join(shown[:5])}。请提供清晰的电子文本。"
    for found, acceptance in settled.accepted:
        reason = acceptance.reason.rstrip("。")
        yield f"{place_label(report, found)}的问题（{found.code}）已说明情况，予以认可：{reason}。"


def _closing(settled: Settled, sender: Sender) -> str:
    if not settled.open:
        return "特此反馈。"
    by = print_date(sender.reply_by) if sender.reply_by else "〔　　　　年　　月　　日〕"
    if settled.errors or settled.count(Severity.WARNING):
        return f"请于{by}前完成更正，并将更正后的报告和说明一并反馈。"
    return f"如有修改，请于{by}前将修改后的报告反馈。"


def letter_markdown(settled: Settled, sender: Sender) -> str:
    """Return the letter as Markdown."""
    marks = {"title": "# ", "heading": "## "}
    return "\n\n".join(marks.get(p.kind, "") + _escaped(p.text) for p in letter_paragraphs(settled, sender)) + "\n"


def _escaped(text: str) -> str:
    for sign in "\\`*_[]<>#|":
        text = text.replace(sign, "\\" + sign)
    return text.replace(".", "\\.", 1) if text[:2].rstrip(".").isdigit() else text


def letter_docx(settled: Settled, sender: Sender) -> bytes:
    """Return the letter as a Word document on the page of GB/T 9704—2012."""
    document = docx.Document(io.BytesIO(_empty_page()))
    paragraphs = letter_paragraphs(settled, sender)
    _set_properties(document, paragraphs[0].text, sender)
    looks = {"title": styles.TITLE_STYLE, "heading": styles.CHAPTER_STYLE, "sign": styles.SIGNATURE_STYLE}
    signed = False
    for paragraph in paragraphs:
        if paragraph.kind == "sign" and not signed:
            document.add_paragraph(style=styles.BODY_STYLE)
            signed = True
        style = looks.get(paragraph.kind, "Normal" if paragraph.kind == "address" else styles.BODY_STYLE)
        added = document.add_paragraph(_printable(paragraph.text), style=style)
        added.paragraph_format.keep_with_next = True if paragraph.kind == "order" else None
    out = io.BytesIO()
    document.save(out)
    return with_fixed_times(out.getvalue())


@cache
def _empty_page() -> bytes:
    """Return an empty document with the standard's page and styles; making these takes longer than a letter."""
    document = docx.Document()
    styles.set_up(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_properties(document: Document, title: str, sender: Sender) -> None:
    properties = document.core_properties
    properties.title, properties.author = title[:255], sender.office[:255]
    properties.comments, properties.last_modified_by, properties.revision = "", "", 1
    day = sender.on or date(1980, 1, 1)
    properties.created = properties.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001 (Word's is naive)


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable() or character in " \u3000")
