"""Entering an application that came on paper, by fax or by e-mail."""

from __future__ import annotations

import secrets
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.web.cases.choices import ApplicantKind, CopyForm, DocumentKind, Medium, Route
from gongkai.web.cases.people import Person
from gongkai.web.desk.forms.cases import DayInput, sure_field
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import organs_open_to

PERSON_FIELDS: Final = (
    *("name", "document_kind", "document_number", "phone", "email", "address"),
    *("postal_code", "representative", "contact"),
)


class PaperForm(forms.Form):
    """What the paper says, how and when it came."""

    organ = forms.ModelChoiceField(label=_("受理机关"), queryset=Organ.objects.none(), to_field_name="ref")
    medium = forms.ChoiceField(
        label=_("怎样收到的"), choices=[one for one in Medium.choices if one[0] != Medium.ONLINE]
    )
    on = forms.DateField(label=_("到达日期"), widget=DayInput)
    sure_on = sure_field()
    confirmed_on = forms.DateField(
        label=_("与申请人确认的日期"),
        required=False,
        widget=DayInput,
        help_text=_("平常信函、传真、电子邮件须经确认，自确认之日起算；还没有确认的先不填"),
    )
    scan = forms.FileField(label=_("申请书扫描件"), required=False, help_text=_("PDF、JPG 或者 PNG，每个不超过20MB"))
    description = forms.CharField(
        label=_("所需信息"), widget=forms.Textarea(attrs={"rows": 5}), help_text=_("照申请书原文填写")
    )
    form = forms.ChoiceField(label=_("要什么形式"), choices=CopyForm.choices, initial=CopyForm.PAPER)
    route = forms.ChoiceField(label=_("怎样取得"), choices=Route.choices, initial=Route.POST)
    applicant_kind = forms.ChoiceField(label=_("申请人类型"), choices=ApplicantKind.choices)
    name = forms.CharField(label=_("姓名或者单位名称"), max_length=100)
    representative = forms.CharField(label=_("法定代表人或者负责人"), max_length=40, required=False)
    contact = forms.CharField(label=_("联系人"), max_length=40, required=False)
    document_kind = forms.ChoiceField(label=_("身份证明"), choices=DocumentKind.choices)
    document_number = forms.CharField(
        label=_("证件号码"), max_length=40, required=False, help_text=_("申请书没有写的先不填，以后告知补正")
    )
    sure_document_number = sure_field()
    phone = forms.CharField(label=_("电话"), max_length=30, required=False)
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    address = forms.CharField(label=_("通信地址"), max_length=200, required=False)
    sure_address = sure_field()
    postal_code = forms.RegexField(label=_("邮政编码"), regex=r"^\d{6}$", required=False)
    suggests_publishing = forms.BooleanField(label=_("申请人建议纳入主动公开"), required=False)
    submission_key = forms.CharField(widget=forms.HiddenInput, max_length=64, initial=lambda: secrets.token_urlsafe(24))

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        organs = organs_open_to(viewer, "create", "request_case")
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]
        if len(organs) == 1:
            self.initial.setdefault("organ", organs[0].ref)

    def person(self) -> Person:
        """Return who applies."""
        return Person(**{name: self.cleaned_data[name] for name in PERSON_FIELDS})

    def sure(self) -> frozenset[str]:
        """Return the names of what the person confirmed."""
        return frozenset(name for name, value in self.cleaned_data.items() if name.startswith("sure_") and value)
