"""Subscribe: the address of an Atom feed, and mails where the platform sends any."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gongkai.errors import InputError
from gongkai.web.disclosure.actions.subscribe import (
    Wish,
    ask_subscription,
    confirm_subscription,
    leave_subscription,
    subscription_by,
)
from gongkai.web.organs.access import guarded, open_to_all
from gongkai.web.organs.requests import Request
from gongkai.web.portal.faults import show_fault
from gongkai.web.portal.forms.subscribe import SubscribeForm
from gongkai.web.portal.reading import read_asked


@guarded("create", "subscription")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Request) -> HttpResponse:
    """Show the ways to subscribe; take in an address."""
    asked = read_asked(request.viewer, request.GET)
    initial = {"scope": asked.organ.ref if asked.organ else "", "category": asked.category, "words": asked.words}
    form = SubscribeForm(request.viewer, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            ask_subscription(request.viewer, said["email"], Wish(said["scope"], said["category"], said["words"]))
        except InputError as error:
            show_fault(form, error)
        else:
            words = _("我们向您填写的邮箱发了一封确认邮件。打开其中的链接，订阅才会开始。")
            return _said(request, _("请查收确认邮件"), words)
    feed = request.build_absolute_uri(reverse("portal:feed"))
    query = asked.address(sort="")
    context = {"form": form, "feed": f"{feed}?{query}" if query else feed, "has_mail": bool(settings.EMAIL_HOST)}
    return render(request, "portal/info/subscribe.html", context, status=422 if form.errors else 200)


@open_to_all("needs the link of a mail; shows nothing without it")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Request, token: str) -> HttpResponse:
    """Ask for the last click, so that programs that open links confirm nothing."""
    if request.method == "POST":
        confirm_subscription(request.viewer, token)
        return _said(request, _("订阅已经开始"), _("有新公开的信息时会发邮件给您。每封邮件都有退订链接。"))
    subscription_by(token)
    context = {"title": _("确认订阅"), "button": _("确认订阅"), "words": _("点击确认后，订阅开始。")}
    return render(request, "portal/info/one_click.html", context)


@open_to_all("needs the link of a mail; shows nothing without it")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Request, token: str) -> HttpResponse:
    """End a subscription."""
    if request.method == "POST":
        leave_subscription(request.viewer, token)
        return _said(request, _("已经退订"), _("您的邮箱地址已经从平台删除。"))
    subscription_by(token)
    context = {"title": _("退订"), "button": _("退订"), "words": _("点击退订后不再发送，邮箱地址立即删除。")}
    return render(request, "portal/info/one_click.html", context)


def _said(request: Request, title: str, words: str) -> HttpResponse:
    return render(request, "portal/info/said.html", {"title": title, "words": words})
