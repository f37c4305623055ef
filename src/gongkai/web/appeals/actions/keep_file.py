"""Put a file beside an appeal, and open one."""

from __future__ import annotations

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.appeals.access import KIND, appeal_subject, appeal_target
from gongkai.web.appeals.models import Appeal, AppealFile
from gongkai.web.files.choices import Checked
from gongkai.web.files.judging import judge_again, judge_file
from gongkai.web.files.keeping import OpenedFile, seal_bytes, unseal_bytes
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.sealing import seal, unseal
from gongkai.web.organs.access import Refused, Viewer, actor_of, require

MOST_FILES = 50


def add_appeal_file(viewer: Viewer, appeal: Appeal, *, name: str, content: bytes) -> AppealFile:
    """Put a file beside an appeal: the application, the answer, the judgment.

    Raises:
        Refused: the appeal is not the viewer's.
        InputError: the file is not taken in, or there are too many.
    """
    require(viewer, "edit", appeal_target(appeal), appeal.ref)
    judged = judge_file(name, content)
    with transaction.atomic():
        if appeal.files.count() >= MOST_FILES:
            raise InputError(f"材料超过{MOST_FILES}个", fix="请合并后上传", field="file")
        file = AppealFile.objects.create(
            appeal=appeal,
            name_sealed=seal(judged.name),
            content_sealed=seal_bytes(content),
            media_type=judged.media_type,
            size=judged.size,
            digest=judged.digest,
            checked=judged.checked,
            findings=judged.findings,
            added_by_id=viewer.person_id,
            added_at=viewer.now,
        )
        after = {"file": file.ref, "sha256": file.digest, "size": file.size}
        record_entry(actor_of(viewer), "appeals.add_file", appeal_subject(appeal), after=after)
    return file


def open_appeal_file(viewer: Viewer, ref: str) -> OpenedFile:
    """Return a file to who may read its appeal.

    Raises:
        Refused: there is none, or the viewer may not.
        InputError: the scanner does not let it pass.
    """
    file = AppealFile.objects.filter(ref=ref).select_related("appeal").first()
    if file is None:
        raise Refused("read", KIND, ref)
    require(viewer, "read", appeal_target(file.appeal), ref)
    content = unseal_bytes(file.content_sealed)
    if file.checked == Checked.WAITING and (checked := judge_again(content, file.findings)):
        AppealFile.objects.filter(pk=file.pk, checked=Checked.WAITING).update(checked=checked)
        file.checked = checked
    if file.checked in Checked.closed():
        raise InputError("这份材料不能打开", why=str(Checked(file.checked).label), fix="请稍后再试或者联系系统管理员")
    return OpenedFile(unseal(file.name_sealed), file.media_type, content)
