"""End a case by other means than an answer: split it into parts, transfer it to the right organ, withdraw it."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.errors import InputError
from gongkai.web.cases.access import case_subject
from gongkai.web.cases.actions.file_application import receive_case
from gongkai.web.cases.choices import ReplyState
from gongkai.web.cases.letters.issue import issue
from gongkai.web.cases.models import Case, Identity
from gongkai.web.cases.notices import notify, notify_role
from gongkai.web.cases.numbering import next_serial
from gongkai.web.cases.queries.lists import receives
from gongkai.web.cases.transitions import changing, core_events, record, take_step, today_of
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Organ, new_ref
from gongkai.web.review.actions.lapse import lapse_reviews

OFFICE = "disclosure_office"
_COPIED = ("applicant_kind", "applicant_shown", "owner_id", "medium", "form", "route", "accepted_at", "code_digest")


def split_case(viewer: Viewer, case: Case, *, version: int, descriptions: Sequence[str]) -> list[Case]:
    """Split an application with several matters into cases of their own, received on the same day.

    The applicant opens each part with the query code of the whole.

    Raises:
        Refused: the case is not the viewer's.
        ProcedureError: fewer than two parts, or the case cannot be split now.
    """
    texts = [text.strip() for text in descriptions if text.strip()]
    with changing(viewer, case, "edit", version=version):
        before = [e for e in core_events(case.events.order_by("sequence")) if e.kind in ("received", "registered")]
        parts = [_copy(viewer, case, case.organ, text, year=case.year) for text in texts]
        take_step(viewer, case, "split", by=OFFICE, fields={"parts": tuple(part.ref for part in parts)})
        for part in parts:
            part.parent, part.handler, part.arrived_on = case, case.handler, case.arrived_on
            part.save(update_fields=["parent", "handler", "arrived_on"])
            for event in before:
                take_step(viewer, part, event.kind, by=event.by, on=event.on, fields=event.fields)
            record(viewer, part, "open_part", after={"number": part.number, "of": case.ref})
        issue(viewer, case, "split_notice", {"parts": "、".join(part.number for part in parts)})
        record(viewer, case, "split_case", after={"parts": [part.ref for part in parts]})
    return parts


def transfer_case(
    viewer: Viewer,
    case: Case,
    *,
    version: int,
    reason: str,
    organ: Organ | None = None,
    to: str = "",
    contact: str = "",
) -> Case | None:
    """Transfer an application to the organ that is responsible, and tell the applicant.

    Args:
        viewer: the officer of the case.
        case: the case.
        version: of the case as it was shown.
        reason: why that organ.
        organ: an organ of the platform, which gets a new case with the same query code.
        to: the name of an organ that is not on the platform.
        contact: how to reach it.

    Raises:
        Refused: the case is not the viewer's.
        InputError: no organ or no reason is given, or nobody works there on the platform.
        ProcedureError: the case cannot be transferred now.
    """
    name = organ.name if organ else to.strip()
    if not name or not reason.strip():
        raise InputError("没有填写移送的机关或者理由", fix="请填写", field="to" if reason.strip() else "reason")
    if organ is not None and (organ.pk == case.organ_id or organ.abolished_on is not None):
        raise InputError(f"不能移送给“{name}”", why="是本机关或者已经撤销的机关", fix="请另选机关", field="organ")
    if organ is not None and not receives(organ):
        raise InputError(
            f"“{name}”还没有在平台受理申请",
            why="那里没有经办人，移送过去没有人看到",
            fix="请把它的名称填在“其他机关的名称”里，另行寄送",
            field="organ",
        )
    with changing(viewer, case, "edit", version=version):
        take_step(viewer, case, "transferred", by=OFFICE, fields={"to": name})
        other = None
        if organ is not None:
            other = _copy(viewer, case, organ, case.description, year=today_of(viewer).year)
            other.transferred_from = case
            other.save(update_fields=["transferred_from"])
            receive_case(viewer, other, None)
            notify_role(viewer, other, ("officer",), "filed", f"收到移送的申请{other.number}，请登记")
            record(viewer, other, "receive_transfer", after={"number": other.number, "from": case.organ.ref})
        reached = _contact(organ) or contact.strip()
        words = {"to": name, "contact_of": f"，联系方式：{reached}" if reached else ""}
        issue(viewer, case, "transfer_notice", words)
        notify(viewer, [case.owner], case, "transferred", f"申请{case.number}已移送{name}办理")
        after = {"to": organ.ref if organ else name, "case": other.ref if other else ""}
        record(viewer, case, "transfer_case", reason=reason, after=after)
    return other


def withdraw_case(viewer: Viewer, case: Case, *, version: int | None = None, code: str = "", reason: str = "") -> None:
    """Withdraw an application: by the applicant with account or query code, or by the officer on a written wish.

    Raises:
        Refused: the viewer is neither the applicant nor the officer of the case.
        ProcedureError: a decision has been made already.
    """
    with changing(viewer, case, "edit" if viewer.is_staff else "withdraw", version=version, code=code):
        if case.phase == "new":
            receive_case(viewer, case, today_of(viewer))
        take_step(viewer, case, "withdrawn", by="applicant")
        case.replies.filter(state__in=[ReplyState.DRAFT, ReplyState.IN_REVIEW]).update(state=ReplyState.DROPPED)
        lapse_reviews(viewer, case_subject(case), reason="申请人撤回申请")
        issue(viewer, case, "withdrawal_notice")
        notify(viewer, [case.handler], case, "withdrawn", f"案件{case.number}已由申请人撤回")
        record(viewer, case, "withdraw_case", reason=reason, after={"outcome": case.outcome})


def _copy(viewer: Viewer, case: Case, organ: Organ, description: str, *, year: int) -> Case:
    copied = {name: getattr(case, name) for name in _COPIED}
    part = Case.objects.create(
        **copied,
        organ=organ,
        year=year,
        serial=next_serial(organ.pk, year),
        submission_key=new_ref(),
        description=description,
        arrived_at=viewer.now,
        arrived_on=today_of(viewer),
    )
    known = Identity.objects.get(case=case)
    Identity.objects.create(
        case=part,
        sealed=known.sealed,
        shown=known.shown,
        name_print=known.name_print,
        number_print=known.number_print,
        erased_at=known.erased_at,
    )
    return part


def _contact(organ: Organ | None) -> str:
    """Return how the organ's disclosure office is reached, as its public guide says (Article 12)."""
    known = getattr(organ, "contact", None)
    said = [known.office, known.address, known.phone, known.email] if known else []
    return "，".join(text for text in said if text)
