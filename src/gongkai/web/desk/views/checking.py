"""Whether anybody may drop a report on the organ's page and get it back marked."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.queries import organs_open_to
from gongkai.web.organs.requests import Request
from gongkai.web.reporting.actions.set_checking import set_checking
from gongkai.web.reporting.queries.checking import checking_place


class CheckingForm(forms.Form):
    """Open or closed."""

    is_public = forms.BooleanField(
        label=gettext_lazy("公众可以使用“交来即查”"),
        required=False,
        help_text=gettext_lazy(
            "任何人都可以上传年度报告检查；文件不保存，每个地址每小时限20次。工作人员始终可以使用。"
        ),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@guarded("edit", "review_chain")
@require_http_methods(["GET", "HEAD", "POST"])
def checking(request: Request) -> HttpResponse:
    """Show and change it for the viewer's organ; for another of theirs with its reference in the address."""
    organs = organs_open_to(request.viewer, "edit", "review_chain")
    organ = organs.filter(ref=request.GET["organ"]).first() if "organ" in request.GET else organs.first()
    if organ is None:
        raise Refused("edit", "review_chain")
    place = checking_place(organ)
    form = CheckingForm(request.POST or None, initial={"is_public": place.is_public, "version": place.version})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        set_checking(request.viewer, organ, is_public=said["is_public"], version=said["version"])
        messages.success(request, _("已保存。"))
        return redirect("desk:checking")
    title = _("%(organ)s：交来即查") % {"organ": organ.name}
    return render(request, "desk/form.html", {"title": title, "back": "desk:home", "form": form})
