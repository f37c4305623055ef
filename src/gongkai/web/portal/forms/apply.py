"""The application form: what Article 29 asks for, and nothing more."""

from __future__ import annotations

import secrets
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.web.cases.choices import ApplicantKind, CopyForm, DocumentKind, Route
from gongkai.web.cases.intake import LONGEST
from gongkai.web.cases.people import Person

PERSON_FIELDS: Final = (
    *("name", "document_kind", "document_number", "phone", "email", "address"),
    *("postal_code", "representative", "contact"),
)


class WholeText(forms.Textarea):
    """A text that the browser never cuts: what is too long comes back whole, with how long it is."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:  # noqa: ANN401 - Django's
        """Return what the template needs, without the limit at which browsers cut."""
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"].pop("maxlength", None)
        return context


class ApplyForm(forms.Form):
    """An application for information, by whoever files it."""

    looked = forms.BooleanField(
        label=_("我已查过公开网站，没有找到需要的信息"),
        error_messages={"required": _("请先查找；已经公开的信息可以直接取得，不必申请")},
    )
    description = forms.CharField(
        label=_("需要什么信息"),
        help_text=_(
            "写明名称、文号，或者能让工作人员找到它的描述，例如年份、事项、地点。一件申请写一项信息。不超过5000字，详细材料可以作为附件。"
        ),
        widget=WholeText(attrs={"rows": 5}),
        max_length=LONGEST,
    )
    form = forms.ChoiceField(label=_("要什么形式"), choices=CopyForm.choices, initial=CopyForm.ELECTRONIC)
    route = forms.ChoiceField(label=_("怎样取得"), choices=Route.choices, initial=Route.ONLINE)
    applicant_kind = forms.ChoiceField(
        label=_("申请人是"), choices=ApplicantKind.choices, initial=ApplicantKind.NATURAL_PERSON
    )
    name = forms.CharField(
        label=_("姓名或者单位名称"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    representative = forms.CharField(
        label=_("法定代表人或者负责人"), max_length=40, required=False, help_text=_("以单位名义申请时填写")
    )
    contact = forms.CharField(
        label=_("联系人"), max_length=40, required=False, help_text=_("以单位名义或者委托他人申请时填写")
    )
    document_kind = forms.ChoiceField(label=_("身份证明"), choices=DocumentKind.choices)
    document_number = forms.CharField(
        label=_("证件号码"),
        max_length=40,
        help_text=_("加密保存，只供办理这件申请的人核对身份；办结后依法删除。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    phone = forms.CharField(
        label=_("电话"),
        max_length=30,
        required=False,
        help_text=_("电话、电子邮箱、通信地址至少填一项"),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    email = forms.EmailField(
        label=_("电子邮箱"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    address = forms.CharField(
        label=_("通信地址"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
    )
    postal_code = forms.RegexField(
        label=_("邮政编码"), regex=r"^\d{6}$", required=False, error_messages={"invalid": _("邮政编码是六位数字")}
    )
    proof = forms.FileField(
        label=_("身份证明的照片或者扫描件"),
        required=False,
        help_text=_("可以不传；工作人员需要核对时会告诉您。PDF、JPG 或者 PNG"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    suggests_publishing = forms.BooleanField(label=_("我建议把这项信息纳入主动公开的范围"), required=False)
    submission_key = forms.CharField(widget=forms.HiddenInput, max_length=64, initial=lambda: secrets.token_urlsafe(24))

    def clean(self) -> dict[str, Any]:
        """Ask for what the chosen way of delivery needs."""
        said = super().clean() or {}
        needed = {Route.EMAIL: "email", Route.POST: "address", Route.FAX: "phone"}.get(said.get("route", ""))
        if needed and needed not in self.errors and not said.get(needed):
            self.add_error(needed, _("您选择的取得方式需要这一项"))
        return said

    def person(self) -> Person:
        """Return who applies."""
        return Person(**{name: self.cleaned_data[name] for name in PERSON_FIELDS})


class _Shared(dict[str, forms.Field]):
    """Fields that all forms of the class use together: none of them is changed after it was declared."""

    def __deepcopy__(self, memo: dict[int, Any]) -> dict[str, forms.Field]:
        return dict(self)


for _name, _field in ApplyForm.base_fields.items():
    if _name != "looked":
        _field.error_messages["required"] = _("请填写这一项")
ApplyForm.base_fields = _Shared(ApplyForm.base_fields)
