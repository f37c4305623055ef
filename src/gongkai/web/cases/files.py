"""Files of a case: judged before the case is locked (`gongkai.web.files`), kept sealed in the database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Max, Q

from gongkai.errors import InputError
from gongkai.web.cases.choices import AttachmentKind
from gongkai.web.cases.intake import Upload
from gongkai.web.cases.models import Attachment, Case, Service
from gongkai.web.files.judging import JudgedFile, judge_file
from gongkai.web.files.keeping import seal_bytes
from gongkai.web.journal.sealing import seal
from gongkai.web.organs.access import Viewer

MOST_FILES: Final = 20


@dataclass(frozen=True, slots=True)
class JudgedUpload:
    """An upload that may be kept, as what it was handed in."""

    kind: str
    file: JudgedFile


def judge_uploads(uploads: Iterable[Upload], kind: str = "") -> list[JudgedUpload]:
    """Judge what was uploaded, before any transaction: it may take seconds.

    Args:
        uploads: the files.
        kind: what they are, whatever the form said.

    Raises:
        InputError: too large, too many, empty, infected, or of a type that is not taken in.
    """
    given = list(uploads)
    if len(given) > MOST_FILES:
        raise _too_many()
    judged = []
    for upload in given:
        chosen = kind or upload.kind
        if chosen not in AttachmentKind.values:
            raise InputError("没有选择附件类型", fix="请从列表中选择", field="kind")
        looks = chosen != AttachmentKind.IDENTITY  # personal by purpose
        judged.append(JudgedUpload(chosen, judge_file(upload.name, upload.content, look=looks)))
    return judged


def attach(viewer: Viewer, case: Case, upload: JudgedUpload) -> Attachment:
    """Keep a judged file with the case, in the caller's transaction.

    Raises:
        InputError: the case has too many files.
    """
    if case.attachments.count() >= MOST_FILES:
        raise _too_many()
    return Attachment.objects.create(
        case=case,
        kind=upload.kind,
        media_type=upload.file.media_type,
        suffix=upload.file.suffix,
        size=upload.file.size,
        digest=upload.file.digest,
        name_sealed=seal(upload.file.name),
        content_sealed=seal_bytes(upload.file.content),
        checked=upload.file.checked,
        findings=upload.file.findings,
        added_by_id=viewer.account_id,
        added_at=viewer.now,
    )


def answered_with(case: Case) -> Q:
    """Return the condition on the files that went out with an answer: added before its service was recorded.

    What is added afterwards belongs to an answer that still has to be reviewed and served.
    """
    served = Service.objects.filter(letter__case=case, letter__reply__isnull=False)
    last = served.aggregate(last=Max("recorded_at"))["last"]
    return Q(kind=AttachmentKind.ANSWER, added_at__lte=last) if last else Q(pk__in=[])


def _too_many() -> InputError:
    return InputError(f"附件超过{MOST_FILES}个", fix="请合并后上传", field="files")
