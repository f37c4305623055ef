"""Forms about cases: the filter of the list, and one form for each step. Field names are those of the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai import procedure
from gongkai.web.cases.choices import ApplicantKind
from gongkai.web.cases.queries import CaseFilter
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Account, Organ
from gongkai.web.organs.queries import organs_open_to


class DayInput(forms.DateInput):
    """A day, chosen with the browser's own calendar."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(format="%Y-%m-%d", **kwargs)


def sure_field() -> forms.BooleanField:
    """Return a tick by which a person confirms something odd: hidden until an action asks for it (`faults`)."""
    return forms.BooleanField(label=_("已经核对，确实如此"), required=False, widget=forms.HiddenInput)


class FilterForm(forms.Form):
    """What narrows the list of cases."""

    word = forms.CharField(
        label=_("找什么"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("编号或者内容里的词")}),
    )
    phase = forms.ChoiceField(label=_("状态"), required=False)
    applicant_kind = forms.ChoiceField(
        label=_("申请人类型"), required=False, choices=[("", _("全部")), *ApplicantKind.choices]
    )
    outcome = forms.ChoiceField(label=_("办理结果"), required=False)
    year = forms.IntegerField(label=_("年度"), required=False, min_value=2000, max_value=2200)
    mine = forms.BooleanField(label=_("只看我经办的"), required=False)
    urgency = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        phases = [("", _("全部")), ("open", _("未办结")), *procedure.labels("phases").items()]
        self.fields["phase"].choices = phases  # type: ignore[attr-defined]
        outcomes = [("", _("全部")), *((one.id, _(one.zh)) for one in procedure.outcomes().values())]
        self.fields["outcome"].choices = outcomes  # type: ignore[attr-defined]

    def chosen(self) -> CaseFilter:
        """Return the filter; what cannot be understood narrows nothing."""
        self.is_valid()
        return CaseFilter(**{name: value for name, value in self.cleaned_data.items() if value})


class StepForm(forms.Form):
    """A step that needs nothing said."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(StepForm):
    """A step with a reason."""

    reason = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 3}), max_length=1000)


class RegisterBookForm(forms.Form):
    """A register book to take in."""

    organ = forms.ModelChoiceField(
        label=_("哪个机关的登记簿"), queryset=Organ.objects.none(), to_field_name="ref", empty_label=None
    )
    file = forms.FileField(label=_("填好的登记簿"), help_text=_("XLSX 或者 CSV，最多5000行"))

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        organs = organs_open_to(viewer, "create", "request_case")
        self.fields["organ"].queryset = organs  # type: ignore[attr-defined]


class DayForm(StepForm):
    """A step that took place on a day."""

    on = forms.DateField(label=_("日期"), widget=DayInput)


class OfficerForm(StepForm):
    """To whom a case goes."""

    officer = forms.ModelChoiceField(label=_("经办人"), queryset=Account.objects.none(), to_field_name="ref")
    reason = forms.CharField(label=_("说明"), required=False, max_length=200)


class ReplyForm(StepForm):
    """The answer."""

    outcome = forms.ChoiceField(label=_("办理结果"), help_text=_("每种结果对应《条例》的条款和年度报告的一行"))
    reasons = forms.CharField(
        label=_("理由"),
        required=False,
        help_text=_("不予公开、部分公开的，应当说明理由"),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    text = forms.CharField(
        label=_("答复内容"),
        help_text=_("编号、日期、依据条款和救济途径由系统写入，这里只写实质内容"),
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    remedy = forms.CharField(
        label=_("救济途径（只在系统没有标准文字时填写）"),
        required=False,
        help_text=_(
            "行政查询、另行制作、信访、重复申请、公开出版物五种结果，系统不写救济途径；法制机构确认后在这里写明"
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        known = [(one.id, _(one.zh)) for one in procedure.outcomes().values() if not one.by_event]
        self.fields["outcome"].choices = [("", _("请选择")), *known]  # type: ignore[attr-defined]


class ServeForm(StepForm):
    """How a letter reached the applicant."""

    method = forms.ChoiceField(label=_("送达方式"))
    on = forms.DateField(label=_("送达日期"), help_text=_("邮寄的，以交邮日期为准"), widget=DayInput)
    tracking = forms.CharField(label=_("邮件号码"), required=False, max_length=60)
    proof = forms.FileField(label=_("送达凭证"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = list(procedure.labels("methods").items())  # type: ignore[attr-defined]
