"""Forms about organs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Level, Organ, OrganKind
from gongkai.web.organs.queries import organs_open_to


class OrganForm(forms.Form):
    """A new organ."""

    name = forms.CharField(label=_("全称"), max_length=100)
    ref = forms.SlugField(label=_("编号"), max_length=40, help_text=_("用于网址，写入后不再改变；可用行政区划代码"))
    level = forms.ChoiceField(label=_("层级"), choices=Level.choices)
    kind = forms.ChoiceField(label=_("机关性质"), choices=OrganKind.choices)
    parent = forms.ModelChoiceField(label=_("上级机关"), queryset=Organ.objects.none())
    code = forms.CharField(
        label=_("代码"), max_length=18, required=False, help_text=_("行政区划代码或者统一社会信用代码")
    )
    reason = forms.CharField(label=_("依据或者说明"), required=False)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = organs_open_to(viewer, "create", "organ")  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """Another organ above."""

    parent = forms.ModelChoiceField(label=_("新的上级机关"), queryset=Organ.objects.none(), to_field_name="ref")
    reason = forms.CharField(label=_("依据"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = organs_open_to(viewer, "edit", "organ")  # type: ignore[attr-defined]


class SucceedForm(forms.Form):
    """Which organs stand in the place of one that is abolished."""

    among = forms.ModelMultipleChoiceField(
        label=_("由谁承接"),
        queryset=Organ.objects.none(),
        to_field_name="ref",
        help_text=_("选一个是合并，选两个以上是分立；新设的机关请先录入"),
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )
    on = forms.DateField(label=_("自何日起"), widget=forms.DateInput(attrs={"type": "date"}))
    basis = forms.CharField(label=_("依据"), max_length=200, help_text=_("机构改革文件"))
    reason = forms.CharField(label=_("说明"), required=False)

    def __init__(self, viewer: Viewer, organ: Organ, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        organs = organs_open_to(viewer, "edit", "organ").exclude(pk=organ.pk)
        self.fields["among"].queryset = organs  # type: ignore[attr-defined]


class ContactForm(forms.Form):
    """The contact data of the 公开指南."""

    office = forms.CharField(label=_("公开工作机构"), max_length=100, required=False)
    address = forms.CharField(label=_("办公地址"), max_length=200, required=False)
    postal_code = forms.RegexField(label=_("邮政编码"), regex=r"^\d{6}$", required=False)
    hours = forms.CharField(label=_("办公时间"), max_length=100, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=40, required=False)
    fax = forms.CharField(label=_("传真"), max_length=40, required=False)
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    website = forms.URLField(label=_("网站"), required=False, assume_scheme="https")
    version = forms.IntegerField(widget=forms.HiddenInput)


class RenameForm(forms.Form):
    """A new name from a day on."""

    name = forms.CharField(label=_("新的全称"), max_length=100)
    on = forms.DateField(label=_("自何日起"), widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label=_("依据"))
    version = forms.IntegerField(widget=forms.HiddenInput)
