"""Forms about accounts and posts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Account, Organ
from gongkai.web.organs.queries import grantable_roles, organs_open_to, visible_colleagues


class AccountForm(forms.Form):
    """A new account of staff."""

    username = forms.CharField(label=_("用户名"), max_length=40)
    name = forms.CharField(label=_("姓名"), max_length=40)
    home = forms.ModelChoiceField(label=_("所在机关"), queryset=Organ.objects.none())
    email = forms.EmailField(label=_("电子邮箱"), required=False)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self.fields["home"].queryset = organs_open_to(viewer, "create", "account")  # type: ignore[attr-defined]


class PostForm(forms.Form):
    """A post to be asked for."""

    account = forms.ModelChoiceField(label=_("人员"), queryset=Account.objects.none())
    organ = forms.ModelChoiceField(label=_("机关"), queryset=Organ.objects.none())
    role = forms.ChoiceField(label=_("岗位"))
    section = forms.CharField(label=_("科室"), max_length=60, required=False)
    reason = forms.CharField(label=_("理由"), max_length=200)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = visible_colleagues(viewer)  # type: ignore[attr-defined]
        self.fields["account"].label_from_instance = lambda a: f"{a.name}（{a.username}）"  # type: ignore[attr-defined]
        self.fields["organ"].queryset = organs_open_to(viewer, "create", "post")  # type: ignore[attr-defined]
        self.fields["role"].choices = [(role.id, role.name) for role in grantable_roles()]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """A reason, asked for before something that is hard to take back."""

    reason = forms.CharField(label=_("理由"), max_length=200)


class DecisionForm(forms.Form):
    """A remark or reason at a step of a review, made from the version that was shown."""

    reason = forms.CharField(label=_("意见"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class SheetForm(forms.Form):
    """A spreadsheet to take in."""

    file = forms.FileField(label=_("表格文件"), help_text=_("XLSX 或者 CSV，第一行是列名，最多5000行"))
