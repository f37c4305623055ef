"""Record where was searched; correct a wrongly recorded date, with the reason."""

from __future__ import annotations

from datetime import date

from gongkai.errors import InputError
from gongkai.procedure.events import FieldValue
from gongkai.web.cases.models import Case, Event, SearchRecord
from gongkai.web.cases.transitions import changing, record, take_step, today_of
from gongkai.web.organs.access import Viewer


def record_search(
    viewer: Viewer, case: Case, *, version: int, places: str, words: str, found: str, on: date | None = None
) -> SearchRecord:
    """Record a search: the evidence that "not held" rests on.

    Raises:
        Refused: the case is not the viewer's.
        InputError: places, words or what was found are missing, or the day is in the future.
    """
    day = on or today_of(viewer)
    for field, text in (("places", places), ("words", words), ("found", found)):
        if not text.strip():
            raise InputError("检索记录不完整", why="须写明检索范围、检索词和检索结果", fix="请填写", field=field)
    if day > today_of(viewer):
        raise InputError("检索日期晚于今天", fix="请核对", field="on")
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


def correct_date(viewer: Viewer, event: Event, *, version: int, new_on: date, reason: str) -> None:
    """Correct the day of an event; the wrong one stays in the history.

    Raises:
        Refused: the case is not the viewer's.
        InputError: no reason is given.
        ProcedureError: with that day the events could not have followed each other.
    """
    if not reason.strip():
        raise InputError("没有填写更正日期的理由", fix="请填写", field="reason")
    case = event.case
    with changing(viewer, case, "edit", version=version):
        fields: dict[str, FieldValue] = {"target": f"e{event.sequence}", "new_on": new_on, "reason": reason.strip()}
        take_step(viewer, case, "date_corrected", by="disclosure_office", fields=fields)
        before, after = {"on": str(event.on)}, {"on": str(new_on), "due_on": str(case.due_on)}
        record(viewer, case, "correct_date", reason=reason, before=before, after=after)
