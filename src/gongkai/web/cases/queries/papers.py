"""The papers of a case: replies, letters, files, imports."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.web.cases.access import (
    CLOSED_PHASES,
    KIND,
    case_target,
    holds_code,
)
from gongkai.web.cases.choices import Checked
from gongkai.web.cases.doubts import Doubt, doubts_of
from gongkai.web.cases.files import answered_with
from gongkai.web.cases.models import Attachment, Case, Letter, Office, RegisterImport, Reply
from gongkai.web.organs.access import Refused, Viewer, may, require
from gongkai.web.organs.models import Organ
from gongkai.web.review.access import review_target
from gongkai.web.review.models import Review


def reply_of(viewer: Viewer, case: Case) -> Reply | None:
    """Return the answer under way or last issued, of a case that the viewer may read."""
    require_reading(viewer, case)
    return case.replies.exclude(state="dropped").order_by("-pk").first()


def reply_by_review(viewer: Viewer, review_ref: str) -> Reply | None:
    """Return the reply that a review is about, to who may read the case or take part in its review."""
    reply = Reply.objects.filter(review_ref=review_ref).select_related("case__organ").first()
    if reply is not None:
        require_reading(viewer, reply.case)
    return reply


def doubts_in_review(viewer: Viewer, review: Review) -> tuple[list[Doubt], str]:
    """Return what is doubtful in the answer that a review is about, and why its author lets personal data stand.

    Raises:
        Refused: the viewer may not read the review.
    """
    require(viewer, "read", review_target(review), review.ref)
    reply = Reply.objects.filter(review_ref=review.ref).select_related("case").first()
    return (doubts_of(reply), reply.clearance) if reply else ([], "")


def letters_of(viewer: Viewer, case: Case) -> QuerySet[Letter]:
    """Return the letters of a case that the viewer may read."""
    require_reading(viewer, case)
    return case.letters.select_related("service", "issued_by")


def letters_to_applicant(viewer: Viewer, case: Case, code: str = "") -> QuerySet[Letter]:
    """Return the served letters to the applicant, by account or query code.

    Raises:
        Refused: the viewer is not the applicant.
    """
    require_applicant_reading(viewer, case, code)
    return case.letters.filter(addressee="applicant", service__isnull=False).select_related("service")


def letter_of(viewer: Viewer, ref: str) -> Letter:
    """Return one letter of a case that the viewer may read.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    letter = Letter.objects.filter(ref=ref).select_related("case__organ__parent", "case__identity").first()
    if letter is None:
        raise Refused("read", KIND, ref)
    require_reading(viewer, letter.case)
    return letter


def attachments_of(viewer: Viewer, case: Case) -> QuerySet[Attachment]:
    """Return the files of a case without their content; proofs of identity only to who may read the identity."""
    require_reading(viewer, case)
    rows = case.attachments.defer("content_sealed")
    return rows if may(viewer, "read", case_target(case, "identity")) else rows.exclude(kind="identity")


def office_of(organ: Organ) -> Office:
    """Return what an organ's disclosure office set up; an unsaved one where it has not."""
    return Office.objects.filter(organ=organ).first() or Office(organ=organ)


def require_reading(viewer: Viewer, case: Case) -> None:
    """Refuse unless the viewer may read the case, masked or not.

    Raises:
        Refused: the viewer may not.
    """
    if not may(viewer, "read_masked", case_target(case)):
        require(viewer, "read", case_target(case), case.ref)


def require_applicant_reading(viewer: Viewer, case: Case, code: str) -> None:
    """Refuse unless the viewer is the applicant, by account or query code.

    Raises:
        Refused: the viewer is not.
    """
    owns = viewer.account_id is not None and viewer.account_id == case.owner_id
    if not owns and not holds_code(case, code):
        raise Refused("read", KIND, case.ref)


def answers_to_applicant(viewer: Viewer, case: Case, code: str = "") -> QuerySet[Attachment]:
    """Return the files of the answer that the applicant may have: served, and not flagged.

    Raises:
        Refused: the viewer is not the applicant.
    """
    require_applicant_reading(viewer, case, code)
    rows = case.attachments.defer("content_sealed").filter(answered_with(case))
    rows = rows.exclude(checked__in=Checked.unsettled())
    return rows if case.phase in CLOSED_PHASES else rows.none()


def imports_of(viewer: Viewer) -> QuerySet[RegisterImport]:
    """Return the register books that the viewer handed in, newest first."""
    rows = RegisterImport.objects.filter(asked_by_id=viewer.person_id).defer("content_sealed")
    return rows.select_related("organ").order_by("-pk")


def import_of(viewer: Viewer, ref: str) -> RegisterImport:
    """Return one register book that the viewer handed in, to show its progress.

    Raises:
        Refused: there is none.
    """
    book = imports_of(viewer).filter(ref=ref).first()
    if book is None:
        raise Refused("read", KIND, ref)
    return book
