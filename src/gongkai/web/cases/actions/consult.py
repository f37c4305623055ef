"""Ask third parties, co-making organs and other organs for their opinion, each on its own clock (Articles 32–34)."""

from __future__ import annotations

from datetime import date

from gongkai.clocks import consultation_kinds, deadline
from gongkai.errors import InputError
from gongkai.procedure.events import FieldValue
from gongkai.web.cases.choices import Opinion
from gongkai.web.cases.letters.compose import spoken
from gongkai.web.cases.letters.issue import issue
from gongkai.web.cases.models import Case, Consultation
from gongkai.web.cases.transitions import add_author, calendar_of, changing, record, take_step, today_of
from gongkai.web.journal.sealing import Private, mask, seal
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Organ

LETTERS = {"third_party": "third_party_consultation", "co_maker": "co_maker_consultation"}
OFFICE = "disclosure_office"


def send_consultation(
    viewer: Viewer,
    case: Case,
    *,
    version: int,
    kind: str,
    about: str,
    receiver: str = "",
    organ: Organ | None = None,
    on: date | None = None,
) -> Consultation:
    """Send a letter asking for an opinion, and tell the applicant in writing that this is under way.

    Args:
        viewer: the officer of the case.
        case: the case.
        version: of the case as it was shown.
        kind: of `clocks.consultation_kinds()`.
        about: which information concerns the receiver; it must not identify the applicant.
        receiver: a third party's name, kept sealed; or that of an organ that is not on the platform.
        organ: an organ of the platform.
        on: the day of dispatch.

    Raises:
        Refused: the case is not the viewer's.
        InputError: no receiver or no matter is named.
        ProcedureError: the case is not being handled, or its time is over.
    """
    name_of = organ.name if organ else receiver.strip()
    if not name_of or not about.strip():
        raise InputError("没有填写征求意见的对象或者内容", fix="请填写", field="receiver" if about.strip() else "about")
    if kind not in consultation_kinds():
        raise InputError("没有选择征求意见的种类", fix="请从列表中选择", field="kind")
    day = on or today_of(viewer)
    with changing(viewer, case, "edit", version=version):
        name = f"c{case.consultations.count() + 1}"
        fields: dict[str, FieldValue] = {"consultation": name, "kind": kind}
        take_step(viewer, case, "consultation_sent", by=OFFICE, on=day, fields=fields)
        consultation = Consultation.objects.create(
            case=case,
            name=name,
            kind=kind,
            organ=organ,
            receiver_sealed=seal(name_of),
            receiver_shown=mask(name_of) if kind == "third_party" else name_of,
            about=about.strip(),
            sent_on=day,
        )
        if organ is not None:
            case.involved.add(organ)
        issue(
            viewer, case, LETTERS.get(kind, "assistance_letter"), {"about": about.strip()}, on=day, about=consultation
        )
        words = {
            "kind": consultation_kinds()[kind].zh.removeprefix("征求").removesuffix("意见"),
            "sent_on": spoken(day),
        }
        issue(viewer, case, "consultation_notice", words, on=day, about=consultation)
        add_author(viewer, case)
        record(viewer, case, "send_consultation", after={"kind": kind, "receiver": Private(name_of), "on": str(day)})
    return consultation


def deliver_consultation(viewer: Viewer, consultation: Consultation, *, on: date | None = None) -> None:
    """Record the day on which the letter reached the receiver: day 0 of the receiver's time.

    Raises:
        Refused: the case is not the viewer's.
        ProcedureError: the letter was delivered before, or the day cannot be.
    """
    case, day = consultation.case, on or today_of(viewer)
    with changing(viewer, case, "edit", version=None):
        fields: dict[str, FieldValue] = {"consultation": consultation.name}
        take_step(viewer, case, "consultation_delivered", by=OFFICE, on=day, fields=fields)
        limit = consultation_kinds()[consultation.kind].limit
        consultation.delivered_on = day
        consultation.due_on = deadline(limit, day, calendar=calendar_of(case)).due_on if limit else None
        consultation.save(update_fields=["delivered_on", "due_on"])
        record(viewer, case, "deliver_consultation", after={"consultation": consultation.name, "on": str(day)})


def receive_opinion(
    viewer: Viewer, consultation: Consultation, *, opinion: str, text: str = "", on: date | None = None
) -> None:
    """Record what the receiver said, and confirm it to a third party in writing.

    Raises:
        Refused: the case is not the viewer's.
        InputError: the opinion is none of the choices, or an objection has no reasons on record.
        ProcedureError: the consultation is not open.
    """
    if opinion not in Opinion.values or opinion == Opinion.NONE:
        raise InputError("没有选择意见", fix="请从列表中选择", field="opinion")
    if opinion == Opinion.OBJECTS and not text.strip():
        raise InputError("没有填写不同意公开的理由", why="是否有合理理由决定能否公开", fix="请填写", field="text")
    case, day = consultation.case, on or today_of(viewer)
    with changing(viewer, case, "edit", version=None):
        by = "third_party" if consultation.kind == "third_party" else "other_organ"
        fields: dict[str, FieldValue] = {"consultation": consultation.name}
        take_step(viewer, case, "opinion_received", by=by, on=day, fields=fields)
        consultation.replied_on, consultation.opinion, consultation.opinion_text = day, opinion, text.strip()
        consultation.save(update_fields=["replied_on", "opinion", "opinion_text"])
        if consultation.kind == "third_party":
            words = {"about": consultation.about, "opinion": str(Opinion(opinion).label)}
            issue(viewer, case, "consultation_confirmation", words, on=day, about=consultation)
        record(viewer, case, "receive_opinion", after={"consultation": consultation.name, "opinion": opinion})


def lapse_consultation(viewer: Viewer, consultation: Consultation) -> None:
    """Settle that the receiver said nothing in time; what silence means, Articles 32 and 34 say differently.

    Raises:
        Refused: the case is not the viewer's.
        ProcedureError: the receiver's time is not over.
    """
    case = consultation.case
    with changing(viewer, case, "edit", version=None):
        fields: dict[str, FieldValue] = {"consultation": consultation.name}
        take_step(viewer, case, "consultation_lapsed", by=OFFICE, fields=fields)
        consultation.opinion = Opinion.NONE
        consultation.save(update_fields=["opinion"])
        record(viewer, case, "lapse_consultation", after={"consultation": consultation.name})


def tell_third_party(viewer: Viewer, consultation: Consultation, *, why: str) -> None:
    """Tell a third party that objected what is disclosed nevertheless, and why (Article 32).

    Raises:
        Refused: the case is not the viewer's.
        InputError: no reason is given.
    """
    if not why.strip():
        raise InputError("没有填写决定公开的理由", why="条例第三十二条要求书面告知理由", fix="请填写", field="why")
    case = consultation.case
    with changing(viewer, case, "edit", version=None):
        words = {"about": consultation.about, "why": why.strip()}
        letter = issue(viewer, case, "third_party_notice", words, about=consultation)
        record(viewer, case, "tell_third_party", after={"letter": letter.ref})
