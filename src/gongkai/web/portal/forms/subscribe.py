"""The form of a subscription."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.web.disclosure.categories import categories
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.queries import visible_organs


class SubscribeForm(forms.Form):
    """Where to send, and what to tell of."""

    email = forms.EmailField(
        label=_("电子邮箱"),
        max_length=120,
        help_text=_("只用来发送订阅，加密保存，退订后立即删除。"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    scope = forms.ChoiceField(label=_("公开机关"), required=False)
    category = forms.ChoiceField(label=_("法定类别"), required=False)
    words = forms.CharField(label=_("包含的词"), max_length=60, required=False)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django's form takes them
        super().__init__(*args, **kwargs)
        organs = [(organ.ref, organ.name) for organ in visible_organs(viewer)]
        self.fields["scope"] = forms.ChoiceField(
            label=_("公开机关"), required=False, choices=[("", _("所有机关")), *organs]
        )
        named = [(category.id, _(category.zh)) for category in categories().values()]
        self.fields["category"] = forms.ChoiceField(
            label=_("法定类别"), required=False, choices=[("", _("所有类别")), *named]
        )
