"""Import a register book: judged whole before anything is taken in, then entered piece by piece, resumable."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.cases.access import intake_target
from gongkai.web.cases.choices import ImportState
from gongkai.web.cases.models import Case, RegisterImport
from gongkai.web.cases.past import PastCase, enter_past
from gongkai.web.cases.register_again import once_in_book, standing
from gongkai.web.cases.register_book import COLUMNS, read_register
from gongkai.web.cases.transitions import record
from gongkai.web.files.keeping import seal_bytes, unseal_bytes
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Refused, Viewer, actor_of, require, viewer_of
from gongkai.web.organs.calendars import organ_calendar
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import people_with
from gongkai.web.organs.sheets import CellFault, Row, SheetFaults, read_sheet

PIECE: Final = 100


def ask_import(viewer: Viewer, organ: Organ, *, name: str, content: bytes) -> RegisterImport:
    """Hand in a register book; a task takes it in. Follow `done` of `total`, and `faults`.

    Raises:
        Refused: the viewer may not register cases in that organ.
        InputError: the file is empty.
    """
    require(viewer, "create", intake_target(organ.pk))
    if not content:
        raise InputError("登记簿是空文件", fix="请重新选择文件", field="file")
    with transaction.atomic():
        book = RegisterImport.objects.create(
            organ=organ,
            name=name[:200],
            content_sealed=seal_bytes(content),
            asked_by_id=viewer.person_id,
            asked_at=viewer.now,
        )
        record_entry(actor_of(viewer), "cases.ask_import", _subject(book), after={"bytes": len(content)})
        transaction.on_commit(lambda: _start(book.ref), robust=True)
    return book


def run_import(ref: str, now: datetime) -> RegisterImport:
    """Take a register book in: all faults or all rows. Run again after a break, it goes on where it stopped."""
    book = RegisterImport.objects.select_related("organ", "asked_by").get(ref=ref)
    if book.state in (ImportState.DONE, ImportState.FAULTY):
        return book
    viewer = viewer_of(book.asked_by, now)
    try:
        require(viewer, "create", intake_target(book.organ_id))
        rows = _judged(book, now)
    except SheetFaults as error:
        return _finish(book, ImportState.FAULTY, error.faults)
    except Refused as error:
        return _finish(book, ImportState.FAULTY, [CellFault("", str(error))])
    known = set(Case.objects.filter(submission_key__startswith=f"{book.ref}-").values_list("submission_key", flat=True))
    once, repeated = once_in_book(rows)
    waiting = [(row, past) for row, past in once if past.key not in known]
    RegisterImport.objects.filter(pk=book.pk).update(state=ImportState.RUNNING, total=len(rows), done=len(known))
    for start in range(0, len(waiting), PIECE):
        with transaction.atomic():
            Organ.objects.select_for_update().get(pk=book.organ_id)  # two books of one organ take turns
            there = standing(book, [past for _, past in waiting[start : start + PIECE]])
            again = [(row, there[past.key]) for row, past in waiting[start : start + PIECE] if past.key in there]
            repeated += [_passed_over(row, case) for row, case in again]
            _enter(viewer, book, [past for _, past in waiting[start : start + PIECE] if past.key not in there])
    return _finish(book, ImportState.DONE, repeated)


def _judged(book: RegisterImport, now: datetime) -> list[tuple[Row, PastCase]]:
    sheet = read_sheet(book.name, unseal_bytes(book.content_sealed), list(COLUMNS))
    officers = {person.username: person for person in people_with(book.organ, ("officer",))}
    rows, faults = read_register(
        sheet,
        today=timezone.localdate(now),
        calendar=organ_calendar(book.organ),
        officers=officers,
        key=lambda row: f"{book.ref}-{row.number}",
    )
    if not rows and not faults:
        faults = [CellFault("A2", "没有填写任何一行")]
    if faults:
        raise SheetFaults(faults)
    return rows


def _passed_over(row: Row, case: Case) -> CellFault:
    return CellFault(f"第{row.number}行", f"已经在平台登记为{case.number}，没有重复导入")


def _enter(viewer: Viewer, book: RegisterImport, piece: list[PastCase]) -> None:
    for case in enter_past(viewer, book.organ, piece):
        after = {"number": case.number, "outcome": case.outcome, "book": book.ref}
        record(viewer, case, "import_case", reason="从登记簿导入", after=after)
    book.refresh_from_db(fields=["done"])
    book.done += len(piece)
    book.save(update_fields=["done"])


def _finish(book: RegisterImport, state: ImportState, faults: list[CellFault]) -> RegisterImport:
    book.refresh_from_db()
    book.state = state
    book.faults = [{"cell": fault.cell, "message": fault.message} for fault in faults[:500]]
    book.content_sealed = b""
    book.save(update_fields=["state", "faults", "content_sealed"])
    return book


def _start(ref: str) -> None:
    from gongkai.web.cases.tasks import import_register  # noqa: PLC0415 - tasks import actions

    import_register.enqueue(ref)


def _subject(book: RegisterImport) -> Subject:
    return Subject("request_case", f"import:{book.ref}", book.organ.ref)
