"""Put a file beside an entry as evidence, and open one."""

from __future__ import annotations

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.files.choices import Checked
from gongkai.web.files.judging import judge_again, judge_file
from gongkai.web.files.keeping import OpenedFile, seal_bytes, unseal_bytes
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.sealing import seal, unseal
from gongkai.web.organs.access import Refused, Viewer, actor_of, require
from gongkai.web.registers.access import KIND, entry_subject, register_target
from gongkai.web.registers.models import Entry, Evidence

MOST_FILES = 20


def add_evidence(viewer: Viewer, entry: Entry, *, name: str, content: bytes) -> Evidence:
    """Put a file beside an entry. It may be added when the year is complete: it changes no figure.

    Raises:
        Refused: the viewer may not.
        InputError: the file is not taken in, or there are too many.
    """
    require(viewer, "edit", register_target(entry.organ_id), entry.ref)
    judged = judge_file(name, content)
    with transaction.atomic():
        if Evidence.objects.filter(book=entry.book, entry_ref=entry.ref).count() >= MOST_FILES:
            raise InputError(f"佐证材料超过{MOST_FILES}个", fix="请合并后上传", field="file")
        evidence = Evidence.objects.create(
            organ=entry.organ,
            book=entry.book,
            entry_ref=entry.ref,
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
        after = {"file": evidence.ref, "sha256": evidence.digest, "size": evidence.size}
        record_entry(actor_of(viewer), "registers.add_evidence", entry_subject(entry), after=after)
    return evidence


def open_evidence(viewer: Viewer, ref: str) -> OpenedFile:
    """Return a file to who may read the registers of its organ.

    Raises:
        Refused: there is none, or the viewer may not.
        InputError: the scanner does not let it pass.
    """
    evidence = Evidence.objects.filter(ref=ref).first()
    if evidence is None:
        raise Refused("read", KIND, ref)
    require(viewer, "read", register_target(evidence.organ_id), ref)
    content = unseal_bytes(evidence.content_sealed)
    if evidence.checked == Checked.WAITING and (checked := judge_again(content, evidence.findings)):
        Evidence.objects.filter(pk=evidence.pk, checked=Checked.WAITING).update(checked=checked)
        evidence.checked = checked
    if evidence.checked in Checked.closed():
        raise InputError(
            "这份佐证材料不能打开", why=str(Checked(evidence.checked).label), fix="请稍后再试或者联系系统管理员"
        )
    return OpenedFile(unseal(evidence.name_sealed), evidence.media_type, content)
