"""Channels and new-media accounts on the desk: what was published where, and the register of accounts."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import InputError
from gongkai.web.desk.faults import taken
from gongkai.web.desk.forms.special import MediaForm, PostForm, UploadForm
from gongkai.web.desk.office_acts import acts_for_account
from gongkai.web.desk.special_step import step_done, step_page
from gongkai.web.desk.standing import organ_for
from gongkai.web.disclosure.actions.enter_posts import POST_COLUMNS, Post, enter_post, import_posts
from gongkai.web.disclosure.actions.keep_media import Wish, ask_account
from gongkai.web.disclosure.facts import COUNT_NAMES, channel_counts, item_counts
from gongkai.web.disclosure.listed import channels as listed_channels
from gongkai.web.disclosure.models import ChannelPost
from gongkai.web.disclosure.queries.channels import (
    PostFilter,
    item_by_number,
    kept_media,
    media_of,
    media_to_post_in,
    visible_posts,
)
from gongkai.web.organs.access import could, guarded
from gongkai.web.organs.requests import Request
from gongkai.web.organs.sheets import SheetFaults, read_sheet


@guarded("list", "disclosure_draft")
@never_cache
@require_safe
def channels(request: Request) -> HttpResponse:
    """Show what an organ published where in a year, counted and line by line."""
    organ = organ_for(request.viewer, request.GET.get("organ", ""))
    year = _year(request)
    counted = channel_counts(organ, year)
    names = listed_channels()
    most = max(counted.values(), default=0)
    chosen = PostFilter(request.GET.get("channel", ""), year, request.GET.get("word", ""))
    page = Paginator(visible_posts(request.viewer, chosen).filter(organ=organ), 50).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "organ": organ,
        "year": year,
        "bars": [(names[name], count, most) for name, count in counted.items() if count],
        "counts": [(COUNT_NAMES[name], count) for name, count in item_counts(organ, year).items() if count],
        "page": page,
        "rows": [(row, names[row.channel].zh) for row in page.object_list],
        "names": names.values(),
        "chosen": chosen,
        "narrowed": f"{kept.urlencode()}&" if kept else "",
        "may_write": could(request.viewer, "create", "disclosure_draft"),
    }
    return render(request, "desk/special/channels.html", context)


@guarded("create", "disclosure_draft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_post(request: Request) -> HttpResponse:
    """Enter something published in another channel."""
    accounts = media_to_post_in(request.viewer)
    names = listed_channels()
    choices = [(ref, f"{names[one.channel].zh}：{one.name}") for ref, one in accounts.items()]
    form = PostForm(request.viewer, choices, request.POST or None)

    def enter(said: dict[str, Any]) -> ChannelPost:
        organ, number = said.pop("organ"), said.pop("item").strip()
        said["account"] = accounts.get(said["account"])
        said["item"] = item_by_number(request.viewer, number) if number else None
        if number and said["item"] is None:
            raise InputError(_("没有这个索引号"), fix=_("请核对"), field="item")
        return enter_post(request.viewer, organ, Post(**said))

    if taken(form, enter):
        return step_done(request, _("已登记。"), "desk:channels")
    return step_page(request, form, _("登记渠道发布"), reverse("desk:channels"))


@guarded("create", "disclosure_draft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def import_table(request: Request) -> HttpResponse:
    """Take in a table of what was published elsewhere: all rows or none."""
    form = UploadForm(request.viewer, request.POST or None, request.FILES or None)
    faults: list[str] = []
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            sheet = read_sheet(upload.name, upload.read(), list(POST_COLUMNS))
            count = import_posts(request.viewer, form.cleaned_data["organ"], sheet)
        except SheetFaults as error:
            faults = [str(fault) for fault in error.faults]
        else:
            messages.success(request, _("已导入%(count)d行；以前导入过的行没有重复登记。") % {"count": count})
            return redirect("desk:channels")
    context = {"form": form, "faults": faults, "columns": POST_COLUMNS.items(), "back": reverse("desk:channels")}
    status = 422 if faults or form.errors else 200
    return render(request, "desk/special/import_posts.html", context, status=status)


@guarded("list", "disclosure_draft")
@never_cache
@require_safe
def media(request: Request) -> HttpResponse:
    """Show the register of new-media accounts."""
    names = listed_channels()
    rows = [(kept, names[kept.account.channel].zh) for kept in kept_media(request.viewer)]
    context = {"rows": rows, "may_write": could(request.viewer, "create", "disclosure_draft")}
    return render(request, "desk/special/media.html", context)


@guarded("create", "disclosure_draft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_media(request: Request) -> HttpResponse:
    """Ask to open an account."""
    form = MediaForm(request.viewer, request.POST or None)
    account = taken(form, lambda said: ask_account(request.viewer, said.pop("organ"), Wish(**said)))
    if account is not None:
        return step_done(request, _("已提交，由负责人决定。"), "desk:media_account", account.ref)
    return step_page(request, form, _("申请开设或者登记新媒体账号"), reverse("desk:media"))


@guarded("read", "disclosure_draft", one=True)
@never_cache
@require_safe
def media_account(request: Request, media: str) -> HttpResponse:
    """Show one account: what it is for, its reviews, what it published last."""
    account = media_of(request.viewer, media)
    context = {
        "account": account,
        "channel": listed_channels()[account.channel],
        "acts": acts_for_account(request.viewer, account),
        "posts": visible_posts(request.viewer).filter(account=account)[:10],
    }
    return render(request, "desk/special/account.html", context)


def _year(request: Request) -> int:
    said = request.GET.get("year", "")
    return int(said) if said.isdecimal() and 2000 <= int(said) <= 2200 else timezone.localdate(request.now).year
