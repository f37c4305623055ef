"""Bring past items in: judged whole before anything is taken in, entered as drafts piece by piece, resumable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Final

from django.db import transaction
from django.utils import timezone

from gongkai.errors import GongkaiError, InputError
from gongkai.web.disclosure.access import new_target
from gongkai.web.disclosure.actions.check_gates import run_gates
from gongkai.web.disclosure.actions.keep_files import MOST_FILES, Upload, judged_file, place_file
from gongkai.web.disclosure.bodies import body_of_text, with_refs
from gongkai.web.disclosure.changing import keep_revision, record
from gongkai.web.disclosure.choices import FileRole, GateState
from gongkai.web.disclosure.contents import put_content
from gongkai.web.disclosure.item_book import COLUMNS, ReadRow, read_items
from gongkai.web.disclosure.item_folder import Folder, is_folder, open_folder
from gongkai.web.disclosure.leaving import PICTURES
from gongkai.web.disclosure.models import ImportedItem, Item, ItemFile, ItemImport, Relation
from gongkai.web.disclosure.numbering import next_index_number
from gongkai.web.disclosure.special_access import import_subject
from gongkai.web.disclosure.special_choices import ImportState
from gongkai.web.files.judging import judge_file
from gongkai.web.files.keeping import seal_bytes, unseal_bytes
from gongkai.web.files.kinds import decoded, sniff
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Refused, Viewer, actor_of, require, viewer_of
from gongkai.web.organs.models import Organ
from gongkai.web.organs.sheets import CellFault, Sheet, SheetFaults, read_sheet

MOST_BYTES: Final = 100 * 1024 * 1024
MOST_FAULTS: Final = 500


@dataclass(frozen=True)
class Judged:
    """Rows that can all be taken in, and the folder their files stand in."""

    rows: list[ReadRow]
    folder: Folder


def ask_item_import(viewer: Viewer, organ: Organ, *, name: str, content: bytes) -> ItemImport:
    """Hand in a table or a folder of past items; a task takes it in. Follow `done` of `total`, and `faults`.

    Raises:
        Refused: the viewer may not write for that organ.
        InputError: the file is empty or too large.
    """
    require(viewer, "create", new_target(organ.pk))
    if not content or len(content) > MOST_BYTES:
        raise InputError(f"文件是空的，或者超过{MOST_BYTES // 1024 // 1024}MB", fix="请分成几个文件", field="file")
    with transaction.atomic():
        book = ItemImport.objects.create(
            organ=organ,
            name=name[:200],
            content_sealed=seal_bytes(content),
            asked_by_id=viewer.person_id,
            asked_at=viewer.now,
        )
        after = {"bytes": len(content)}
        record_entry(actor_of(viewer), "disclosure.ask_item_import", import_subject(book), after=after)
        transaction.on_commit(lambda: _start(book.ref), robust=True)
    return book


def run_item_import(ref: str, now: datetime) -> ItemImport:
    """Take a table in: all faults or all rows, as drafts. Run again after a break, it goes on where it stopped."""
    book = ItemImport.objects.select_related("organ", "asked_by").get(ref=ref)
    if book.state not in (ImportState.WAITING, ImportState.RUNNING):
        return book
    viewer = viewer_of(book.asked_by, now)
    try:
        require(viewer, "create", new_target(book.organ_id))
        judged = judge_import(book, now)
    except SheetFaults as error:
        return _finish(book, ImportState.FAULTY, error.faults)
    except Refused as error:
        return _finish(book, ImportState.FAULTY, [CellFault("", str(error))])
    known = set(book.items.values_list("row", flat=True))
    ItemImport.objects.filter(pk=book.pk).update(state=ImportState.RUNNING, total=len(judged.rows), done=len(known))
    for read in judged.rows:
        if read.row.number not in known:
            try:
                _enter(viewer, book, read, judged.folder)
            except GongkaiError as error:  # what only the look into a file can tell
                fault = CellFault(f"第{read.row.number}行", str(error))
                return _finish(book, ImportState.FAULTY, [fault])
    with transaction.atomic():
        _link(book, judged.rows)
    return _finish(book, ImportState.READY, [])


def judge_import(book: ItemImport, now: datetime) -> Judged:
    """Judge the whole table and what it names.

    Raises:
        SheetFaults: every fault, with its cell.
    """
    content = unseal_bytes(book.content_sealed)
    folder = open_folder(content) if is_folder(content) else Folder((book.name, content), {})
    if folder.table is None:
        where = "压缩包里没有名为“目录.xlsx”的目录表"
        raise SheetFaults([CellFault("", f"{where}，请先用“列出文件夹”生成目录表，补齐后放进压缩包")])
    sheet = read_sheet(*folder.table, list(COLUMNS))
    rows, faults = read_items(sheet, today=timezone.localdate(now))
    if not rows and not faults:
        faults = [CellFault("A2", "没有填写任何一行")]
    numbers = {read.item.index_number for read in rows} - {""}
    taken = dict(Item.objects.filter(index_number__in=numbers).values_list("index_number", "imported__book"))
    for read in rows:
        number = read.item.index_number
        if number in taken and taken[number] != book.pk:
            faults.append(sheet.fault(read.row, "索引号", "在平台上已经有了"))
        faults += _file_faults(sheet, read, folder)
    faults += _reference_faults(book, sheet, rows, numbers)
    if faults:
        raise SheetFaults(sorted(faults, key=lambda fault: (len(fault.cell), fault.cell)))
    return Judged(rows, folder)


def _file_faults(sheet: Sheet, read: ReadRow, folder: Folder) -> list[CellFault]:
    found = []
    if len(read.item.files) > MOST_FILES:
        found.append(sheet.fault(read.row, "附件", f"超过{MOST_FILES}个"))
    for column, names in (("附件", read.item.files), ("正文文件", (read.item.body_file,))):
        for name in filter(None, names):
            content = folder.find(name)
            if content is None:
                found.append(sheet.fault(read.row, column, f"“{name}”不在压缩包里"))
                continue
            try:
                if column == "附件":
                    sniff(name, content)
                else:
                    _body(name, content)
            except GongkaiError as error:
                found.append(sheet.fault(read.row, column, f"“{name}”：{error.what}"))
    return found


def _reference_faults(book: ItemImport, sheet: Sheet, rows: list[ReadRow], own: set[str]) -> list[CellFault]:
    named = {number for read in rows for _, number in read.item.relations}
    named |= {read.item.successor for read in rows} - {""}
    rest = Item.objects.filter(organ=book.organ, index_number__in=named)
    known = own | set(rest.values_list("index_number", flat=True))
    found = []
    for read in rows:
        missing = sorted({number for _, number in read.item.relations} - known)
        found += [sheet.fault(read.row, "关联", f"没有索引号“{number}”") for number in missing]
        if read.item.successor and read.item.successor not in known:
            found.append(sheet.fault(read.row, "替代文件", f"没有索引号“{read.item.successor}”"))
    return found


def _enter(viewer: Viewer, book: ItemImport, read: ReadRow, folder: Folder) -> None:
    """Enter one row: its files are looked into before the transaction, its checks run inside it."""
    past, body = read.item, read.item.content.body
    if past.body_file:
        body = _body(past.body_file, folder.find(past.body_file) or b"")
    files, renamed = [], {}
    for path in past.files:
        file = judged_file(viewer, Upload(PurePosixPath(path).name, folder.find(path) or b"", _role(path)))
        wanted = PurePosixPath(path).parts[-2] if path.startswith(f"{PICTURES}/") else ""
        if wanted:
            renamed[wanted] = file.ref if ItemFile.objects.filter(ref=wanted).exists() else wanted
            file.ref = renamed[wanted]
        files.append(file)
    content = replace(past.content, body=with_refs(body, renamed))
    with transaction.atomic():
        item = Item(organ=book.organ, author_id=book.asked_by_id, updated_at=viewer.now)
        put_content(item, content, timezone.localdate(viewer.now))
        item.index_number = past.index_number or next_index_number(book.organ, past.content.made_on.year)
        item.public_note = past.public_note
        item.save(force_insert=True)
        item.authors.add(book.asked_by_id)
        for file in files:
            place_file(item, file)
        held = [row for row in run_gates(viewer, item) if row.state == GateState.OPEN]
        words = [f"{one['where']}：{one['why']}" for row in held for one in row.findings]
        row = {"row": read.row.number, "published_on": past.published_on, "held_because": words[:20]}
        ImportedItem.objects.create(book=book, item=item, **row)
        keep_revision(viewer, item, f"从“{book.name}”第{read.row.number}行导入")
        book.done += 1
        ItemImport.objects.filter(pk=book.pk).update(done=book.items.count())
        record(viewer, item, "import_item", reason="导入历史信息", after={"book": book.ref, "row": read.row.number})


def _link(book: ItemImport, rows: list[ReadRow]) -> None:
    named = {number for read in rows for _, number in read.item.relations}
    named |= {read.item.successor for read in rows} - {""}
    items = {row.row: row.item for row in book.items.select_related("item")}
    others = {item.index_number: item for item in Item.objects.filter(organ=book.organ, index_number__in=named)}
    for read in rows:
        item = items[read.row.number]
        for kind, number in read.item.relations:
            if others[number].pk != item.pk:
                Relation.objects.get_or_create(item=item, other=others[number], kind=kind)
        if read.item.successor:
            Item.objects.filter(pk=item.pk).update(successor=others[read.item.successor])


def _role(path: str) -> str:
    is_picture = path.startswith(f"{PICTURES}/") and path.lower().endswith((".jpg", ".png"))
    return FileRole.PICTURE if is_picture else FileRole.ATTACHMENT


def _body(name: str, content: bytes) -> str:
    """Return the body that a file holds.

    Raises:
        InputError: it is of a kind that no body can be taken from.
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in (".html", ".htm"):
        return _decoded(content)
    if suffix == ".txt":
        return body_of_text(_decoded(content))
    if sniff(name, content) in (".docx", ".doc"):
        return body_of_text(judge_file(PurePosixPath(name).name, content).text)
    raise InputError("不是 HTML、TXT、DOCX 或者 DOC 文件", fix="请转换，或者放在“附件”里")


def _decoded(content: bytes) -> str:
    text = decoded(content)
    if text is None:
        raise InputError("文件不是 UTF-8 或者 GB18030 编码", fix="请另存为 UTF-8")
    return text.lstrip("\ufeff")


def _finish(book: ItemImport, state: ImportState, faults: list[CellFault]) -> ItemImport:
    book.refresh_from_db()
    book.state = state
    book.faults = [{"cell": fault.cell, "message": fault.message} for fault in faults[:MOST_FAULTS]]
    book.content_sealed = b""
    book.save(update_fields=["state", "faults", "content_sealed"])
    return book


def _start(ref: str) -> None:
    from gongkai.web.disclosure.tasks import import_items  # noqa: PLC0415 - tasks import actions

    import_items.enqueue(ref)
