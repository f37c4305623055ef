"""Record how and when a letter reached the applicant; with the reply served, the case is answered. Archive it."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from gongkai.errors import InputError
from gongkai.procedure import labels
from gongkai.web.cases.access import case_target
from gongkai.web.cases.choices import AttachmentKind, ReplyKind
from gongkai.web.cases.files import attach, judge_uploads
from gongkai.web.cases.intake import Upload
from gongkai.web.cases.models import Case, Letter, Service
from gongkai.web.cases.notices import notify
from gongkai.web.cases.transitions import changing, record, take_step, today_of
from gongkai.web.organs.access import Viewer, require


def serve_letter(
    viewer: Viewer,
    letter: Letter,
    *,
    method: str,
    on: date | None = None,
    tracking: str = "",
    proof: Upload | None = None,
) -> Service:
    """Record service; by post, `on` is the day of posting through the postal enterprise.

    Raises:
        Refused: the case is not the viewer's.
        InputError: the letter was served before, or by post without the number of the item.
        ProcedureError: the day or the method cannot be.
    """
    case = letter.case
    day = on or today_of(viewer)
    require(viewer, "edit", case_target(case), case.ref)
    proofs = judge_uploads([proof] if proof else [], AttachmentKind.PROOF)
    with changing(viewer, case, "edit", version=None):
        _judge(letter, method, day, tracking, viewer)
        reply = getattr(letter, "reply", None)
        if reply is not None and reply.kind == ReplyKind.FIRST:
            take_step(viewer, case, "served", by="disclosure_office", on=day, fields={"method": method})
        kept = attach(viewer, case, proofs[0]) if proofs else None
        service = Service.objects.create(
            letter=letter,
            method=method,
            on=day,
            tracking=tracking,
            proof=kept,
            recorded_by_id=viewer.account_id,
            recorded_at=viewer.now,
        )
        notify(viewer, [case.owner], case, "served", f"申请{case.number}有新的{letter.title}")
        after = {"letter": letter.ref, "method": method, "on": str(day), "overdue_days": case.overdue_days}
        record(viewer, case, "serve_letter", after=after)
    return service


def archive_case(viewer: Viewer, case: Case, *, version: int) -> None:
    """Put an answered case into the archive.

    Raises:
        Refused: the case is not the viewer's.
        InputError: an answer was issued and not served.
        ProcedureError: the case is not answered.
    """
    with changing(viewer, case, "edit", version=version):
        waiting = unserved_answers(case).first()
        if waiting is not None:
            raise InputError(
                f"案件{case.number}还不能归档", why=f"“{waiting.title}”还没有登记送达", fix="请先送达并登记"
            )
        take_step(viewer, case, "closed", by="disclosure_office")
        record(viewer, case, "archive_case", after={"archived_on": str(case.archived_on)})


def unserved_answers(case: Case) -> QuerySet[Letter]:
    """Return the answers of a case that were issued and not served."""
    return case.letters.filter(reply__isnull=False, service=None)


def _judge(letter: Letter, method: str, day: date, tracking: str, viewer: Viewer) -> None:
    if method not in labels("methods"):
        raise InputError("没有选择送达方式", fix="可用：" + "、".join(labels("methods").values()), field="method")
    if Service.objects.filter(letter=letter).exists():
        raise InputError(f"“{letter.title}”已经登记送达")
    if day < letter.issued_on or day > today_of(viewer):
        raise InputError("送达日期早于文书日期或者晚于今天", fix="请核对送达日期", field="on")
    if method == "post" and not tracking.strip():
        raise InputError(
            "没有填写邮件号码", why="邮寄的以交邮日期为准，须能证明", fix="请填写邮件号码", field="tracking"
        )
