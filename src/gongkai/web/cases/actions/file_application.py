"""Take in an application: online from anybody, or from paper by an officer. The same submission twice is one case."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from gongkai.clocks.receipt import channels
from gongkai.errors import InputError
from gongkai.procedure.events import FieldValue
from gongkai.web.cases.access import code_digest, intake_target, query_code
from gongkai.web.cases.files import JudgedUpload, attach, judge_uploads
from gongkai.web.cases.intake import CHANNELS, Application, Upload, judge_application
from gongkai.web.cases.models import Case, Identity
from gongkai.web.cases.notices import notify_role
from gongkai.web.cases.numbering import next_serial
from gongkai.web.cases.paper import refuse_doubts
from gongkai.web.cases.transitions import open_case, record, take_step, today_of
from gongkai.web.journal.rows import insert_row
from gongkai.web.journal.sealing import Private
from gongkai.web.organs.access import Target, Viewer, require
from gongkai.web.organs.models import Organ


@dataclass(frozen=True, slots=True)
class Filed:
    """What the applicant takes away. `code` is nowhere kept in clear; `is_new` is False for a repeated submission."""

    case: Case
    code: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """How and when an application came in; `confirmed_on` where Article 31 needs a confirmation and there was one."""

    medium: str
    on: date
    confirmed_on: date | None = None
    accepted_at: datetime | None = None


def file_application(
    viewer: Viewer,
    organ: Organ,
    application: Application,
    *,
    key: str,
    accepts_receipt: bool = False,
    files: Sequence[Upload] = (),
) -> Filed:
    """File online.

    Args:
        viewer: an applicant with an account, or the public.
        organ: to whom the application goes.
        application: the statutory fields.
        key: made when the form was shown; the same key and content again answers with the same case.
        accepts_receipt: the applicant accepted the receipt on screen, which is the confirmation of both sides that
            Article 31 asks for; without it the disclosure office confirms later (`confirm_receipt`).
        files: what was uploaded.

    Raises:
        Refused: the viewer may not file.
        InputError: a field is at fault, or the key was used for something else.
    """
    require(viewer, "create", Target("application", organ_id=organ.pk))
    judge_application(application)
    today = today_of(viewer)
    arrival = Arrival("online", today, today if accepts_receipt else None, viewer.now if accepts_receipt else None)
    return _file(viewer, organ, application, key=key, arrival=arrival, files=files)


def register_paper(
    viewer: Viewer,
    organ: Organ,
    application: Application,
    *,
    key: str,
    arrival: Arrival,
    files: Sequence[Upload] = (),
    sure: Collection[str] = (),
) -> Filed:
    """Enter an application that came over the counter, by post, fax or e-mail, with its scan.

    Args:
        viewer: an officer.
        organ: to whom the application went.
        application: what the paper says.
        key: made when the form was shown.
        arrival: how and when it came.
        files: the scan.
        sure: which doubts the officer confirmed (`paper.doubts`).

    Raises:
        Refused: the viewer may not register in that organ.
        InputError: a field is at fault or in doubt, or the key was used for something else.
    """
    require(viewer, "create", intake_target(organ.pk))
    judge_application(application, paper=True)
    if arrival.medium not in CHANNELS:
        raise InputError("没有选择提交方式", fix="请从列表中选择", field="medium")
    if arrival.on > today_of(viewer):
        raise InputError("到达日期晚于今天", fix="请核对到达日期", field="on")
    refuse_doubts(application, arrival.on, today_of(viewer), sure)
    return _file(viewer, organ, application, key=key, arrival=arrival, files=files)


def _file(
    viewer: Viewer, organ: Organ, application: Application, *, key: str, arrival: Arrival, files: Sequence[Upload]
) -> Filed:
    if not 16 <= len(key) <= 64:
        raise InputError("表单已失效", why="缺少防重复提交的标记", fix="请重新打开页面后提交", field="key")
    if organ.abolished_on is not None and organ.abolished_on <= today_of(viewer):
        raise InputError(f"“{organ.name}”已经撤销", fix="请向承继其职权的机关提出申请", field="organ")
    judged, code = judge_uploads(files), query_code(key)
    try:
        with transaction.atomic():
            case = _enter(viewer, organ, application, key=key, code=code, arrival=arrival, files=judged)
    except IntegrityError:
        found = _already(application, key)
        if found is None:
            raise
        return found
    return Filed(case, code, is_new=True)


def _already(application: Application, key: str) -> Filed | None:
    case = Case.objects.filter(submission_key=key).select_related("organ").first()
    if case is None:
        return None
    if case.submission_digest != application.digest():
        raise InputError(
            "这份表单已经提交过，内容与本次不同", why="同一份表单只登记一件申请", fix="请重新打开页面填写新的申请"
        )
    return Filed(case, query_code(key), is_new=False)


def _enter(
    viewer: Viewer,
    organ: Organ,
    application: Application,
    *,
    key: str,
    code: str,
    arrival: Arrival,
    files: list[JudgedUpload],
) -> Case:
    case = Case(
        organ=organ,
        year=arrival.on.year,
        serial=next_serial(organ.pk, arrival.on.year),
        submission_key=key,
        submission_digest=application.digest(),
        code_digest=code_digest(code),
        owner_id=None if viewer.is_staff else viewer.account_id,
        medium=arrival.medium,
        arrived_at=viewer.now,
        arrived_on=arrival.on,
        accepted_at=arrival.accepted_at,
        handler_id=viewer.account_id if arrival.medium != "online" else None,
        **stated(application),
    )
    received = _receipt(case, arrival.confirmed_on)
    if received is None:
        insert_row(case)
    else:
        open_case(viewer, case, "received", by="disclosure_office", on=case.arrived_on, fields=received)
    enter_identity(case, application)
    for upload in files:
        attach(viewer, case, upload)
    notify_role(viewer, case, ("officer",), "filed", f"收到新的申请{case.number}，请登记")
    shown = {"number": case.number, "medium": case.medium, "applicant": Private(application.person.name)}
    record(viewer, case, "file_application", after=shown)
    return case


def stated(application: Application) -> dict[str, object]:
    """Return the columns of a case that repeat what the applicant states."""
    return {
        "applicant_kind": application.applicant_kind,
        "applicant_shown": application.person.shown().get("name", ""),
        "description": application.description.strip(),
        "form": application.form,
        "route": application.route,
        "suggests_publishing": application.suggests_publishing,
    }


def enter_identity(case: Case, application: Application) -> None:
    """Keep who the applicant is, sealed, apart from what is asked."""
    person = application.person
    insert_row(
        Identity(
            case=case,
            sealed=person.sealed(),
            shown=person.shown(),
            name_print=person.name_print(),
            number_print=person.number_print(),
        )
    )


def receive_case(viewer: Viewer, case: Case, confirmed_on: date | None) -> None:
    """Let the case count as received, if Article 31 has all it needs; else it waits for the confirmation."""
    fields = _receipt(case, confirmed_on)
    if fields is not None:
        take_step(viewer, case, "received", by="disclosure_office", on=case.arrived_on, fields=fields)


def _receipt(case: Case, confirmed_on: date | None) -> dict[str, FieldValue] | None:
    channel = CHANNELS[case.medium]  # type: ignore[index]
    needs = channels()[channel].needs_confirmation
    if not needs:
        return {"channel": channel}
    return {"channel": channel, "confirmed_on": confirmed_on} if confirmed_on is not None else None
