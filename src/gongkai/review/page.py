"""One page for one report: the report as published, marks on the very cells and words, the findings beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

from gongkai.check.acceptance import Settled
from gongkai.review.marking import Marked, mark_report
from gongkai.review.shell import page
from gongkai.review.wording import (
    NAMES,
    SIGNS,
    Remark,
    cell_label,
    organ_name,
    place_label,
    plain,
    remarks_of,
    section_of,
    year_name,
)

_MOST_LINKS: Final = 5


def review_page(settled: Settled, *, file: str = "", links: Mapping[str, str] | None = None) -> str:
    """Return the page of one report.

    Args:
        settled: the checked report.
        file: the name of the file, as shown.
        links: what else there is of this report (label → address; a `data:` address is offered as a file).
    """
    remarks = remarks_of(settled)
    marked = mark_report(settled.report, remarks)
    name = f"{organ_name(settled.report)} {year_name(settled.report)}"
    body = [
        '<a class="skip" href="#findings">跳到检查结果</a>',
        *_header(settled, name, file, links or {}),
        '<div class="sides">',
        f'<main id="report">\n{marked.html}\n</main>',
        *_aside(settled, remarks, marked),
        "</div>",
    ]
    return page(f"检查结果：{name}", "\n".join(body), script=True)


def _header(settled: Settled, name: str, file: str, links: Mapping[str, str]) -> Iterator[str]:
    yield '<header class="top">'
    if links:
        yield '<nav aria-label="相关文件">' + " ".join(
            f'<a href="{escape(address)}"{_download(label, address)}>{escape(label)}</a>'
            for label, address in links.items()
        )
        yield "</nav>"
    yield f'<p class="title">{escape(name)}　检查结果</p>'
    yield '<ul class="counts">'
    for severity, word in NAMES.items():
        sign = f'<span aria-hidden="true">{SIGNS[severity]}</span>'
        yield f'<li class="{severity}">{sign} {word} {settled.count(severity)}</li>'
    if settled.accepted:
        yield f'<li class="accepted"><span aria-hidden="true">✓</span> 已接受 {len(settled.accepted)}</li>'
    if settled.report.unread:
        yield f'<li class="unread">未能读出 {len(settled.report.unread)}</li>'
    yield "</ul>"
    about = [escape(file)] if file else []
    about.append(f"适用格式：{escape(settled.report.edition.instrument)}")
    keys = '<span class="keys">　按 <kbd>n</kbd> 下一处，<kbd>p</kbd> 上一处</span>'
    yield f'<p class="about">{"　".join(about)}{keys}</p>'
    yield "</header>"


def _download(label: str, address: str) -> str:
    """Name the file that stands inside the page itself."""
    return f' download="{escape(label)}"' if address.startswith("data:") else ""


def _aside(settled: Settled, remarks: Sequence[Remark], marked: Marked) -> Iterator[str]:
    yield '<aside id="findings" aria-label="检查结果">'
    yield "<h2>检查结果</h2>"
    if not remarks:
        yield '<p class="none">没有发现问题。</p>'
    yield '<ol class="findings">'
    for remark in remarks:
        yield from _item(settled, remark, marked.places.get(remark.number, ()))
    yield "</ol>"
    yield from _left_out(settled)
    yield "</aside>"


def _item(settled: Settled, remark: Remark, ids: Sequence[str]) -> Iterator[str]:
    found = remark.finding
    kind = "accepted" if remark.acceptance else str(remark.severity)
    places = f' data-at="{escape(" ".join(ids))}"' if ids else ""
    yield f'<li class="finding {kind}" id="f{remark.number}" tabindex="-1"{places}>'
    yield f'<h3><span class="sign">{remark.tag}</span> {remark.name} <span class="code">{found.code}</span></h3>'
    yield f'<p class="where">{_where(settled, remark, ids)}</p>'
    if found.words:
        yield f"<blockquote>{escape(found.words.quote)}</blockquote>"
    message = plain(found.message)
    if found.words:  # the words stand above already
        message = message.removeprefix(f"正文写“{found.words.quote}”：")
    yield f"<p>{escape(message)}</p>"
    yield f'<p class="basis">依据：{escape(found.basis)}</p>'
    if remark.acceptance:
        item = remark.acceptance
        by = "，".join(part for part in (item.who, item.on) if part)
        yield f'<p class="reason">已接受：{escape(item.reason)}{f"（{escape(by)}）" if by else ""}</p>'
    yield "</li>"


def _where(settled: Settled, remark: Remark, ids: Sequence[str]) -> str:
    """Say where the finding is, linked to its marks."""
    found = remark.finding
    if not ids:
        label = escape(place_label(settled.report, found))
        section = section_of(settled.report, found)
        linked = f'<a href="#section-{section}">{label}</a>' if section in settled.report.edition.sections else label
        return f"位置：{linked}" + ("（正文中未标出）" if found.words or found.cells else "")
    links = []
    first = found.cells[0] if found.cells else ""
    for name in sorted(ids, key=lambda name: name != first)[:_MOST_LINKS]:
        label = cell_label(settled.report, name) if "/" in name else place_label(settled.report, found)
        links.append(f'<a href="#{escape(name)}">{escape(label)}</a>')
    more = f"，等{len(ids)}处" if len(ids) > _MOST_LINKS else ""
    return "位置：" + "、".join(dict.fromkeys(links)) + more


def _left_out(settled: Settled) -> Iterator[str]:
    """Say what was not checked: what could not be read, the rules that could not run, acceptances that lapsed."""
    if settled.report.unread:
        yield "<h2>未能读出</h2>\n<ul>"
        for item in settled.report.unread:
            known = item.ref is not None and item.ref in settled.report.edition.index
            label = cell_label(settled.report, item.ref) if known and item.ref else ""
            yield f"<li>{escape(label)}“{escape(item.text[:60])}”：{escape(item.why)}</li>"
        yield "</ul>"
    if settled.lapsed:
        yield "<h2>不再适用的接受记录</h2>\n<ul>"
        for acceptance in settled.lapsed:
            yield f"<li>{acceptance.code}：{escape(acceptance.reason)}（内容已变化或问题已消除）</li>"
        yield "</ul>"
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for skipped in settled.not_run:
        reasons[skipped.why].append(skipped.rule)
    if reasons:
        yield '<details><summary>未执行的检查</summary>\n<ul class="skipped">'
        for why, rules in reasons.items():
            yield f"<li>{escape(why)}：{escape('、'.join(sorted(set(rules))))}</li>"
        yield "</ul></details>"
