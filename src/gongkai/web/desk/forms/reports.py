"""Forms of the annual report. Field names are the parameters of the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.web.organs.models import Organ


class BeginForm(forms.Form):
    """Which report is begun."""

    organ = forms.ModelChoiceField(label=_("机关"), queryset=Organ.objects.none(), to_field_name="ref")
    year = forms.IntegerField(label=_("年度"), min_value=2008, max_value=2100)

    def __init__(self, *args: Any, organs: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]


class StateForm(forms.Form):
    """Another number than was counted."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    stated = forms.CharField(label=_("改填为"), required=False, max_length=40, help_text=_("不填数字即为空白"))
    reason = forms.CharField(
        label=_("为什么与记录不同"),
        help_text=_("计得的数字、改填的数字和理由都会保留，并送审核人查看"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CountForm(forms.Form):
    """A figure that no record holds."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    label = forms.CharField(label=_("名称"), max_length=60, help_text=_("写明单位，例如：政务公开培训（次）"))
    value = forms.IntegerField(label=_("数字"), min_value=0)
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("数字从哪里来，例如：培训签到表3份，存办公室"))


class SectionForm(forms.Form):
    """A section of text."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    source = forms.CharField(
        label=_("正文"),
        required=False,
        strip=False,
        help_text=_("双大括号中的是活数字，显示的总是现在的数"),
        widget=forms.Textarea(attrs={"rows": 22}),
    )


class AnswerForm(forms.Form):
    """Why a finding may stay."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    finding = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("说明"), max_length=500)


class NoteForm(forms.Form):
    """Why a signed report is corrected."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("更正理由"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class PublishForm(forms.Form):
    """Which version is published, and with what note."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    number = forms.IntegerField(widget=forms.HiddenInput)
    note = forms.CharField(label=_("更正说明"), required=False, max_length=500)
