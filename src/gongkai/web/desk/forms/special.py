"""Forms of special documents, channels, accounts and imports. Field names are those of the actions."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.web.desk.forms.cases import DayInput, StepForm
from gongkai.web.disclosure.listed import channels, institutions
from gongkai.web.disclosure.special_choices import (
    ConcernSource,
    Gravity,
    InterpretationForm,
    MediaVerdict,
    OpinionMedium,
    Verdict,
)
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import organs_open_to


def lines(rows: int = 3) -> forms.Textarea:
    """Return a field of several lines."""
    return forms.Textarea(attrs={"rows": rows})


class MomentInput(forms.DateTimeInput):
    """A day and a time, chosen with the browser's own means."""

    input_type = "datetime-local"

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


class OrganForm(forms.Form):
    """A form for one of the organs in which the viewer writes; the choice is hidden where there is only one."""

    organ = forms.ModelChoiceField(label=_("机关"), queryset=Organ.objects.none())

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        rows = organs_open_to(viewer, "create", "disclosure_draft")
        field = self.fields["organ"]
        field.queryset = rows  # type: ignore[attr-defined]
        found = list(rows[:2])
        if len(found) == 1:
            field.initial, field.widget = found[0], forms.HiddenInput()


class ReasonForm(StepForm):
    """A step that needs a reason."""

    reason = forms.CharField(label=_("理由"), widget=lines())


class GuideForm(StepForm):
    """What the guide says beside the contact data."""

    classification = forms.CharField(label=_("政府信息的分类"), widget=lines(4), required=False)
    arrangement = forms.CharField(label=_("编排体系"), widget=lines(4), required=False)
    access = forms.CharField(label=_("获取方式"), widget=lines(4), required=False)
    supervision = forms.CharField(label=_("监督方式"), widget=lines(3), required=False)


class InterpretForm(StepForm):
    """In which form something is explained."""

    form = forms.ChoiceField(label=_("解读形式"), choices=InterpretationForm.choices)
    address = forms.URLField(
        label=_("音频、视频或者直播地址"), required=False, assume_scheme="https", help_text=_("音频、视频必填")
    )
    transcript = forms.CharField(
        label=_("文字稿"), widget=lines(6), required=False, help_text=_("音频、视频必填，供听不见、看不见的人了解内容")
    )


class ReleaseForm(StepForm):
    """Whether a policy has to be explained."""

    is_explained = forms.BooleanField(label=_("须同步解读"), required=False)
    alone_because = forms.CharField(
        label=_("单独发布的理由"),
        widget=lines(),
        required=False,
        help_text=_("须同步解读但要先发布文件的，写明理由；发布后会一直提醒补发解读"),
    )


class TogetherForm(StepForm):
    """When a policy and its interpretation go out."""

    at = forms.DateTimeField(label=_("发布时间"), required=False, widget=MomentInput, help_text=_("不填就立即发布"))


class InstitutionForm(StepForm):
    """Which rule an item is."""

    institution = forms.ChoiceField(label=_("属于哪一项制度"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        known = [("", _("其他制度")), *((one.id, _(one.zh)) for one in institutions().values())]
        self.fields["institution"].choices = known  # type: ignore[attr-defined]


class PeriodForm(StepForm):
    """How long a draft is open for comment."""

    opens_on = forms.DateField(label=_("开始日期"), widget=DayInput)
    closes_on = forms.DateField(label=_("截止日期"), widget=DayInput, help_text=_("一般不少于30日"))
    shorter_because = forms.CharField(
        label=_("缩短期限的说明"), widget=lines(), required=False, help_text=_("少于30日的必填，随草案公开")
    )
    ways = forms.CharField(
        label=_("提出意见的其他方式"), widget=lines(), required=False, help_text=_("例如通信地址、电子邮箱、电话")
    )


class ConcernForm(OrganForm):
    """A concern as it was noticed."""

    title = forms.CharField(label=_("关切的问题"), max_length=200, help_text=_("不要写个人信息"))
    source = forms.ChoiceField(label=_("来源"), choices=ConcernSource.choices)
    gravity = forms.ChoiceField(label=_("等级"), choices=Gravity.choices, initial=Gravity.ORDINARY)
    raised_at = forms.DateTimeField(label=_("发现时间"), widget=MomentInput)


class OpinionForm(forms.Form):
    """An opinion that came in on paper, by telephone or at a meeting."""

    medium = forms.ChoiceField(
        label=_("提出方式"), choices=[one for one in OpinionMedium.choices if one[0] != OpinionMedium.PORTAL]
    )
    text = forms.CharField(label=_("意见"), widget=lines(6), max_length=5000)
    name = forms.CharField(label=_("姓名"), max_length=100, required=False)
    organisation = forms.CharField(label=_("单位"), max_length=100, required=False)
    phone = forms.CharField(label=_("电话"), max_length=100, required=False)
    email = forms.EmailField(label=_("电子邮箱"), max_length=100, required=False)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64, initial=lambda: secrets.token_urlsafe(24))


class VerdictForm(StepForm):
    """What became of an opinion."""

    verdict = forms.ChoiceField(label=_("处理"), choices=[one for one in Verdict.choices if one[0] != Verdict.PENDING])
    summary = forms.CharField(
        label=_("意见摘要"),
        widget=lines(),
        required=False,
        help_text=_("用自己的话概括，会在反馈公告中公开；不要写提出人的信息。说法相同的意见会合并计数"),
    )
    explanation = forms.CharField(
        label=_("采纳情况和理由"), widget=lines(), required=False, help_text=_("未采纳、部分采纳的必填，会公开")
    )


class PostForm(OrganForm):
    """Something published in another channel."""

    channel = forms.ChoiceField(label=_("渠道"))
    account = forms.ChoiceField(label=_("新媒体账号"), required=False, help_text=_("公众号、微博、短视频等必选"))
    title = forms.CharField(label=_("内容"), max_length=200)
    on = forms.DateField(label=_("发布日期"), widget=DayInput)
    address = forms.CharField(label=_("网址或者地点"), max_length=300, required=False)
    count = forms.IntegerField(label=_("条数"), min_value=1, initial=1)
    item = forms.CharField(
        label=_("本平台索引号"), max_length=60, required=False, help_text=_("内容就是本平台的一条信息时填写")
    )

    def __init__(self, viewer: Viewer, accounts: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(viewer, *args, **kwargs)
        known = [(one.id, _(one.zh)) for one in channels().values() if not one.is_automatic]
        self.fields["channel"].choices = known  # type: ignore[attr-defined]
        self.fields["account"].choices = [("", "—"), *accounts]  # type: ignore[attr-defined]


class UploadForm(OrganForm):
    """A file handed in for an organ."""

    file = forms.FileField(label=_("文件"))


class MediaForm(OrganForm):
    """An account that an office wants to open."""

    channel = forms.ChoiceField(label=_("平台"))
    name = forms.CharField(label=_("账号名称"), max_length=60)
    handle = forms.CharField(label=_("账号标识"), max_length=60, required=False)
    address = forms.URLField(label=_("主页地址"), required=False, assume_scheme="https")
    purpose = forms.CharField(label=_("功能定位"), widget=lines())
    keeper = forms.CharField(label=_("管理部门"), max_length=60)
    second_because = forms.CharField(
        label=_("同一平台再开账号的理由"),
        widget=lines(),
        required=False,
        help_text=_("一个单位在同一平台原则上只开一个"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        known = [(one.id, _(one.zh)) for one in channels().values() if one.has_account]
        self.fields["channel"].choices = known  # type: ignore[attr-defined]


class OpenForm(StepForm):
    """Consent to an account."""

    on = forms.DateField(
        label=_("开设日期"), widget=DayInput, required=False, help_text=_("新开的不填；早已开通、补登记的填原开设日期")
    )


class ReviewForm(forms.Form):
    """A look at an account."""

    verdict = forms.ChoiceField(label=_("结论"), choices=MediaVerdict.choices)
    remark = forms.CharField(label=_("发现的问题和整改要求"), widget=lines(), required=False)


class NoteForm(forms.Form):
    """Why nothing stands in a category."""

    category = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(label=_("不涉及的理由"), max_length=200, required=False)
