"""Review chains of an organ: look and set up."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.errors import InputError
from gongkai.web.organs.access import guarded
from gongkai.web.organs.queries import grantable_roles, organ_of, organs_open_to
from gongkai.web.organs.requests import Request
from gongkai.web.review.actions.set_chain import set_chain
from gongkai.web.review.chains import default_chains
from gongkai.web.review.queries import chain_to_edit, steps_in_force

_ROWS = 8


@guarded("edit", "review_chain")
@require_safe
def chains(request: Request) -> HttpResponse:
    """Show the chains in force in the viewer's organs."""
    rows = [
        {"organ": organ, "kind": chain, "steps": steps_in_force(organ, chain.kind)}
        for organ in organs_open_to(request.viewer, "edit", "review_chain")
        for chain in default_chains().values()
    ]
    return render(request, "desk/chains.html", {"rows": rows})


@guarded("edit", "review_chain", one=True)
@require_http_methods(["GET", "HEAD", "POST"])
def chain(request: Request, ref: str, kind: str) -> HttpResponse:
    """Set up one chain, as a short table of steps."""
    organ = organ_of(request.viewer, ref)
    steps = [step.plain() for step in chain_to_edit(request.viewer, organ, kind)]
    error: InputError | None = None
    if request.method == "POST":
        steps = _posted(request)
        try:
            set_chain(request.viewer, organ, kind, steps, reason=request.POST.get("reason", ""))
        except InputError as problem:
            error = problem
        else:
            messages.success(request, _("审核流程已保存，正在进行的审核仍按原流程。"))
            return redirect("desk:chains")
    rows = [*steps, *({"name": "", "roles": []} for _number in range(max(1, _ROWS - len(steps))))]
    roles = [role for role in grantable_roles() if not role.is_administrative]
    context = {"organ": organ, "chain": default_chains()[kind], "rows": rows, "roles": roles, "error": error}
    return render(request, "desk/chain.html", context, status=422 if error else 200)


def _posted(request: Request) -> list[dict[str, object]]:
    names = request.POST.getlist("name")[:_ROWS]
    days = request.POST.getlist("working_days")
    return [
        {
            "id": f"step{number}",
            "name": name.strip(),
            "roles": request.POST.getlist(f"roles-{number}"),
            "working_days": int(days[number]) if number < len(days) and days[number].isdigit() else None,
        }
        for number, name in enumerate(names)
        if name.strip()
    ]
