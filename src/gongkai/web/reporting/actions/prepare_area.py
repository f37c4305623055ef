"""Prepare the drafts of every organ of an area: piece by piece, by any number of processes, taken up after a crash."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import connection, transaction

from gongkai.errors import GongkaiError, InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Refused, Viewer, actor_of, require, viewer_of
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.access import DRAFT, new_report_target
from gongkai.web.reporting.actions.compile_report import compile_reports
from gongkai.web.reporting.changes import today_of
from gongkai.web.reporting.models import AreaPiece, AreaRun
from gongkai.web.reporting.queries.area import not_begun

PIECE: Final = 20
"""Organs compiled in one transaction: few enough that nobody waits long for the end of the journal's chain."""
_LOG = logging.getLogger(__name__)


def ask_area(viewer: Viewer, organ: Organ, year: int) -> AreaRun:
    """Have drafts prepared for the organs of an area that have not begun theirs; tasks do it, piece by piece.

    Raises:
        Refused: the viewer is not the office of that area.
        InputError: the year has not begun, nobody is left, or a run for the same is under way.
    """
    require(viewer, "prepare", new_report_target(organ), organ.ref)
    if year > today_of(viewer).year:
        raise InputError(f"{year}年还没有开始，不能汇编年度报告", fix="请选择今年或者以前的年度", field="year")
    with transaction.atomic():
        if AreaRun.objects.select_for_update().filter(organ=organ, year=year, finished_at=None).exists():
            raise InputError(f"{organ.name}{year}年度的初稿正在汇编", fix="请等它完成，进度在本页可以看到")
        organs = list(not_begun(organ, year).order_by("pk").values_list("pk", flat=True))
        if not organs:
            raise InputError(f"各机关{year}年度的报告都已经开始编制", fix="不需要预先汇编")
        run = AreaRun.objects.create(
            organ=organ, year=year, total=len(organs), asked_by_id=viewer.person_id, asked_at=viewer.now
        )
        pieces = [organs[start : start + PIECE] for start in range(0, len(organs), PIECE)]
        AreaPiece.objects.bulk_create(
            AreaPiece(run=run, number=number, organs=piece, size=len(piece)) for number, piece in enumerate(pieces, 1)
        )
        after = {"year": year, "organs": len(organs)}
        record_entry(actor_of(viewer), "reporting.ask_area", Subject(DRAFT, f"area:{run.ref}", organ.ref), after=after)
        transaction.on_commit(lambda: _start(run.ref), robust=True)
    return run


def run_area(ref: str, now: datetime) -> AreaRun:
    """Compile what waits of a run. Several processes may do it at once, and it goes on where it stopped."""
    run = AreaRun.objects.select_related("organ", "asked_by").get(ref=ref)
    viewer = viewer_of(run.asked_by, now)
    try:
        require(viewer, "prepare", new_report_target(run.organ), run.organ.ref)
    except Refused as error:
        AreaRun.objects.filter(pk=run.pk).update(why_stopped=str(error), finished_at=now)
    else:
        while _do_next(viewer, run):
            pass
        waiting = AreaPiece.objects.filter(run=run, done_at=None)
        if not waiting.exists():
            AreaRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=now)
    run.refresh_from_db()
    return run


def go_on_with_areas(now: datetime) -> int:
    """Take up the runs that stand still because their process ended; return how many pieces were done."""
    count = 0
    for run in AreaRun.objects.filter(finished_at=None):
        before = run.pieces.filter(done_at=None).count()
        run_area(run.ref, now)
        count += before - run.pieces.filter(done_at=None).count()
    return count


def _do_next(viewer: Viewer, run: AreaRun) -> bool:
    """Compile the next piece that nobody has in hand; False where there is none."""
    piece = None
    try:
        with transaction.atomic():
            piece = _take(run)
            if piece is not None:
                organs = list(Organ.objects.filter(pk__in=piece.organs).order_by("pk"))
                _finish(piece, viewer, made=_compile(viewer, organs, run.year), faults=[])
    except Exception:
        if piece is None:
            raise
        _LOG.exception("piece %s of area run %s failed, its organs are taken one by one", piece.number, run.ref)
        _one_by_one(viewer, run, piece.pk)
    return piece is not None


def _one_by_one(viewer: Viewer, run: AreaRun, key: int) -> None:
    """Compile the organs of a piece each by itself, so that one bad record holds up no other organ."""
    with transaction.atomic():
        piece = AreaPiece.objects.select_for_update().get(pk=key)
        if piece.done_at is not None:
            return
        made, faults = 0, []
        for organ in Organ.objects.filter(pk__in=piece.organs).order_by("pk"):
            try:
                with transaction.atomic():
                    made += _compile(viewer, [organ], run.year)
            except Exception as error:
                _LOG.exception("organ %s of area run %s", organ.ref, run.ref)
                said = str(error) if isinstance(error, GongkaiError) else f"程序错误（{type(error).__name__}）"
                faults.append({"organ": organ.ref, "name": organ.name, "why": said})
        _finish(piece, viewer, made=made, faults=faults)


def _take(run: AreaRun) -> AreaPiece | None:
    rows = AreaPiece.objects.filter(run=run, done_at=None).order_by("number")
    return rows.select_for_update(skip_locked=True).first()


def _compile(viewer: Viewer, organs: Sequence[Organ], year: int) -> int:
    return len(compile_reports(viewer, organs, year, verb="prepare").reports)


def _finish(piece: AreaPiece, viewer: Viewer, *, made: int, faults: list[dict[str, str]]) -> None:
    piece.made, piece.faults, piece.done_at = made, faults, viewer.now
    piece.save(update_fields=["made", "faults", "done_at"])


def _start(ref: str) -> None:
    from gongkai.web.reporting.tasks import prepare_area  # noqa: PLC0415 - tasks import actions

    for _ in range(2 if connection.vendor == "postgresql" else 1):  # SQLite has one writer
        prepare_area.enqueue(ref)
