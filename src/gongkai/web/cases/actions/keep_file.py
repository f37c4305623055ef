"""Add a file to a case, open one, clear what its check found. A file is reached through these and no other way."""

from __future__ import annotations

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.cases.access import CLOSED_PHASES, KIND, case_target, holds_code, identity_subject
from gongkai.web.cases.choices import AttachmentKind, Checked
from gongkai.web.cases.files import answered_with, attach, judge_uploads
from gongkai.web.cases.intake import Upload
from gongkai.web.cases.models import Attachment, Case
from gongkai.web.cases.transitions import add_author, changing, record
from gongkai.web.files.keeping import OpenedFile, unseal_bytes
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.sealing import unseal
from gongkai.web.organs.access import Refused, Viewer, actor_of, may, require

FROM_APPLICANT = (AttachmentKind.APPLICATION, AttachmentKind.CORRECTION, AttachmentKind.IDENTITY)


def add_file(viewer: Viewer, case: Case, upload: Upload, *, version: int | None = None, code: str = "") -> Attachment:
    """Add a file: the officer any, the applicant only what belongs to the application.

    Raises:
        Refused: the viewer is neither.
        InputError: the file is not taken in.
    """
    if not viewer.is_staff and upload.kind not in FROM_APPLICANT:
        raise InputError("没有选择附件类型", fix="请从列表中选择", field="kind")
    verb = "edit" if viewer.is_staff else "correct"
    if not holds_code(case, code):
        require(viewer, verb, case_target(case), case.ref)
    [judged] = judge_uploads([upload])
    with changing(viewer, case, verb, version=version, code=code):
        attachment = attach(viewer, case, judged)
        if upload.kind == AttachmentKind.ANSWER:
            add_author(viewer, case)
        after = {"file": attachment.ref, "kind": upload.kind, "digest": attachment.digest, "size": attachment.size}
        record(viewer, case, "add_file", after=after)
    return attachment


def open_file(viewer: Viewer, ref: str, *, code: str = "", reason: str = "") -> OpenedFile:
    """Return a file to who may have it.

    The rights are those of the case and the file's own: proof of identity needs the right to read the identity and is
    recorded; the applicant gets back what they handed in, and the answer once it is served and cleared.

    Raises:
        Refused: there is none, or the viewer may not; the answer does not tell which.
        InputError: the scanner has not let it pass.
    """
    attachment = Attachment.objects.filter(ref=ref).select_related("case__organ").first()
    if attachment is None:
        raise Refused("read", KIND, ref)
    with transaction.atomic():
        _require(viewer, attachment, code)
        _require_scanned(attachment)
        if attachment.kind == AttachmentKind.IDENTITY:
            subject = identity_subject(attachment.case)
            record_entry(actor_of(viewer), "cases.open_identity_file", subject, reason=reason or "查看身份证明")
    name = unseal(attachment.name_sealed)
    return OpenedFile(name, attachment.media_type, unseal_bytes(attachment.content_sealed))


def clear_file(viewer: Viewer, attachment: Attachment, *, reason: str) -> None:
    """Let a file pass although its check found something, with a reason.

    Raises:
        Refused: the case is not the viewer's.
        InputError: no reason is given, or there is nothing to clear.
    """
    if not reason.strip():
        raise InputError("没有填写放行理由", fix="请逐项核对检查结果后填写", field="reason")
    case = attachment.case
    with changing(viewer, case, "edit", version=None):
        rows = Attachment.objects.filter(pk=attachment.pk, checked=Checked.FLAGGED)
        if not rows.update(checked=Checked.CLEARED):
            raise InputError("这个附件没有待处理的问题")
        attachment.refresh_from_db(fields=["checked"])
        record(viewer, case, "clear_file", reason=reason, after={"file": attachment.ref, "checked": "cleared"})


def _require(viewer: Viewer, attachment: Attachment, code: str) -> None:
    case = attachment.case
    if (viewer.account_id is not None and viewer.account_id == case.owner_id) or holds_code(case, code):
        if not _is_for_applicant(attachment):
            raise Refused("read", KIND, attachment.ref)
        return
    if attachment.kind == AttachmentKind.IDENTITY:
        require(viewer, "read", case_target(case, "identity"), attachment.ref)
    elif not may(viewer, "read_masked", case_target(case)):
        require(viewer, "read", case_target(case), attachment.ref)


def _require_scanned(attachment: Attachment) -> None:
    if attachment.checked == Checked.REFUSED:
        raise InputError("这个附件含有恶意代码，已经隔离", fix="请联系提交人重新提供")
    if attachment.checked == Checked.WAITING:
        why = "安全扫描程序没有应答，未经扫描的附件不能打开"
        raise InputError("这个附件还没有通过安全扫描", why=why, fix="请稍后再打开；长时间如此请告知系统管理员")


def _is_for_applicant(attachment: Attachment) -> bool:
    if attachment.kind in FROM_APPLICANT:
        return True
    if attachment.checked in Checked.unsettled() or attachment.case.phase not in CLOSED_PHASES:
        return False
    return attachment.case.attachments.filter(answered_with(attachment.case), pk=attachment.pk).exists()
