"""The desk's menu: what some role of the viewer opens. Asked for by every page of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from gongkai.web.organs.access import Viewer, could

ENTRIES: Final = (
    ("desk:home", gettext_noop("我的任务"), "", ""),
    ("desk:cases", gettext_noop("依申请公开"), "list", "request_case"),
    ("desk:inbox", gettext_noop("提醒"), "", ""),
    ("desk:reviews", gettext_noop("审核"), "list", "review"),
    ("desk:chains", gettext_noop("审核流程"), "edit", "review_chain"),
    ("desk:office", gettext_noop("公开机构设置"), "edit", "review_chain"),
    ("desk:organs", gettext_noop("机关管理"), "edit", "organ"),
    ("desk:accounts", gettext_noop("账号"), "list", "account"),
    ("desk:posts", gettext_noop("岗位授权"), "list", "post"),
    ("desk:journal", gettext_noop("日志"), "list", "journal"),
)
"""Route, name, and the cell of the matrix that opens it. A new screen of the desk adds its row here."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of the menu."""

    name: str
    address: str
    is_here: bool


def menu_context(request: HttpRequest) -> dict[str, Any]:
    """Return the menu for pages of the desk, nothing for others."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None or not request.path.startswith("/desk/") or not viewer.is_staff:
        return {}
    here = request.resolver_match.view_name if request.resolver_match else ""
    entries = [
        MenuEntry(gettext(name), reverse(route), route == here)
        for route, name, verb, kind in ENTRIES
        if not kind or could(viewer, verb, kind)
    ]
    return {"menu": entries, "may_verify": could(viewer, "verify", "journal")}
