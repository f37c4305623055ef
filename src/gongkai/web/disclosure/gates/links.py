"""Links that lead nowhere: to this site, followed in the database; to others, judged by how they are written."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from gongkai.web.disclosure.bodies import files_in, links_in
from gongkai.web.disclosure.findings import Finding
from gongkai.web.disclosure.models import Item, ItemFile
from gongkai.web.disclosure.queries.public import public_items

_HOST = re.compile(r"(?:[a-z0-9_](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}|[\u4e00-\u9fff.]+", re.IGNORECASE)


def broken_links(item: Item) -> tuple[Finding, ...]:
    """Return links of the body that cannot be right."""
    where = _("正文链接")
    own = set(item.files.values_list("ref", flat=True))
    found = [
        Finding(where, "broken_link", _("正文使用的附件或者图片不存在"), ref)
        for ref in files_in(item.body)
        if ref not in own
    ]
    for address in links_in(item.body):
        why = _fault(item, address)
        if why:
            found.append(Finding(where, "broken_link", why, address[:80]))
    return tuple(found)


def _fault(item: Item, address: str) -> str:
    if address.startswith(("file:", "mailto:", "#")):
        return ""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return _("链接写法不对")
    if parts.scheme not in ("", "http", "https"):
        return _("链接写法不对")
    if not host or host in settings.ALLOWED_HOSTS:
        return _own_fault(item, parts.path)
    if host in ("localhost", "127.0.0.1") or host.startswith(("10.", "192.168.")):
        return _("链接指向内部网络，公众打不开")
    return "" if _HOST.fullmatch(host) or re.fullmatch(r"[0-9.]{7,15}", host) else _("链接写法不对")


def _own_fault(item: Item, path: str) -> str:
    try:
        found = resolve(path)
    except Resolver404:
        return _("本网站没有这个页面")
    if "desk" in found.namespaces:
        return _("链接指向工作人员的页面，公众打不开")
    named = [str(value) for value in found.kwargs.values()]
    linked = Item.objects.filter(ref__in=named).exclude(pk=item.pk).first()
    file = ItemFile.objects.filter(ref__in=named).exclude(item=item).select_related("item").first()
    linked = linked or (file.item if file else None)
    if linked is not None and not public_items(item.updated_at).filter(pk=linked.pk).exists():
        return _("链接指向的信息没有公开")
    return ""
