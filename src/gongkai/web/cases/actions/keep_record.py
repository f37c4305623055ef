"""Record where was searched; correct a wrongly recorded date, with the reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from gongkai.errors import InputError
from gongkai.procedure.events import FieldValue
from gongkai.web.cases.choices import Medium
from gongkai.web.cases.models import Case, Event, SearchRecord
from gongkai.web.cases.transitions import changing, record, take_step, today_of
from gongkai.web.organs.access import Viewer

FAR: Final = timedelta(days=60)
"""A day moved by more than this is more often a slip of the pen than a correction, so the person confirms it."""


def record_search(
    viewer: Viewer, case: Case, *, version: int, places: str, words: str, found: str, on: date | None = None
) -> SearchRecord:
    """Record a search: the evidence that "not held" rests on.

    Raises:
        Refused: the case is not the viewer's.
        InputError: places, words or what was found are missing, or the day is in the future or before the application.
    """
    day = on or today_of(viewer)
    for field, text in (("places", places), ("words", words), ("found", found)):
        if not text.strip():
            raise InputError("检索记录不完整", why="须写明检索范围、检索词和检索结果", fix="请填写", field=field)
    if day > today_of(viewer):
        raise InputError("检索日期晚于今天", fix="请核对", field="on")
    if day < case.arrived_on:
        raise InputError(
            f"检索日期{day}早于申请到达之日{case.arrived_on}",
            why="检索须针对这件申请进行，以前的检索不能证明现在没有",
            fix="请重新检索后登记实际检索的日期",
            field="on",
        )
    with changing(viewer, case, "edit", version=version):
        search = SearchRecord.objects.create(
            case=case,
            on=day,
            places=places.strip(),
            words=words.strip(),
            found=found.strip(),
            by_id=viewer.person_id,
            recorded_at=viewer.now,
        )
        record(viewer, case, "record_search", after={"on": str(day)})
    return search


def correct_date(
    viewer: Viewer, event: Event, *, version: int, new_on: date, reason: str, sure_new_on: bool = False
) -> None:
    """Correct the day of an event; the wrong one stays in the history.

    Raises:
        Refused: the case is not the viewer's.
        InputError: no reason is given; the day is fixed by the system, before the year of the case's number, or so far
            from the one recorded that it must be confirmed (`sure_new_on`).
        ProcedureError: with that day the events could not have followed each other.
    """
    if not reason.strip():
        raise InputError("没有填写更正日期的理由", fix="请填写", field="reason")
    case = event.case
    _judge_correction(event, new_on, sure_new_on)
    with changing(viewer, case, "edit", version=version):
        fields: dict[str, FieldValue] = {"target": f"e{event.sequence}", "new_on": new_on, "reason": reason.strip()}
        take_step(viewer, case, "date_corrected", by="disclosure_office", fields=fields)
        before, after = {"on": str(counted_on(event))}, {"on": str(new_on), "due_on": str(case.due_on)}
        record(viewer, case, "correct_date", reason=reason, before=before, after=after)


def counted_on(event: Event) -> date:
    """Return the day of an event as it was recorded; of a receipt that was confirmed, the day of the confirmation."""
    confirmed = event.fields.get("confirmed_on")
    return date.fromisoformat(confirmed["$date"]) if confirmed else event.on


def _judge_correction(event: Event, new_on: date, sure_new_on: bool) -> None:
    case, old = event.case, counted_on(event)
    if event.kind == "received" and case.medium == Medium.ONLINE:
        raise InputError(
            "在线提交的申请，收到之日不能更正",
            why="系统在申请人提交时自动记下，答复期限由此起算（《条例》第三十一条）",
            fix="其他事项的日期可以更正",
            field="event",
        )
    if new_on.year < case.year and event.kind in ("received", "registered"):
        raise InputError(
            f"更正后的日期{new_on}早于{case.year}年", why=f"案件编号是{case.number}", fix="请核对年份", field="new_on"
        )
    if abs(new_on - old) > FAR and not sure_new_on:
        raise InputError(
            f"更正后的日期{new_on}与原来的{old}相差超过60天",
            why="答复期限会随之重新计算，可能成为逾期",
            fix="请核对年份和月份；确实如此的，请勾选这里后再提交",
            field="sure_new_on",
        )
