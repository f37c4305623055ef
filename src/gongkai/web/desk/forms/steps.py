"""One form for each further step on a case. Field names are the parameters of the actions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai import procedure
from gongkai.clocks import consultation_kinds
from gongkai.web.cases.actions.keep_record import counted_on
from gongkai.web.cases.choices import Medium, Opinion
from gongkai.web.cases.models import Case, Consultation, Event
from gongkai.web.cases.queries import untold
from gongkai.web.desk.forms.cases import DayInput, StepForm, sure_field
from gongkai.web.organs.models import Organ


def _lines(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AskCorrectionForm(StepForm):
    """What the applicant has to correct."""

    items = forms.CharField(label=_("需要补正的事项"), widget=_lines(), help_text=_("一次写全，一行一项"))
    guidance = forms.CharField(label=_("怎样补正"), widget=_lines(), help_text=_("给出指导和解释"))
    reply_by = forms.DateField(label=_("补正期限"), widget=DayInput)


class CorrectionForm(StepForm):
    """The corrected application as it came on paper."""

    description = forms.CharField(label=_("补正后的申请内容"), widget=_lines(6))
    on = forms.DateField(label=_("收到补正之日"), widget=DayInput)
    good_reason = forms.CharField(label=_("逾期补正的正当理由"), required=False)


class AskReasonsForm(StepForm):
    """Why so much is asked."""

    why = forms.CharField(label=_("数量、频次明显超过合理范围的情况"), widget=_lines())
    reply_by = forms.DateField(label=_("说明期限"), widget=DayInput)


class GivenReasonsForm(StepForm):
    """What the applicant said, or nothing."""

    text = forms.CharField(
        label=_("申请人说明的理由"), widget=_lines(), required=False, help_text=_("逾期没有说明的，留空")
    )


class DelayForm(StepForm):
    """A later day."""

    until = forms.DateField(label=_("延迟答复至"), widget=DayInput)


class ConsultForm(StepForm):
    """Whose opinion is asked."""

    kind = forms.ChoiceField(label=_("征求谁的意见"))
    receiver = forms.CharField(label=_("对象名称"), max_length=100, help_text=_("第三方的名称加密保存，页面上遮蔽显示"))
    about = forms.CharField(
        label=_("征求意见的内容"), widget=_lines(), help_text=_("写明涉及对方的是哪些信息；不得写出申请人是谁")
    )
    on = forms.DateField(label=_("发出日期"), widget=DayInput, help_text=_("自次日起的时间不计入答复期限"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        kinds = [(one.id, _(one.zh)) for one in consultation_kinds().values()]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]


class ConsultationForm(StepForm):
    """A step on one of the consultations of the case."""

    consultation = forms.ModelChoiceField(
        label=_("哪一项征求意见"), queryset=Consultation.objects.none(), empty_label=None
    )

    def about(self, case: Case) -> None:
        """Offer the open consultations of a case."""
        self.fields["consultation"].queryset = case.consultations.filter(replied_on=None, opinion="")  # type: ignore[attr-defined]
        self.fields["consultation"].label_from_instance = lambda one: f"{one.receiver_shown}（{one.sent_on}）"  # type: ignore[attr-defined]


class DeliveredForm(ConsultationForm):
    """When the letter reached the receiver."""

    on = forms.DateField(label=_("送达日期"), widget=DayInput)


class OpinionForm(ConsultationForm):
    """What the receiver said."""

    opinion = forms.ChoiceField(label=_("意见"), choices=[one for one in Opinion.choices if one[0] != Opinion.NONE])
    text = forms.CharField(label=_("理由"), widget=_lines(), required=False, help_text=_("不同意公开的必须有理由"))
    on = forms.DateField(label=_("收到意见之日"), widget=DayInput)


class TellThirdPartyForm(ConsultationForm):
    """Why it is disclosed although the third party objected."""

    why = forms.CharField(label=_("决定公开的理由"), widget=_lines())

    def about(self, case: Case) -> None:
        """Offer the third parties that objected and have not been told."""
        super().about(case)
        self.fields["consultation"].queryset = untold(case)  # type: ignore[attr-defined]


class AskExtensionForm(StepForm):
    """More time."""

    days = forms.IntegerField(label=_("延长几个工作日"), min_value=1)
    reason = forms.CharField(label=_("理由"), widget=_lines())


class DecideExtensionForm(StepForm):
    """Granted or not."""

    granted = forms.ChoiceField(
        label=_("决定"), choices=[("yes", _("同意延期")), ("no", _("不同意延期"))], widget=forms.RadioSelect
    )
    remark = forms.CharField(label=_("意见"), widget=_lines(3), required=False, help_text=_("不同意的必须写明理由"))


class FeeForm(StepForm):
    """How the fee is worked out."""

    scale = forms.ChoiceField(label=_("按什么计"), choices=[("items", _("按件")), ("pages", _("按量（页）"))])
    count = forms.IntegerField(label=_("件数或者页数"), min_value=1)
    before = forms.IntegerField(
        label=_("本月此前已有几件"), min_value=0, initial=0, help_text=_("按件计收时，同一申请人当月在先的件数")
    )


class PaymentForm(StepForm):
    """Payment in full."""

    voucher = forms.CharField(label=_("财政票据号"), max_length=60)
    on = forms.DateField(label=_("缴费日期"), widget=DayInput)


class SearchForm(StepForm):
    """Where the information was looked for: the evidence that "not held" rests on."""

    places = forms.CharField(label=_("检索范围"), widget=_lines(2), help_text=_("查了哪些档案、系统、科室"))
    words = forms.CharField(label=_("检索词"), widget=_lines(2))
    found = forms.CharField(label=_("检索结果"), widget=_lines(3))
    on = forms.DateField(label=_("检索日期"), widget=DayInput)


class SplitForm(StepForm):
    """The matters of one application, each to become a case."""

    descriptions = forms.CharField(
        label=_("拆成哪几件"), widget=_lines(6), help_text=_("一行一件，至少两件；每件按同一天收到计算")
    )

    def clean_descriptions(self) -> list[str]:
        """Return one description a line."""
        return [line.strip() for line in self.cleaned_data["descriptions"].splitlines() if line.strip()]


class TransferForm(StepForm):
    """To whom an application goes that is another organ's."""

    organ = forms.ModelChoiceField(
        label=_("平台上的机关"),
        queryset=Organ._default_manager.filter(abolished_on=None),
        required=False,
        to_field_name="ref",
    )
    to = forms.CharField(label=_("或者其他机关的名称"), max_length=100, required=False)
    contact = forms.CharField(label=_("该机关的联系方式"), max_length=200, required=False)
    reason = forms.CharField(label=_("理由"), widget=_lines(3))


class CorrectDateForm(StepForm):
    """The right day of something that happened."""

    event = forms.ModelChoiceField(label=_("哪件事"), queryset=Event.objects.none(), empty_label=None)
    new_on = forms.DateField(label=_("正确的日期"), widget=DayInput)
    sure_new_on = sure_field()
    reason = forms.CharField(label=_("理由"), widget=_lines(3))

    def about(self, case: Case) -> None:
        """Offer what happened in a case."""
        names, events = procedure.kinds(), case.events.exclude(kind="date_corrected")
        if case.medium == Medium.ONLINE:
            events = events.exclude(kind="received")  # the system wrote it down when the applicant sent it
        self.fields["event"].queryset = events  # type: ignore[attr-defined]
        self.fields["event"].label_from_instance = lambda one: f"{counted_on(one)} {_(names[one.kind].zh)}"  # type: ignore[attr-defined]
