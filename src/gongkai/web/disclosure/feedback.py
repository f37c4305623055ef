"""The notice after a draft was open for comment: numbers, and the office's own words on each point. No person in it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from gongkai.web.disclosure.models import CommentPeriod, Item, Opinion
from gongkai.web.disclosure.special_choices import Verdict

_SHOWN = (Verdict.ADOPTED, Verdict.PARTLY, Verdict.NOT_ADOPTED)


def feedback_body(item: Item, period: CommentPeriod, opinions: Iterable[Opinion]) -> str:
    """Return the body of the notice, ready to be edited."""
    rows = list(opinions)
    counted = {verdict: sum(row.verdict == verdict for row in rows) for verdict in Verdict}
    first, last = (f"{day.year}年{day.month}月{day.day}日" for day in (period.opens_on, period.closes_on))
    parts = [
        f"<p>{escape(item.organ.name)}于{first}至{last}就《{escape(item.title)}》向社会公开征求意见。</p>",
        (
            f"<p>共收到意见{len(rows)}条，其中采纳{counted[Verdict.ADOPTED]}条，部分采纳{counted[Verdict.PARTLY]}条，"
            f"未采纳{counted[Verdict.NOT_ADOPTED]}条，与草案无关{counted[Verdict.OFF_TOPIC]}条。</p>"
        ),
    ]
    points = _points(rows)
    if points:
        head = "<tr><th>意见摘要</th><th>条数</th><th>处理</th><th>说明</th></tr>"
        parts.append(f"<table><thead>{head}</thead><tbody>{''.join(points)}</tbody></table>")
    parts.append("<p>感谢社会各界的关心和参与。</p>")
    return "".join(parts)


def _points(rows: list[Opinion]) -> list[str]:
    """Return a row for each point: opinions summarised in the same words with the same outcome are one."""
    points: dict[tuple[str, str, str], int] = {}
    for row in rows:
        if row.verdict in _SHOWN:
            point = (row.summary, row.verdict, row.explanation)
            points[point] = points.get(point, 0) + 1
    return [
        f"<tr><td>{escape(summary)}</td><td>{count}</td><td>{Verdict(verdict).label}</td><td>{escape(explanation)}</td></tr>"
        for (summary, verdict, explanation), count in points.items()
    ]
