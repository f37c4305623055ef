"""What a disclosure office sets up for its letters: its word, where to apply for reconsideration, how to pay."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gongkai.errors import InputError
from gongkai.web.cases.actions.set_office import set_office
from gongkai.web.cases.queries import office_of
from gongkai.web.desk.faults import show_fault
from gongkai.web.organs.access import Refused, guarded
from gongkai.web.organs.queries import organs_open_to
from gongkai.web.organs.requests import Request


class OfficeForm(forms.Form):
    """The set-up of one organ's disclosure office."""

    word = forms.CharField(label=gettext_lazy("机关代字"), max_length=20, required=False)
    reconsideration_online = forms.CharField(
        label=gettext_lazy("行政复议网上申请渠道"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("通过互联网送达的答复必须写明；没有填写的，不能送审"),
    )
    payment = forms.CharField(label=gettext_lazy("缴费方式"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    keep_identity_years = forms.IntegerField(label=gettext_lazy("身份信息保存年数"), min_value=1, max_value=30)
    version = forms.IntegerField(widget=forms.HiddenInput)


@guarded("edit", "review_chain")
@require_http_methods(["GET", "HEAD", "POST"])
def office(request: Request) -> HttpResponse:
    """Show and change the set-up of the viewer's organ; of another of theirs with its reference in the address."""
    organs = organs_open_to(request.viewer, "edit", "review_chain")
    organ = organs.filter(ref=request.GET["organ"]).first() if "organ" in request.GET else organs.first()
    if organ is None:
        raise Refused("edit", "review_chain")
    kept = office_of(organ)
    initial: dict[str, Any] = {name: getattr(kept, name) for name in OfficeForm.base_fields}
    form = OfficeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        version = values.pop("version")
        try:
            set_office(request.viewer, organ, values, version=version)
        except InputError as error:
            show_fault(form, error)
        else:
            messages.success(request, _("已保存。"))
            return redirect(f"{reverse('desk:office')}?organ={organ.ref}")
    title = _("%(organ)s：公开工作机构设置") % {"organ": organ.name}
    context = {
        "title": title,
        "back": "desk:home",
        "form": form,
        "organs": organs if len(organs) > 1 else [],
        "organ": organ,
    }
    return render(request, "desk/office.html", context, status=422 if form.errors else 200)
