"""Posts: those asked for, approval by a second person, the end of a post."""

from __future__ import annotations

from typing import Protocol

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.errors import InputError
from gongkai.web.desk.forms.people import PostForm, ReasonForm
from gongkai.web.organs.access import Viewer, guarded, may
from gongkai.web.organs.actions.end_post import ask_end, end_post, keep_post
from gongkai.web.organs.actions.grant_post import approve_post, request_post
from gongkai.web.organs.models import Post
from gongkai.web.organs.queries import post_of, visible_posts
from gongkai.web.organs.requests import Request
from gongkai.web.organs.targets import post_target


class Act(Protocol):
    """A step on a post that takes a reason."""

    def __call__(self, viewer: Viewer, post: Post, /, *, reason: str) -> None:
        """Take it."""


@guarded("list", "post")
@require_safe
def posts(request: Request) -> HttpResponse:
    """List the posts in reach: first those that wait for approval."""
    rows = visible_posts(request.viewer).filter(ended_at=None)

    def shown(post: Post) -> dict[str, object]:
        target = post_target(post)
        return {
            "post": post,
            "may_grant": post.approved_at is None and may(request.viewer, "grant", target),
            "may_end": may(request.viewer, "withdraw", target),
            "may_ask_end": post.end_asked_at is None and may(request.viewer, "recall", target),
        }

    page = Paginator(rows.exclude(approved_at=None), 50).get_page(request.GET.get("page"))
    context = {
        "asked": [shown(post) for post in rows.filter(approved_at=None)],
        "held": [shown(post) for post in page],
        "page": page,
    }
    return render(request, "desk/posts.html", context)


@guarded("create", "post")
@require_http_methods(["GET", "HEAD", "POST"])
def new_post(request: Request) -> HttpResponse:
    """Ask for a post."""
    form = PostForm(request.viewer, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            request_post(request.viewer, **form.cleaned_data)
        except InputError as error:
            form.add_error(error.field if error.field in form.fields else None, error.message)
        else:
            messages.success(request, _("岗位申请已提交，经第二人批准后生效。"))
            return redirect("desk:posts")
    return render(request, "desk/form.html", {"form": form, "title": _("申请岗位授权"), "back": "desk:posts"})


@guarded("grant", "post", one=True)
@require_POST
def approve(request: Request, number: int) -> HttpResponse:
    """Approve a post as the second person."""
    approve_post(request.viewer, post_of(request.viewer, number, "grant"))
    messages.success(request, _("岗位已批准，立即生效。"))
    return redirect("desk:posts")


@guarded("withdraw", "post", one=True)
@require_POST
def end(request: Request, number: int) -> HttpResponse:
    """End a post, or turn down one asked for; of an administrator: consent to what another asked."""
    return _with_reason(request, number, "withdraw", end_post, _("岗位已结束，立即生效。"))


@guarded("recall", "post", one=True)
@require_POST
def ask(request: Request, number: int) -> HttpResponse:
    """Ask that the post of an administrator be ended."""
    return _with_reason(request, number, "recall", ask_end, _("已提交，经安全管理员同意后岗位才结束。"))


@guarded("withdraw", "post", one=True)
@require_POST
def keep(request: Request, number: int) -> HttpResponse:
    """Refuse to end the post of an administrator."""
    return _with_reason(request, number, "withdraw", keep_post, _("岗位继续有效。"))


def _with_reason(request: Request, number: int, verb: str, act: Act, done: str) -> HttpResponse:
    post, form = post_of(request.viewer, number, verb), ReasonForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填写理由。"))
        return redirect("desk:posts")
    try:
        act(request.viewer, post, reason=form.cleaned_data["reason"])
    except InputError as error:
        messages.error(request, "。".join(filter(None, (error.what, error.why, error.fix))) + "。")
    else:
        messages.success(request, done)
    return redirect("desk:posts")
