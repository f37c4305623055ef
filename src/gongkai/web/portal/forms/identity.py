"""The applicant's own particulars: corrected, or erased when the case is closed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.web.portal.forms.apply import PERSON_FIELDS, ApplyForm


class IdentityForm(ApplyForm):
    """Who applies, filled in afresh: what was filled in before is not shown again."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - {*PERSON_FIELDS, "version"}:
            del self.fields[name]


class EraseForm(forms.Form):
    """The wish to have one's particulars erased."""

    reason = forms.CharField(
        label=_("说明"), max_length=200, initial=_("申请人要求删除"), help_text=_("会记入日志，不要写个人信息")
    )
    sure = forms.BooleanField(label=_("我知道删除后不能恢复"))
