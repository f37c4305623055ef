"""Put a file beside an entry as evidence, and open one."""

from __future__ import annotations

import hashlib

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.sealing import seal, unseal
from gongkai.web.organs.access import Refused, Viewer, actor_of, require
from gongkai.web.organs.uploads import TYPES, OpenedFile, look_through, plain_name, seal_bytes, sniff, unseal_bytes
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
    suffix = sniff(name, content)
    with transaction.atomic():
        if Evidence.objects.filter(book=entry.book, entry_ref=entry.ref).count() >= MOST_FILES:
            raise InputError(f"佐证材料超过{MOST_FILES}个", fix="请合并后上传", field="file")
        evidence = Evidence.objects.create(
            organ=entry.organ,
            book=entry.book,
            entry_ref=entry.ref,
            name_sealed=seal(plain_name(name)),
            content_sealed=seal_bytes(content),
            media_type=TYPES[suffix],
            size=len(content),
            digest=hashlib.sha256(content).hexdigest(),
            findings=look_through(content, suffix),
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
    """
    evidence = Evidence.objects.filter(ref=ref).first()
    if evidence is None:
        raise Refused("read", KIND, ref)
    require(viewer, "read", register_target(evidence.organ_id), ref)
    return OpenedFile(unseal(evidence.name_sealed), evidence.media_type, unseal_bytes(evidence.content_sealed))
