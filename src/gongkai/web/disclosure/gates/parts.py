"""The texts of an item that go out, each with where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.summaries import propose_summary


def texts_of(item: Item) -> Iterator[tuple[str, str]]:
    """Yield where and what: fields, body, file names. Texts in files were looked at when these came in."""
    yield _("标题"), item.title
    yield _("文号"), item.document_number
    if item.summary != propose_summary(item.text, item.title):  # else it is the body's own words
        yield _("内容概述"), item.summary
    yield _("公开说明"), item.public_note
    yield _("正文"), item.text
    for name in item.files.values_list("name", flat=True):
        yield _("附件名称"), name
