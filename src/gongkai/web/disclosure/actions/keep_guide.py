"""公开指南 and 公开目录: write what the organ says, say that it was checked, begin the item that publishes it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Final

from django.db import transaction

from gongkai.errors import InputError
from gongkai.law import cite
from gongkai.web.disclosure.access import new_target
from gongkai.web.disclosure.actions.draft_item import draft_item
from gongkai.web.disclosure.catalogue import catalogue_of
from gongkai.web.disclosure.categories import categories
from gongkai.web.disclosure.choices import ItemKind
from gongkai.web.disclosure.contents import ItemContent
from gongkai.web.disclosure.days import today_of
from gongkai.web.disclosure.guide import body_of, digest_of_guide, lacking
from gongkai.web.disclosure.models import CategoryNote, Guide, GuideIssue, Item
from gongkai.web.disclosure.special_access import office_subject
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.models import Organ
from gongkai.web.organs.versions import claim_version

WRITTEN: Final = ("classification", "arrangement", "access", "supervision")
MOST_WRITTEN: Final = 4000


def state_guide(viewer: Viewer, organ: Organ, values: Mapping[str, str], *, version: int) -> Guide:
    """Write what the guide says beside the contact data. That counts as a check of it.

    Raises:
        Refused: the viewer may not write for that organ.
        InputError: a part is too long.
        StaleVersion: somebody was faster.
    """
    require(viewer, "create", new_target(organ.pk), organ.ref)
    for name in WRITTEN:
        if len(values.get(name, "")) > MOST_WRITTEN:
            raise InputError(f"超过{MOST_WRITTEN}字", fix="请缩短", field=name)
    with transaction.atomic():
        guide, _ = Guide.objects.get_or_create(organ=organ)
        claim_version(guide, version, f"“{organ.name}”的公开指南")
        changed = [name for name in WRITTEN if name in values and getattr(guide, name) != values[name].strip()]
        for name in changed:
            setattr(guide, name, values[name].strip())
        guide.checked_on = today_of(viewer)
        guide.save(update_fields=[*changed, "checked_on"])
        after = {"changed": changed}
        record_entry(actor_of(viewer), "disclosure.state_guide", office_subject(organ, "guide"), after=after)
    return guide


def check_guide(viewer: Viewer, organ: Organ) -> None:
    """Say that the guide was looked at today and is right.

    Raises:
        Refused: the viewer may not write for that organ.
        InputError: something that the law asks for is missing.
    """
    require(viewer, "create", new_target(organ.pk), organ.ref)
    with transaction.atomic():
        guide, _ = Guide.objects.get_or_create(organ=organ)
        _refuse_incomplete(organ, guide)
        guide.checked_on = today_of(viewer)
        guide.save(update_fields=["checked_on"])
        record_entry(actor_of(viewer), "disclosure.check_guide", office_subject(organ, "guide"))


def draft_guide(viewer: Viewer, organ: Organ) -> Item:
    """Begin the item that publishes the guide as it now is.

    Raises:
        Refused: the viewer may not write for that organ.
        InputError: something that the law asks for is missing.
    """
    require(viewer, "create", new_target(organ.pk), organ.ref)
    today = today_of(viewer)
    with transaction.atomic():
        guide = Guide.objects.filter(organ=organ).first() or Guide(organ=organ)
        _refuse_incomplete(organ, guide)
        body = body_of(organ, guide, today)
        item = draft_item(viewer, organ, ItemContent(f"{organ.name}政府信息公开指南", today, body, kind=ItemKind.GUIDE))
        GuideIssue.objects.create(item=item, organ=organ, digest=digest_of_guide(organ, guide))
        after = {"item": item.ref}
        record_entry(actor_of(viewer), "disclosure.draft_guide", office_subject(organ, "guide"), after=after)
    return item


def note_category(viewer: Viewer, organ: Organ, category: str, note: str) -> None:
    """Say why an organ has nothing in a category; an empty note takes it back.

    Raises:
        Refused: the viewer may not write for that organ.
        InputError: there is no such category, or the note is too long.
    """
    require(viewer, "create", new_target(organ.pk), organ.ref)
    if category not in categories():
        raise InputError("没有这一类别", fix="请从目录中选择", field="category")
    if len(note.strip()) > 200:
        raise InputError("理由超过200字", fix="请缩短", field="note")
    with transaction.atomic():
        rows = CategoryNote.objects.filter(organ=organ, category=category)
        before = {"note": rows.values_list("note", flat=True).first() or ""}
        if note.strip():
            CategoryNote.objects.update_or_create(organ=organ, category=category, defaults={"note": note.strip()})
        else:
            rows.delete()
        subject, after = office_subject(organ, "category", category), {"note": note.strip()}
        record_entry(actor_of(viewer), "disclosure.note_category", subject, before=before, after=after)


def draft_catalogue(viewer: Viewer, organ: Organ) -> Item:
    """Begin the item that publishes the catalogue as it now stands, gaps named.

    Raises:
        Refused: the viewer may not write for that organ.
    """
    head = "<tr><th>类别</th><th>依据</th><th>现有信息</th><th>最近更新</th></tr>"
    rows = []
    for line in catalogue_of(organ, viewer.now):
        stands = f"{line.count}条" if line.count else (line.note or "暂无")
        latest = line.latest_on.isoformat() if line.latest_on else ""
        cells = (line.category.zh, cite(line.category.article).zh, stands, latest)
        rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    body = f"<table><thead>{head}</thead><tbody>{''.join(rows)}</tbody></table>"
    content = ItemContent(f"{organ.name}政府信息公开目录", today_of(viewer), body, kind=ItemKind.CATALOGUE)
    return draft_item(viewer, organ, content)


def _refuse_incomplete(organ: Organ, guide: Guide) -> None:
    missing = lacking(organ, guide)
    if missing:
        raise InputError(
            "公开指南不完整，缺少：" + "、".join(field.zh for field in missing),
            why="政府信息公开条例第十二条第二款",
            fix="请补齐后再发布；联系方式由系统管理员在“机关”中填写",
        )
