"""Fill a database with very many cases, each whole: events, identity, letter, journal entries tied into one chain."""

# ruff: noqa: PLC0415 - Django is set up by the caller first
from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

_WORDS = (
    "道路维修",
    "征地补偿",
    "预算决算",
    "行政处罚",
    "规划许可",
    "学校招生",
    "环境影响",
    "拆迁安置",
    "招标投标",
    "社会救助",
)
_THINGS = ("合同", "批复", "会议纪要", "统计数据", "检查记录", "验收报告", "公告", "名单")
_PIECE = 2000


def fill(organ: Any, officer: Any, count: int, now: datetime) -> None:  # noqa: ANN401 - models, known once Django is set up
    """Enter cases: 1 in 20 open and one in two of these the officer's, the others answered and archived."""
    from django.db import connection, transaction

    from gongkai.web.cases.models import Case as Table
    from gongkai.web.cases.models import Event, Identity, Letter, NumberSeries
    from gongkai.web.journal.protection import protect, unprotect

    cases = list(_cases(organ, officer, count, now))
    with transaction.atomic():
        Table.objects.bulk_create(cases, batch_size=_PIECE)
        rows = list(Table.objects.filter(organ=organ).order_by("pk"))
        Identity.objects.bulk_create(
            (
                Identity(case=row, sealed="fernet:", shown={"name": "演*"}, number_print=f"p{row.pk % 5000}")
                for row in rows
            ),
            batch_size=_PIECE,
        )
        Event.objects.bulk_create((event for row in rows for event in _events(row, now)), batch_size=_PIECE)
        closed = (row for row in rows if row.decided_on)
        Letter.objects.bulk_create((_letter(row) for row in closed), batch_size=_PIECE)
        for year in {row.year for row in rows}:
            last = max(row.serial for row in rows if row.year == year)
            NumberSeries.objects.update_or_create(organ=organ, year=year, defaults={"last": last})
    unprotect(connection)
    try:
        with transaction.atomic():
            _enter_journal(rows, now)
    finally:
        protect(connection)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _cases(organ: Any, officer: Any, count: int, now: datetime) -> Iterator[Any]:  # noqa: ANN401
    from gongkai.web.cases.models import Case

    years = max(1, min(20, count // 10_000))
    for number in range(count):
        is_open = number >= count - max(1, min(count // 20, 500))
        day = now.date() - timedelta(days=number % 25 if is_open else 60 + number % (365 * years))
        serial = number + 1
        text = f"{day.year}年{_WORDS[number % 10]}{_THINGS[number % 8]}（第{number}号）的全文和附件"
        yield Case(
            ref=f"bench{number:012d}", organ=organ, year=2000 + number % years, serial=serial,
            submission_key=f"bench-submission-{number:012d}", code_digest=f"x{number}", applicant_kind="natural_person",
            applicant_shown="演*", medium="counter", description=text, form="electronic", route="post",
            arrived_at=now, arrived_on=day, handler=officer if number % 2 else None,
            phase="processing" if is_open else "closed", received_on=day, due_on=day + timedelta(days=28),
            outcome="" if is_open else "granted", decided_on=None if is_open else day + timedelta(days=9),
            closed_on=None if is_open else day + timedelta(days=10),
            archived_on=None if is_open else day + timedelta(days=12),
        )  # fmt: skip


def _events(row: Any, now: datetime) -> Iterator[Any]:  # noqa: ANN401
    from gongkai.web.cases.models import Event

    day: date = row.received_on
    steps: list[tuple[str, date, dict[str, Any]]] = [
        ("received", day, {"channel": "in_person"}), ("registered", day, {}),
    ]  # fmt: skip
    if row.decided_on:
        steps += [
            ("decided", row.decided_on, {"outcome": "granted"}), ("served", row.closed_on, {"method": "post"}),
            ("closed", row.archived_on, {}),
        ]  # fmt: skip
    for sequence, (kind, on, fields) in enumerate(steps, 1):
        yield Event(
            case=row, sequence=sequence, kind=kind, on=on, by="disclosure_office", fields=fields, recorded_at=now
        )


def _letter(row: Any) -> Any:  # noqa: ANN401
    from gongkai.web.cases.models import Letter

    return Letter(
        ref=f"letter{row.pk}", case=row, sequence=1, kind="granted", title="告知书", paragraphs=["正文"],
        issued_on=row.decided_on,
    )  # fmt: skip


def _enter_journal(rows: Iterable[Any], now: datetime) -> None:
    from gongkai.web.journal.actions.record import _locked_head
    from gongkai.web.journal.models import Chain, Entry
    from gongkai.web.journal.values import Content, hash_content

    head = _locked_head()
    sequence, last = head.sequence, head.hash
    acts = itertools.product(rows, ("cases.file_application", "cases.register_case", "cases.serve_letter"))
    entries = []
    for row, action in acts:
        sequence += 1
        after = f'{{"number":"{row.number}","phase":"{row.phase}"}}'
        content = Content(
            sequence, now, "bench", "测量", row.organ.ref, action, "request_case", row.ref, "", "{}", after, False, last
        )
        last = hash_content(content)
        entries.append(Entry(hash=last, **{name: getattr(content, name) for name in Content.__slots__}))
        if len(entries) == _PIECE:
            Entry.objects.bulk_create(entries)
            entries = []
    Entry.objects.bulk_create(entries)
    Chain.objects.filter(pk=1).update(sequence=sequence, hash=last, at=now)
