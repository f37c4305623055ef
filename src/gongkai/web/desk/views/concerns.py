"""回应关切 and 决策预公开 on the desk: concerns and their answers, drafts for comment and what was said about them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.errors import GongkaiError
from gongkai.web.desk.faults import show_fault, taken
from gongkai.web.desk.forms.special import ConcernForm, OpinionForm, ReasonForm
from gongkai.web.desk.special_step import step_done, step_page
from gongkai.web.disclosure.access import new_target
from gongkai.web.disclosure.actions.answer_concerns import Worry, note_concern
from gongkai.web.disclosure.actions.ask_comments import draft_feedback, enter_opinion, read_speaker, text_of
from gongkai.web.disclosure.models import Opinion
from gongkai.web.disclosure.queries import item_of
from gongkai.web.disclosure.queries.channels import visible_concerns
from gongkai.web.disclosure.queries.special import comment_drafts, comment_of, opinion_of, opinions_on
from gongkai.web.disclosure.speakers import Speaker
from gongkai.web.disclosure.special_access import opinions_target
from gongkai.web.organs.access import Refused, could, guarded, may
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion


@guarded("list", "disclosure_draft")
@never_cache
@require_safe
def concerns(request: Request) -> HttpResponse:
    """List the concerns."""
    rows = visible_concerns(request.viewer)
    context = {"rows": rows[:200], "now": request.now, "may_write": could(request.viewer, "create", "disclosure_draft")}
    return render(request, "desk/special/concerns.html", context)


@guarded("create", "disclosure_draft")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_concern(request: Request) -> HttpResponse:
    """Note a concern."""
    form = ConcernForm(request.viewer, request.POST or None, initial={"raised_at": request.now})
    if taken(form, lambda said: note_concern(request.viewer, said.pop("organ"), Worry(**said))):
        return step_done(request, _("已登记。"), "desk:concerns")
    return step_page(request, form, _("登记公众关切"), reverse("desk:concerns"))


@guarded("list", "opinion")
@never_cache
@require_safe
def comments(request: Request) -> HttpResponse:
    """List the drafts for comment, with how many opinions came in."""
    context = {"rows": comment_drafts(request.viewer)[:200], "now": request.now}
    return render(request, "desk/special/comments.html", context)


@guarded("read", "opinion", one=True)
@never_cache
@require_safe
def opinions(request: Request, ref: str) -> HttpResponse:
    """Show what was said about a draft; who said it stays masked."""
    item = item_of(request.viewer, ref)
    rows = [(row, text_of(request.viewer, row)) for row in opinions_on(request.viewer, item)]
    context = {
        "item": item,
        "rows": rows,
        "comment": comment_of(request.now, item),
        "waiting": sum(row.verdict == "pending" for row, _text in rows),
        "may_judge": may(request.viewer, "edit", opinions_target(item)),
        "may_write": may(request.viewer, "create", new_target(item.organ_id)),
    }
    return render(request, "desk/special/opinions.html", context)


@guarded("edit", "opinion", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_opinion(request: Request, ref: str) -> HttpResponse:
    """Enter an opinion that came in on paper, by telephone or at a meeting."""
    item = item_of(request.viewer, ref)
    if not may(request.viewer, "edit", opinions_target(item)):
        raise Refused("edit", "opinion", ref)
    form = OpinionForm(request.POST or None)

    def enter(said: dict[str, Any]) -> Opinion:
        speaker = Speaker(said["name"], said["organisation"], said["phone"], said["email"])
        return enter_opinion(request.viewer, item, said["text"], speaker, key=said["key"], medium=said["medium"])

    if taken(form, enter):
        return step_done(request, _("已登记。"), "desk:opinions", ref)
    return step_page(request, form, _("登记收到的意见"), reverse("desk:opinions", args=[ref]), about=item.title)


@guarded("read", "opinion", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def speaker(request: Request, opinions: str) -> HttpResponse:
    """Open who gave an opinion, for a reason that is written down."""
    row = opinion_of(request.viewer, opinions)
    form = ReasonForm(request.POST or None, initial={"version": row.version})
    person = None
    if request.method == "POST" and form.is_valid():
        try:
            person = read_speaker(request.viewer, row, reason=form.cleaned_data["reason"])
        except Refused as error:
            form.add_error(None, str(error))
        except GongkaiError as error:
            show_fault(form, error)
    context = {
        "title": _("查看意见提出人"),
        "form": form,
        "back": reverse("desk:opinions", args=[row.item.ref]),
        "person": person,
        "opinion": text_of(request.viewer, row),
        "act": {"meaning": _("只有起草这份草案的经办人在公布反馈以前可以查看；查看会记入日志。")},
    }
    return render(request, "desk/special/speaker.html", context, status=422 if form.errors else 200)


@guarded("create", "disclosure_draft", one=True)
@require_POST
def feedback(request: Request, ref: str) -> HttpResponse:
    """Begin the notice that explains what was adopted."""
    item = item_of(request.viewer, ref)
    try:
        notice = draft_feedback(request.viewer, item)
    except (Refused, StaleVersion):
        raise
    except GongkaiError as error:
        messages.error(request, str(error))
        return redirect("desk:opinions", ref)
    messages.success(request, _("已生成反馈公告的草稿，请核对后送审。"))
    return redirect("desk:item", notice.ref)
