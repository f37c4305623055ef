"""Add a file to a draft, take one away. A file is looked into before it is kept, in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from gongkai.errors import InputError
from gongkai.web.disclosure.bodies import files_in
from gongkai.web.disclosure.changing import changing, keep_revision, record
from gongkai.web.disclosure.choices import FileRole
from gongkai.web.disclosure.looking import MOST_TEXT, PICTURES, look_into_file
from gongkai.web.disclosure.models import Item, ItemFile
from gongkai.web.disclosure.summaries import propose_summary
from gongkai.web.files.choices import Checked
from gongkai.web.organs.access import Viewer

MOST_FILES: Final = 30


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in."""

    name: str
    content: bytes
    role: str = FileRole.ATTACHMENT


def add_file(viewer: Viewer, item: Item, upload: Upload, *, version: int | None = None) -> ItemFile:
    """Add a file to a draft.

    Raises:
        Refused: the viewer is none of its authors, or it is not open.
        InputError: the file is empty, too large, of a kind that is not taken in, or carries macros.
        UnsafeFile: looking into it went beyond a limit.
    """
    file = judged_file(viewer, upload)
    with changing(viewer, item, "edit", version=version):
        place_file(item, file)
        item.updated_at = viewer.now
        item.save(update_fields=["updated_at"])
        keep_revision(viewer, item, f"上传“{file.name}”")
        after = {"file": file.ref, "digest": file.digest, "size": file.size, "checked": file.checked}
        after |= {"goes_out": "copy"} if file.clean_copy is not None else {}
        record(viewer, item, "add_file", after=after)
    return file


def judged_file(viewer: Viewer, upload: Upload) -> ItemFile:
    """Return a file that is not kept yet, judged by what it is and looked into.

    Raises:
        InputError: the file is not taken in.
    """
    looked = look_into_file(upload.name, upload.content)
    judged, found = looked.judged, looked.findings
    if upload.role not in FileRole.values or (upload.role == FileRole.PICTURE and judged.suffix not in PICTURES):
        raise InputError("正文图片只能是 JPG 或者 PNG", fix="请转换后上传", field="file")
    settled = Checked.FLAGGED if found else Checked.CLEAN
    checked = settled if judged.checked in (Checked.CLEAN, Checked.FLAGGED) else judged.checked
    return ItemFile(
        role=upload.role,
        name=judged.name,
        suffix=judged.suffix,
        media_type=judged.media_type,
        size=judged.size,
        digest=judged.digest,
        content=judged.content,
        clean_copy=looked.clean,
        text=judged.text[:MOST_TEXT],
        checked=checked,
        findings=[finding.plain() for finding in found],
        added_by_id=viewer.account_id,
        added_at=viewer.now,
    )


def place_file(item: Item, file: ItemFile) -> None:
    """Keep a judged file with an item, after those it has, in the caller's transaction.

    The first words of the first file are the item's summary where it has no text of its own.

    Raises:
        InputError: the item has too many.
    """
    count = item.files.count()
    if count >= MOST_FILES:
        raise InputError(f"附件超过{MOST_FILES}个", fix="请合并后上传", field="file")
    file.item, file.place = item, count
    file.save(force_insert=True)
    if not item.summary and file.role == FileRole.ATTACHMENT:
        item.summary = propose_summary(file.text, item.title)
        item.save(update_fields=["summary"])


def remove_file(viewer: Viewer, item: Item, ref: str, *, version: int | None = None) -> None:
    """Take a file out of a draft.

    Raises:
        Refused: the viewer is none of its authors, or it is not open.
        InputError: the body still shows it, or there is no such file.
    """
    with changing(viewer, item, "edit", version=version):
        file = item.files.filter(ref=ref).defer("content", "clean_copy", "text").first()
        if file is None:
            raise InputError("没有这个附件", fix="请刷新页面", field="file")
        if ref in files_in(item.body):
            raise InputError(f"正文还在使用“{file.name}”", fix="请先从正文中删去", field="file")
        file.delete()
        item.updated_at = viewer.now
        item.save(update_fields=["updated_at"])
        keep_revision(viewer, item, f"删去“{file.name}”")
        record(viewer, item, "remove_file", before={"file": ref, "digest": file.digest})
