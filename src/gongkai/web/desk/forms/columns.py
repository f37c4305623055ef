"""A form made from columns as data: what is typed goes to the action as text, which judges it for forms and sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from gongkai.web.desk.forms.cases import DayInput
from gongkai.web.organs.columns import Column, EntryFaults


class ColumnsForm(forms.Form):
    """One row of some columns. Nothing is judged here but that the browser sent text."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, columns: Sequence[Column], *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's
        super().__init__(*args, **kwargs)
        for column in columns:
            self.fields[column.field] = _field(column)

    def typed(self) -> dict[str, str]:
        """Return the texts by field."""
        return {name: str(value or "") for name, value in self.cleaned_data.items() if name != "version"}

    def show(self, error: EntryFaults) -> None:
        """Put every fault at its field."""
        for field, message in error.faults:
            self.add_error(field if field in self.fields else None, message + "。")


def _field(column: Column) -> forms.Field:
    common: dict[str, Any] = {"label": column.head, "required": column.needed, "help_text": column.help}
    common["error_messages"] = {"required": _("没有填写。")}
    if column.type == "choice":
        given = [(value, label) for value, label in column.choices if value]
        return forms.ChoiceField(choices=[("", _("请选择") if column.needed else "—"), *given], **common)
    if column.type == "day":
        return forms.CharField(widget=DayInput(), **common)
    if column.type == "long":
        return forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), max_length=column.most, **common)
    modes = {"year": "numeric", "month": "numeric", "count": "numeric", "yuan": "decimal"}
    mode = {"inputmode": modes[column.type]} if column.type in modes else {}
    return forms.CharField(widget=forms.TextInput(attrs=mode), max_length=column.most, **common)


def as_typed(values: Mapping[str, Any]) -> dict[str, str]:
    """Return kept values as they would be typed."""
    return {
        name: "" if value is None else value.isoformat() if isinstance(value, date) else str(value)
        for name, value in values.items()
    }
