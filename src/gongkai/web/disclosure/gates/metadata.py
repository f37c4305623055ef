"""What the public needs beside the text, and contradictions between dates and states."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.web.disclosure.choices import Attribute, FileRole, ItemKind, Validity
from gongkai.web.disclosure.findings import Finding, Grade
from gongkai.web.disclosure.models import Item


def missing_metadata(item: Item) -> tuple[Finding, ...]:
    """Return what is missing of an item to be made public."""
    if item.attribute != Attribute.PUBLIC:
        return ()
    found = []
    if not item.text and not item.files.filter(role=FileRole.ATTACHMENT).exists():
        found.append(Finding(_("正文"), "empty", _("既没有正文，也没有附件"), grade=Grade.FINAL))
    if item.kind == ItemKind.DOCUMENT and not item.category:
        found.append(Finding(_("类别"), "no_category", _("没有选择法定主动公开类别"), grade=Grade.FINAL))
    if not item.summary:
        why = _("没有内容概述，公开目录应当列出")
        found.append(Finding(_("内容概述"), "no_summary", why))
    if item.validity in (Validity.REPEALED, Validity.AMENDED) and item.successor_id is None:
        found.append(Finding(_("有效性"), "no_successor", _("已修改或者废止的，还没有指明由哪件代替")))
    return tuple(found)
