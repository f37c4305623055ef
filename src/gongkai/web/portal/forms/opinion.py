"""An opinion on a draft: what is said, and, only if one likes, who says it."""

from __future__ import annotations

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.web.disclosure.speakers import Speaker


class OpinionForm(forms.Form):
    """No account, no identity; contact data help the office to ask back."""

    text = forms.CharField(
        label=_("您的意见"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=5000,
        help_text=_("写明对哪一条的意见和理由，更容易被采纳。原文不公开，公布反馈时只用概括的文字。"),
        error_messages={"required": _("请填写意见")},
    )
    name = forms.CharField(label=_("姓名"), max_length=100, required=False)
    organisation = forms.CharField(label=_("单位"), max_length=100, required=False)
    phone = forms.CharField(
        label=_("电话"), max_length=100, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    email = forms.EmailField(label=_("电子邮箱"), max_length=100, required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, initial=lambda: secrets.token_urlsafe(24))

    def speaker(self) -> Speaker:
        """Return who speaks."""
        return Speaker(**{name: self.cleaned_data[name] for name in ("name", "organisation", "phone", "email")})
