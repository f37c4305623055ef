"""Files of a case: judged by what they are, looked through for what is hidden in them, kept sealed in the database."""

from __future__ import annotations

import hashlib
from typing import Final

from gongkai.errors import InputError
from gongkai.web.cases.choices import AttachmentKind, Checked
from gongkai.web.cases.intake import Upload
from gongkai.web.cases.models import Attachment, Case
from gongkai.web.journal.sealing import seal
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.uploads import TYPES, look_through, plain_name, seal_bytes, sniff

MOST_FILES: Final = 20


def attach(viewer: Viewer, case: Case, upload: Upload) -> Attachment:
    """Judge a file and keep it with the case, in the caller's transaction.

    Raises:
        InputError: too large, too many, empty, or of a type that is not taken in.
    """
    if upload.kind not in AttachmentKind.values:
        raise InputError("没有选择附件类型", fix="请从列表中选择", field="kind")
    if case.attachments.count() >= MOST_FILES:
        raise InputError(f"附件超过{MOST_FILES}个", fix="请合并后上传", field="files")
    suffix = sniff(upload.name, upload.content)
    findings = look_through(upload.content, suffix) if upload.kind != AttachmentKind.IDENTITY else []
    return Attachment.objects.create(
        case=case,
        kind=upload.kind,
        media_type=TYPES[suffix],
        suffix=suffix,
        size=len(upload.content),
        digest=hashlib.sha256(upload.content).hexdigest(),
        name_sealed=seal(plain_name(upload.name)),
        content_sealed=seal_bytes(upload.content),
        checked=Checked.FLAGGED if findings else Checked.CLEAN,
        findings=findings,
        added_by_id=viewer.account_id,
        added_at=viewer.now,
    )
