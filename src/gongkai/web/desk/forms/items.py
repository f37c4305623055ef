"""Forms about items: the filter of the list, the editor, and one form for each step. Field names are the actions'."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gongkai.law import article
from gongkai.web.desk.forms.cases import DayInput, StepForm
from gongkai.web.disclosure.bodies import body_of_text
from gongkai.web.disclosure.categories import categories, genres, themes
from gongkai.web.disclosure.choices import Attribute, ItemKind, ItemState, RelationKind, Validity, WordKind
from gongkai.web.disclosure.contents import NAMES, ItemContent
from gongkai.web.disclosure.queries import ItemFilter
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.models import Account, Organ
from gongkai.web.organs.queries import organs_open_to

_TAG = re.compile(r"<[a-z][^>]*>", re.IGNORECASE)
_OWN_KINDS = [one for one in ItemKind.choices if one[0] != ItemKind.ANNUAL_REPORT]


class MomentInput(forms.DateTimeInput):
    """A day and a time, chosen with the browser's own means."""

    input_type = "datetime-local"

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(format="%Y-%m-%dT%H:%M", **kwargs)


def _lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _category_choices() -> list[Any]:
    groups: dict[str, list[tuple[str, Any]]] = {}
    for one in categories().values():
        groups.setdefault(one.article.partition(".")[0], []).append((one.id, _(one.zh)))
    return [("", _("请选择")), *((article(ref).label(), rows) for ref, rows in groups.items())]


class ItemFilterForm(forms.Form):
    """What narrows the list of items."""

    word = forms.CharField(
        label=_("找什么"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("标题、文号或者索引号里的词")}),
    )
    kind = forms.ChoiceField(label=_("种类"), required=False, choices=[("", _("全部")), *ItemKind.choices])
    category = forms.ChoiceField(label=_("类别"), required=False)
    year = forms.IntegerField(label=_("成文年度"), required=False, min_value=1949, max_value=2200)
    mine = forms.BooleanField(label=_("只看我起草的"), required=False)
    state = forms.ChoiceField(
        required=False,
        widget=forms.HiddenInput,
        choices=[("", ""), *ItemState.choices, ("scheduled", ""), ("correction", ""), ("overdue", "")],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        known = [("", _("全部")), *((one.id, _(one.zh)) for one in categories().values())]
        self.fields["category"].choices = known  # type: ignore[attr-defined]

    def chosen(self) -> ItemFilter:
        """Return the filter; what cannot be understood narrows nothing."""
        self.is_valid()
        return ItemFilter(**{name: value for name, value in self.cleaned_data.items() if value})


class ItemForm(forms.Form):
    """An item as it is written."""

    title = forms.CharField(label=_("标题"), max_length=200)
    document_number = forms.CharField(
        label=_("文号"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": "×政发〔2026〕1号"}),
    )
    made_on = forms.DateField(
        label=_("成文日期"), widget=DayInput, help_text=_("主动公开的，自形成之日起20个工作日内公开，期限从这一天起算")
    )
    kind = forms.ChoiceField(label=_("种类"), choices=_OWN_KINDS, initial=ItemKind.DOCUMENT)
    category = forms.ChoiceField(label=_("法定主动公开类别"), required=False)
    theme = forms.ChoiceField(label=_("主题分类"), required=False)
    genre = forms.ChoiceField(label=_("体裁"), required=False)
    validity = forms.ChoiceField(label=_("有效性"), choices=Validity.choices, initial=Validity.IN_FORCE)
    attribute = forms.ChoiceField(
        label=_("公开属性"),
        choices=Attribute.choices,
        initial=Attribute.PUBLIC,
        widget=forms.RadioSelect,
        help_text=_("起草时就要确定；以后修改会记入日志"),
    )
    attribute_reason = forms.CharField(
        label=_("理由"), required=False, widget=_lines(2), help_text=_("不主动公开的必须填写")
    )
    attribute_basis = forms.CharField(
        label=_("依据"), required=False, max_length=200, help_text=_("例如：政府信息公开条例第十六条第一款")
    )
    summary = forms.CharField(
        label=_("内容概述"),
        required=False,
        max_length=300,
        widget=_lines(2),
        help_text=_("公开目录里显示（条例第十二条）；不填就取正文的开头，可以修改"),
    )
    body = forms.CharField(
        label=_("正文"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 18, "data-editor": "body"}),
        help_text=_("可以从 Word 直接粘贴，系统会去掉多余的格式；空一行就是另起一段"),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = _category_choices()  # type: ignore[attr-defined]
        nothing = [("", _("不填"))]
        self.fields["theme"].choices = [*nothing, *themes().items()]  # type: ignore[attr-defined]
        self.fields["genre"].choices = [*nothing, *genres().items()]  # type: ignore[attr-defined]

    def clean_body(self) -> str:
        """Return HTML, also of what was typed as plain text."""
        said: str = self.cleaned_data["body"]
        return said if _TAG.search(said) else body_of_text(said)

    def content(self) -> ItemContent:
        """Return what was written."""
        return ItemContent(**{name: self.cleaned_data[name] for name in NAMES})


class NewItemForm(ItemForm):
    """A new item, with the organ whose it is."""

    organ = forms.ModelChoiceField(
        label=_("发布机关"), queryset=Organ.objects.none(), to_field_name="ref", empty_label=None
    )
    field_order = ("organ",)

    def __init__(self, viewer: Viewer, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        self.fields["organ"].queryset = organs_open_to(viewer, "create", "disclosure_draft")  # type: ignore[attr-defined]


def initial_of(content: ItemContent, version: int) -> dict[str, Any]:
    """Return content as a form shows it: a body of paragraphs alone as plain text."""
    values = {name: getattr(content, name) for name in NAMES}
    plain = re.sub(r"</?p>|<br ?/?>", "", content.body)
    if not _TAG.search(plain) and "&" not in plain:
        text = re.sub(r"<br ?/?>", "\n", content.body).replace("</p>", "\n\n").replace("<p>", "")
        values["body"] = text.strip()
    return {**values, "version": version}


class FileForm(StepForm):
    """A file of an item."""

    file = forms.FileField(
        label=_("文件"), help_text=_("PDF、OFD、DOC（WPS）、DOCX、XLSX、JPG、PNG、TXT 或者 ZIP，不超过20MB")
    )
    role = forms.CharField(widget=forms.HiddenInput, required=False)


class ReasonForm(StepForm):
    """A step with a reason."""

    reason = forms.CharField(label=_("理由"), widget=_lines(), max_length=1000)


class PublishForm(StepForm):
    """When an item becomes visible, and until when."""

    at = forms.DateTimeField(
        label=_("什么时候发布"), required=False, widget=MomentInput, help_text=_("不填就是现在发布")
    )
    expires_at = forms.DateTimeField(
        label=_("什么时候到期"), required=False, widget=MomentInput, help_text=_("到期后公众不再看到；不填就是长期")
    )


class WithdrawForm(ReasonForm):
    """Why an item is taken down, and what the public is told."""

    note = forms.CharField(
        label=_("给公众的说明"), widget=_lines(), max_length=500, help_text=_("代替原文显示，例如：内容正在更正")
    )


class UrgentForm(forms.Form):
    """Taken down at once: why, and the password again."""

    reason = forms.CharField(label=_("理由"), widget=_lines(), max_length=1000)
    note = forms.CharField(label=_("给公众的说明"), required=False, widget=_lines(2), max_length=500)
    password = forms.CharField(
        label=_("登录密码"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), strip=False
    )


class GraveForm(forms.Form):
    """What only the confidentiality reviewer lets through: why, and the password again."""

    reason = forms.CharField(label=_("核对经过和依据"), widget=_lines(4), max_length=1000)
    password = forms.CharField(
        label=_("登录密码"), widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}), strip=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CorrectForm(StepForm):
    """What the public is told was corrected."""

    note = forms.CharField(
        label=_("更正说明"), widget=_lines(), max_length=500, help_text=_("发布后随原文公开，写明改了什么")
    )


class OrderForm(StepForm):
    """What has to be corrected."""

    what = forms.CharField(label=_("要求更正的内容"), widget=_lines(), max_length=1000)


class ValidityForm(StepForm):
    """Whether an item still holds, and what stands in its place."""

    validity = forms.ChoiceField(label=_("有效性"), choices=Validity.choices)
    successor = forms.CharField(
        label=_("由哪件代替"), required=False, max_length=80, help_text=_("填新文件的索引号；本平台没有的不填")
    )
    reason = forms.CharField(label=_("决定修改、废止的文件"), widget=_lines(2), max_length=500)


class ShareForm(StepForm):
    """Who else writes the draft."""

    colleague = forms.ModelChoiceField(
        label=_("同事"), queryset=Account.objects.none(), to_field_name="ref", empty_label=None
    )

    def about(self, people: Any) -> None:  # noqa: ANN401 - a query set
        """Offer the officers of the organ."""
        self.fields["colleague"].queryset = people  # type: ignore[attr-defined]
        self.fields["colleague"].label_from_instance = lambda one: one.name  # type: ignore[attr-defined]


class RelateForm(StepForm):
    """Which item this one stands to, and how."""

    kind = forms.ChoiceField(label=_("关系"), choices=RelationKind.choices)
    other = forms.CharField(label=_("对方的索引号"), max_length=80)


class WordForm(forms.Form):
    """A word of the list."""

    word = forms.CharField(label=_("词"), max_length=60)
    kind = forms.ChoiceField(label=_("种类"), choices=WordKind.choices)
    instead = forms.CharField(label=_("应当写作"), max_length=60, required=False)
