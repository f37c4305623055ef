"""The overview of a review: who is wrong, what is wrong most often, how grave, who is missing, what is unreadable."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final
from urllib.parse import quote

from gongkai.check import Severity
from gongkai.review.charts import Bar, bars, mix, severity_note, severity_parts
from gongkai.review.expected import Roll
from gongkai.review.record import Record
from gongkai.review.shell import page
from gongkai.review.titles import rule_title
from gongkai.review.wording import NAMES, SIGNS

_MOST_BARS: Final = 20
_KINDS: Final = {"page": "逐处标注", "docx": "批注文档", "letter": "审核意见", "markdown": "意见文本"}


def overview(records: Sequence[Record], *, roll: Roll | None = None, profile: str = "") -> str:
    """Return the overview page."""
    read = [record for record in records if not record.error]
    failed = [record for record in records if record.error]
    body = [
        *_header(records, read, failed, roll, profile),
        '<main class="wide">',
        *_figures(read),
        *_missing(roll),
        *_failed(failed),
        *_table(read),
        "</main>",
    ]
    return page("年度报告审核总览", "\n".join(body))


def _header(
    records: Sequence[Record], read: Sequence[Record], failed: Sequence[Record], roll: Roll | None, profile: str
) -> Iterator[str]:
    wrong = sum(record.errors > 0 for record in read)
    clean = sum(record.status == "通过" for record in read)
    yield '<header class="top">\n<nav aria-label="相关文件">'
    yield '<a href="review.xlsx">工作簿</a> <a href="results.jsonl">JSON</a></nav>'
    yield '<h1 class="title">政府信息公开工作年度报告　审核总览</h1>'
    yield '<ul class="counts">'
    yield f"<li>共 {len(records)} 份</li>"
    yield f'<li class="error">✗ 须更正 {wrong}</li>'
    yield f'<li class="warning">! 须说明 {sum(record.status == "须说明" for record in read)}</li>'
    yield f'<li class="accepted">✓ 通过 {clean}</li>'
    if failed:
        yield f"<li>无法读取 {len(failed)}</li>"
    if roll is not None:
        yield f"<li>缺报 {len(roll.missing)}</li>"
    yield "</ul>"
    if profile:
        yield f'<p class="about">检查档次：{escape(profile)}</p>'
    yield "</header>"


def _counts(record: Record) -> list[int]:
    return [record.count(severity) for severity in Severity]


def _rank(record: Record) -> tuple[int, ...]:
    return tuple(-count for count in _counts(record))


def _figures(read: Sequence[Record]) -> Iterator[str]:
    ranked = sorted(read, key=_rank)
    worst = [record for record in ranked if sum(_counts(record))][:_MOST_BARS]
    totals = [sum(record.count(severity) for record in read) for severity in Severity]
    yield '<div class="figures">'
    yield "<div>" + mix("问题的轻重", totals)
    yield bars("最常见的问题（涉及几份报告）", list(_most_often(read))) + "</div>"
    more = f"（前{_MOST_BARS}个，其余见下表）" if sum(1 for r in read if sum(_counts(r))) > _MOST_BARS else ""
    items = [
        Bar(r.organ or r.stem, severity_parts(_counts(r)), severity_note(_counts(r)), _address(r, "page"))
        for r in worst
    ]
    yield bars(f"各机关的问题{more}", items) if items else "<p>没有发现问题。</p>"
    yield "</div>"


def _most_often(read: Sequence[Record]) -> Iterator[Bar]:
    reports: defaultdict[str, set[str]] = defaultdict(set)
    times: Counter[str] = Counter()
    gravest: dict[str, str] = {}
    order = [severity.value for severity in Severity]
    for record in read:
        for line in record.lines:
            if not line.accepted:
                reports[line.code].add(record.stem)
                times[line.code] += 1
                gravest[line.code] = min(gravest.get(line.code, line.severity), line.severity, key=order.index)
    for code in sorted(reports, key=lambda code: (-len(reports[code]), code))[:12]:
        sign = SIGNS[Severity(gravest[code])]
        note = f"{len(reports[code])}份 {times[code]}处"
        yield Bar(f"{sign} {code} {rule_title(code)}", ((gravest[code], len(reports[code])),), note)


def _address(record: Record, kind: str) -> str:
    return quote(record.files[kind]) if kind in record.files else ""


def _missing(roll: Roll | None) -> Iterator[str]:
    if roll is None:
        return
    yield "<h2>报送情况</h2>"
    came = len(roll.came)
    yield f"<p>名单共{came + len(roll.missing)}个机关：已报{came}个，缺报{len(roll.missing)}个；"
    yield f"名单外报告{len(roll.unexpected)}份。</p>"
    doubled = [(organ, records) for organ, records in roll.came if len(records) > 1]
    for label, names in (
        ("缺报", [organ.name for organ in roll.missing]),
        ("重复报送", [f"{organ.name}（{'、'.join(r.name for r in records)}）" for organ, records in doubled]),
        ("名单外", [f"{record.organ or '机关未写明'}（{record.name}）" for record in roll.unexpected]),
    ):
        if names:
            yield f"<h3>{label}</h3>\n<ul>" + "".join(f"<li>{escape(name)}</li>" for name in names) + "</ul>"


def _failed(failed: Sequence[Record]) -> Iterator[str]:
    if not failed:
        return
    yield "<h2>无法读取的文件</h2>\n<ul>"
    for record in failed:
        yield f"<li>{escape(record.name)}：{escape(record.why)}</li>"
    yield "</ul>"


def _table(read: Sequence[Record]) -> Iterator[str]:
    yield "<h2>全部报告</h2>"
    yield '<div class="scroll" tabindex="0" role="region" aria-label="全部报告">\n<table class="list">'
    yield "<caption>全部报告</caption>\n<thead><tr>"
    heads = ["机关", "年度", "状态", *NAMES.values(), "已接受", "未读出", "文件", "结果"]
    yield "".join(f'<th scope="col">{head}</th>' for head in heads) + "</tr></thead>\n<tbody>"
    for record in sorted(read, key=_rank):
        numbers = [*_counts(record), record.accepted, record.unread]
        links = " ".join(
            f'<a href="{_address(record, kind)}">{label}</a>' for kind, label in _KINDS.items() if kind in record.files
        )
        yield (
            f'<tr><th scope="row">{escape(record.organ or "机关未写明")}</th><td>{record.year or ""}</td>'
            f"<td>{_state(record)}</td>"
            + "".join(f'<td class="number">{number}</td>' for number in numbers)
            + f"<td>{escape(record.name)}</td><td>{links}</td></tr>"
        )
    yield "</tbody></table></div>"


def _state(record: Record) -> str:
    sign = {"须更正": "✗", "须说明": "!", "通过": "✓"}.get(record.status, "?")
    return f"{sign} {record.status}"
