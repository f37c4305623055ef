"""The desk's menu: groups, and in each what some role of the viewer opens. Asked for by every page of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from gongkai.web.organs.access import Viewer, could

GROUPS: Final = (
    ("tasks", gettext_noop("我的工作")),
    ("requests", gettext_noop("依申请公开")),
    ("disclosure", gettext_noop("主动公开")),
    ("registers", gettext_noop("登记簿")),
    ("reports", gettext_noop("年度报告")),
    ("organs", gettext_noop("机关与账号")),
    ("oversight", gettext_noop("日志与审计")),
)
"""Identifier and name, in the order of the menu. A group in which nothing is open to the viewer is left out."""

ENTRIES: Final = (
    ("tasks", "desk:home", gettext_noop("我的任务"), "", ""),
    ("tasks", "desk:reviews", gettext_noop("审核"), "list", "review"),
    ("tasks", "desk:inbox", gettext_noop("提醒"), "", ""),
    ("requests", "desk:cases", gettext_noop("案件"), "list", "request_case"),
    ("requests", "desk:register_paper", gettext_noop("登记纸质申请"), "create", "request_case"),
    ("requests", "desk:import_register", gettext_noop("导入登记簿"), "create", "request_case"),
    ("requests", "desk:office", gettext_noop("公开机构设置"), "edit", "review_chain"),
    ("registers", "desk:registers", gettext_noop("文件、决定和收费"), "list", "register"),
    ("registers", "desk:appeals", gettext_noop("复议和诉讼"), "list", "appeal"),
    ("reports", "desk:reports", gettext_noop("本机关年度报告"), "read", "report_draft"),
    ("reports", "desk:earlier", gettext_noop("以前年度"), "read", "report_draft"),
    ("reports", "desk:area", gettext_noop("下级概览"), "list", "report_submitted"),
    ("reports", "portal:check", gettext_noop("交来即查"), "", ""),
    ("organs", "desk:checking", gettext_noop("交来即查设置"), "edit", "review_chain"),
    ("disclosure", "desk:items", gettext_noop("主动公开信息"), "list", "disclosure_draft"),
    ("disclosure", "desk:new_item", gettext_noop("起草信息"), "create", "disclosure_draft"),
    ("disclosure", "desk:items_below", gettext_noop("已公开信息的更正"), "correct", "disclosure_item"),
    ("disclosure", "desk:word_lists", gettext_noop("词表"), "list", "word_list"),
    ("reports", "desk:sent", gettext_noop("报送"), "recall", "report_submitted"),
    ("reports", "desk:collect", gettext_noop("下级报送"), "list", "report_submitted"),
    ("disclosure", "desk:standing", gettext_noop("公开完备情况"), "list", "disclosure_draft"),
    ("disclosure", "desk:comments", gettext_noop("决策预公开"), "list", "opinion"),
    ("disclosure", "desk:concerns", gettext_noop("回应关切"), "list", "disclosure_draft"),
    ("disclosure", "desk:channels", gettext_noop("公开渠道"), "list", "disclosure_draft"),
    ("disclosure", "desk:media", gettext_noop("新媒体账号"), "list", "disclosure_draft"),
    ("disclosure", "desk:past", gettext_noop("导入和导出"), "list", "disclosure_draft"),
    ("organs", "desk:organs", gettext_noop("机关"), "edit", "organ"),
    ("organs", "desk:accounts", gettext_noop("账号"), "list", "account"),
    ("organs", "desk:stale_accounts", gettext_noop("闲置账号"), "withdraw", "post"),
    ("organs", "desk:posts", gettext_noop("岗位授权"), "list", "post"),
    ("organs", "desk:chains", gettext_noop("审核流程"), "edit", "review_chain"),
    ("oversight", "desk:looks", gettext_noop("说明理由的查看"), "list", "declared_look"),
    ("oversight", "desk:overseen_items", gettext_noop("信息办理情况"), "read_masked", "disclosure_draft"),
    ("oversight", "desk:journal", gettext_noop("日志"), "list", "journal"),
)
"""Group, route, name, and the cell of the matrix that opens it. A new screen of the desk adds its row; a page whose
address lies below that of a row (`/desk/cases/…` below `/desk/cases/`) belongs to it."""


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry of a group. `here` is `page`, `true` (a page below it) or ""."""

    name: str
    address: str
    here: str


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """One group of the menu; its name leads to its first entry."""

    name: str
    entries: tuple[MenuEntry, ...]
    is_here: bool

    @property
    def address(self) -> str:
        """Where the group leads."""
        return self.entries[0].address


def menu_context(request: HttpRequest) -> dict[str, Any]:
    """Return the menu for pages of the desk, nothing for others."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None or not request.path.startswith("/desk/") or not viewer.is_staff:
        return {}
    menu = menu_of(viewer, request.path)
    section = next((group for group in menu if group.is_here), None)
    return {"menu": menu, "section": section, "may_verify": could(viewer, "verify", "journal")}


def menu_of(viewer: Viewer, path: str) -> list[MenuGroup]:
    """Return the groups with something in them; the page at this path lies in one of them."""
    open_to = [
        (group, gettext(name), reverse(route))
        for group, route, name, verb, kind in ENTRIES
        if not kind or could(viewer, verb, kind)
    ]
    above = max((address for _, _, address in open_to if path.startswith(address)), key=len, default="")
    found = []
    for ident, title in GROUPS:
        entries = tuple(
            MenuEntry(name, address, ("page" if address == path else "true") if address == above else "")
            for group, name, address in open_to
            if group == ident
        )
        if entries:
            found.append(MenuGroup(gettext(title), entries, any(entry.here for entry in entries)))
    return found
