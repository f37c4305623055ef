"""Say that a book is complete for a year, and take it back with a reason."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.models import Organ
from gongkai.web.registers.access import book_subject, register_target
from gongkai.web.registers.books import BOOKS
from gongkai.web.registers.models import Closing


def close_book(viewer: Viewer, organ: Organ, book: str, year: int) -> Closing:
    """Say that a book is complete for a year that is over, or running; from then on it is not written in.

    Raises:
        Refused: the viewer may not write in that organ's registers.
        InputError: the year has not begun.
    """
    require(viewer, "edit", register_target(organ.pk), organ.ref)
    if year > timezone.localdate(viewer.now).year:
        raise InputError(f"{year}年度还没有开始", fix="请核对年度", field="year")
    with transaction.atomic():
        common = {"closed_by_id": viewer.person_id, "closed_at": viewer.now}
        closing, made = Closing.objects.get_or_create(organ=organ, book=BOOKS[book].id, year=year, defaults=common)
        if made:
            record_entry(actor_of(viewer), "registers.close_book", book_subject(organ, book, year))
    return closing


def reopen_book(viewer: Viewer, closing: Closing, *, reason: str) -> None:
    """Take back that a book is complete.

    Raises:
        Refused: the viewer may not.
        InputError: no reason is given, or it is open already.
    """
    require(viewer, "edit", register_target(closing.organ_id), closing.organ.ref)
    if not reason.strip():
        raise InputError("没有填写重新打开的理由", fix="请填写", field="reason")
    with transaction.atomic():
        if not Closing.objects.filter(pk=closing.pk).delete()[0]:
            raise InputError("这一年度已经是打开的")
        subject = book_subject(closing.organ, closing.book, closing.year)
        record_entry(actor_of(viewer), "registers.reopen_book", subject, reason=reason)
