"""Forms on the way of an application: finding it, adding to it, taking it back."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import visible_organs


class LookUpForm(forms.Form):
    """Number and query code, as the receipt shows them."""

    organ = forms.ModelChoiceField(
        label=_("受理机关"), queryset=Organ.objects.none(), to_field_name="ref", empty_label=_("请选择")
    )
    number = forms.CharField(label=_("申请编号"), help_text=_("例如〔2026〕第0001号，只输入“2026-1”也可以"))
    code = forms.CharField(
        label=_("查询码"),
        help_text=_("回执上的字母和数字，不分大小写"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}),
    )

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = visible_organs(viewer)  # type: ignore[attr-defined]

    def clean_number(self) -> tuple[int, int]:
        """Return year and serial number, however they were typed."""
        digits = re.findall(r"\d+", self.cleaned_data["number"])
        if len(digits) != 2 or len(digits[0]) != 4 or len(digits[1]) > 6:
            raise forms.ValidationError(_("编号由年份和序号组成，例如〔2026〕第0001号"))
        return int(digits[0]), int(digits[1])


class CorrectForm(forms.Form):
    """What was asked for to complete the application."""

    description = forms.CharField(
        label=_("补正后的申请内容"),
        help_text=_("写明要的是什么信息，不必重复填写身份资料"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=4000,
    )


class ReasonsForm(forms.Form):
    """Why the applicant asks so often (Article 35)."""

    text = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000)


class WithdrawForm(forms.Form):
    """Taking an application back; the reason is the applicant's own business."""

    sure = forms.BooleanField(label=_("我确认撤回这件申请"))
