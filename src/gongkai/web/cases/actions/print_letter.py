"""Make the file of a letter: the kept words with the addressee's name, which is read from the identity and recorded.

A letter is its addressee's own and is posted after the decision, when identities are shut: the name alone is put in,
for who may make letters of the case (`applicant_letter` of the matrix). Document and contact are put in for who says
why.
"""

from __future__ import annotations

from typing import Final

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.cases.access import KIND, LETTER, case_target, holds_code, identity_subject
from gongkai.web.cases.actions.identity import ERASED, known_person, read_identity
from gongkai.web.cases.letters.compose import in_paragraphs, letter_paragraphs, templates
from gongkai.web.cases.models import Case, Identity, Letter, Office
from gongkai.web.cases.transitions import today_of
from gongkai.web.files.keeping import OpenedFile
from gongkai.web.files.kinds import TYPES
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.sealing import unseal
from gongkai.web.organs.access import Refused, Viewer, actor_of, may, require
from gongkai.write.letter import OfficialLetter, write_letter_docx, write_letter_pdf

WRITERS: Final = {".docx": write_letter_docx, ".pdf": write_letter_pdf}
FORMS: Final = ("application_form", "registration_form", "receipt")


def print_letter(
    viewer: Viewer, letter: Letter, suffix: str = ".pdf", *, code: str = "", reason: str = "制作文书"
) -> OpenedFile:
    """Return a letter as a file.

    Who makes the letters of the case, or is the applicant, gets it with the name; others who may read the case get it
    masked.

    Raises:
        Refused: the viewer may not read the letter: the case is not theirs, or it was not served to them.
        InputError: the format is none.
    """
    case = letter.case
    if _is_applicant(viewer, case, code):
        if letter.addressee != "applicant" or not hasattr(letter, "service"):
            raise Refused("read", KIND, letter.ref)
    elif not may(viewer, "read_masked", case_target(case)):
        require(viewer, "read", case_target(case), letter.ref)
    name = _addressee(viewer, letter, code, reason)
    official = OfficialLetter(
        organ=case.organ.name,
        number=f"{_word(case)}{letter.number}",
        title=letter.title,
        addressee=name,
        paragraphs=in_paragraphs(letter.paragraphs),
        day=letter.issued_on,
    )
    return _write(official, suffix)


def print_record(
    viewer: Viewer, case: Case, kind: str, suffix: str = ".pdf", *, code: str = "", reason: str = ""
) -> OpenedFile:
    """Return the application form, the sheet of the register or the receipt as a file, as the case stands now.

    The application form shows document and contact to the applicant, and to who may read the identity and says why.

    Raises:
        Refused: the viewer may neither read the case nor is the applicant.
        InputError: there is no such form, or the format is none.
    """
    if kind not in FORMS:
        raise InputError(f"没有名为“{kind}”的表单", fix="可用：" + "、".join(FORMS), field="kind")
    applicant = _is_applicant(viewer, case, code)
    if not applicant and not may(viewer, "read_masked", case_target(case)):
        require(viewer, "read", case_target(case), case.ref)
    if applicant and kind == "registration_form":
        raise Refused("read", KIND, case.ref)
    template = templates()[kind]
    shown = _particulars(viewer, case, code, reason) if kind == "application_form" else {}
    shown = shown or {"applicant": _applicant_name(viewer, case, code, f"制作文书：{template.title}")}
    official = OfficialLetter(
        organ=case.organ.name,
        number=f"{_word(case)}〔{case.year}〕{case.serial}号",
        title=template.title,
        addressee=shown["applicant"] if template.to == "applicant" else "",
        paragraphs=in_paragraphs(letter_paragraphs(case, kind, today_of(viewer), shown)),
        day=case.arrived_on,
        is_of_organ=template.to != "applicant_paper",
    )
    return _write(official, suffix)


def _write(official: OfficialLetter, suffix: str) -> OpenedFile:
    if suffix not in WRITERS:
        raise InputError(f"不能制作“{suffix}”文件", fix="可选 .docx 或者 .pdf", field="suffix")
    name = f"{official.title}{official.number}{suffix}"
    return OpenedFile(name, TYPES[suffix], WRITERS[suffix](official))


def _addressee(viewer: Viewer, letter: Letter, code: str, reason: str) -> str:
    if letter.addressee == "applicant":
        return _applicant_name(viewer, letter.case, code, f"{reason}：{letter.title}")
    if letter.addressee == "file":
        return ""
    consultation = letter.consultation
    if consultation is None:
        return ""
    if letter.addressee == "organ" or may(viewer, "read", case_target(letter.case, LETTER)):
        return unseal(consultation.receiver_sealed)
    return consultation.receiver_shown


def _applicant_name(viewer: Viewer, case: Case, code: str, reason: str) -> str:
    """Return the applicant's name: in clear and recorded to who makes the letters of the case, else masked."""
    identity = Identity.objects.get(case=case)
    if identity.erased_at is not None:
        return ERASED
    if not (_is_applicant(viewer, case, code) or may(viewer, "read", case_target(case, LETTER))):
        return str(identity.shown.get("name", ""))
    person = known_person(case)
    with transaction.atomic():
        record_entry(actor_of(viewer), "cases.print_letter", identity_subject(case), reason=reason)
    return person.name


def _particulars(viewer: Viewer, case: Case, code: str, reason: str) -> dict[str, str]:
    """Return what the application form says of the applicant: in clear and recorded to who says why, else masked.

    Raises:
        Refused: a reason is given by who may not read the identity.
    """
    identity = Identity.objects.get(case=case)
    if identity.erased_at is not None:
        return {"applicant": ERASED, "document": ERASED, "contact": ERASED}
    if _is_applicant(viewer, case, code):
        person = known_person(case)
        with transaction.atomic():
            record_entry(actor_of(viewer), "cases.read_identity", identity_subject(case), reason=reason or "制作文书")
    elif reason.strip():
        person = read_identity(viewer, case, reason=reason)
    else:
        shown = identity.shown
        reached = "、".join(shown[name] for name in ("phone", "email", "address") if shown.get(name))
        name = _applicant_name(viewer, case, code, "制作文书：申请表（遮蔽）")
        return {"applicant": name, "document": shown.get("document_number", ""), "contact": reached}
    reached = "、".join(text for text in (person.phone, person.email, person.address) if text)
    return {"applicant": person.name, "document": person.document_number, "contact": reached}


def _is_applicant(viewer: Viewer, case: Case, code: str) -> bool:
    owns = viewer.account_id is not None and viewer.account_id == case.owner_id
    return owns or holds_code(case, code)


def _word(case: Case) -> str:
    office = Office.objects.filter(organ=case.organ).first()
    return office.word if office else ""
