"""Draft the answer, save it, send it into review; where two wrote at once, both versions side by side."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gongkai import procedure
from gongkai.errors import GongkaiError
from gongkai.web.cases.actions.draft_reply import Conflict, draft_reply, save_draft, submit_reply
from gongkai.web.cases.choices import ReplyKind
from gongkai.web.cases.doubts import PERSONAL, doubts_of
from gongkai.web.cases.models import Case, Reply
from gongkai.web.cases.queries import case_of, clock_of, reply_of, similar_cases
from gongkai.web.desk.faults import show_fault
from gongkai.web.desk.forms.cases import ReplyForm
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.requests import Request
from gongkai.web.organs.versions import StaleVersion


@guarded("edit", "request_case", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request, ref: str) -> HttpResponse:
    """Begin the answer."""
    case = case_of(request.viewer, ref, "edit")
    kind = _kind(request.GET.get("kind", ""))
    outcome = case.outcome if kind != ReplyKind.FIRST else ""
    form = ReplyForm(request.POST or None, initial={"version": case.version, "outcome": outcome})
    if request.method == "POST" and form.is_valid():
        try:
            draft_reply(request.viewer, case, kind=kind, **form.cleaned_data)
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("草稿已保存。"))
            return redirect("desk:edit_reply", case.ref)
    return render(request, "desk/cases/reply.html", _context(request, case, None, form, kind), status=_status(form))


def _kind(said: str) -> ReplyKind:
    return ReplyKind(said) if said in ReplyKind.values else ReplyKind.FIRST


@guarded("edit", "request_case", one=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, ref: str) -> HttpResponse:
    """Go on with the draft; saving over somebody else's version shows both instead."""
    case = case_of(request.viewer, ref, "edit")
    reply = reply_of(request.viewer, case)
    if reply is None or reply.state != "draft":
        return redirect("desk:case", ref)
    form = ReplyForm(request.POST or None, initial=_kept(reply))
    if request.method == "POST" and form.is_valid():
        try:
            save_draft(request.viewer, reply, **form.cleaned_data)
        except Conflict as conflict:
            return _both(request, case, reply, conflict)
        except (Refused, StaleVersion):
            raise
        except GongkaiError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("草稿已保存。"))
            return redirect("desk:edit_reply", case.ref)
    return render(request, "desk/cases/reply.html", _context(request, case, reply, form), status=_status(form))


@guarded("submit", "request_case", one=True)
@require_POST
def submit(request: Request, ref: str) -> HttpResponse:
    """Send the draft into review."""
    case = case_of(request.viewer, ref, "submit")
    reply = reply_of(request.viewer, case)
    version = request.POST.get("version", "")
    if reply is None or not version.isdigit():
        return redirect("desk:case", ref)
    try:
        submit_reply(request.viewer, reply, version=int(version), reason=request.POST.get("reason", "")[:500])
    except (Refused, StaleVersion):
        raise
    except GongkaiError as error:
        messages.error(request, "。".join(filter(None, (error.what, error.why, error.fix))))
        return redirect("desk:edit_reply", ref)
    messages.success(request, _("已送审。"))
    return redirect("desk:case", ref)


def _kept(reply: Reply) -> dict[str, Any]:
    kept = {name: getattr(reply, name) for name in ("outcome", "reasons", "text", "remedy")}
    return {"version": reply.version, **kept}


def _status(form: ReplyForm) -> int:
    return 422 if form.errors else 200


def _context(
    request: Request, case: Case, reply: Reply | None, form: ReplyForm, kind: ReplyKind = ReplyKind.FIRST
) -> dict[str, Any]:
    earlier = similar_cases(request.viewer, case)
    doubts = doubts_of(reply) if reply else []
    return {
        "case": case,
        "reply": reply,
        "form": form,
        "doubts": doubts,
        "needs_reason": any(doubt.kind == PERSONAL for doubt in doubts),
        "kind": ReplyKind(reply.kind) if reply else kind,
        "clock": clock_of(request.viewer, case),
        "similar": [
            {"case": one, "outcome": _(procedure.outcomes()[one.outcome].zh) if one.outcome else ""} for one in earlier
        ],
    }


def _both(request: Request, case: Case, reply: Reply, conflict: Conflict) -> HttpResponse:
    """Show the stored and the unsaved version side by side; saving again takes the stored version as its start."""
    reply.refresh_from_db()
    form = ReplyForm(initial={**conflict.yours, "version": reply.version})
    outcomes = {one.id: _(one.zh) for one in procedure.outcomes().values()}
    sides = [
        {**side, "title": title, "outcome": outcomes.get(side["outcome"], "")}
        for title, side in ((_("现在保存着的版本"), conflict.stored), (_("您刚才写的，还没有保存"), conflict.yours))
    ]
    return render(
        request,
        "desk/cases/conflict.html",
        {**_context(request, case, reply, form), "sides": sides, "error": conflict},
        status=409,
    )
