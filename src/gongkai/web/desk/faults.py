"""What an action answered to a form: its fault beside the field it concerns, or what was made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms

from gongkai.errors import GongkaiError
from gongkai.web.organs.access import Refused
from gongkai.web.organs.versions import StaleVersion

Made = TypeVar("Made")


def show_fault(form: forms.Form, error: GongkaiError) -> None:
    """Add the error to the form: at its field, if the form has that field."""
    words = "。".join(filter(None, (error.what, error.why, error.fix))) + "。"
    field = getattr(error, "field", None)
    form.add_error(field if field in form.fields else None, words)


def taken(form: forms.Form, act: Callable[[dict[str, Any]], Made]) -> Made | None:
    """Call an action with what a form said and return what it made; None where nothing was said or at fault.

    Raises:
        Refused: the viewer may not.
        StaleVersion: somebody was faster.
    """
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return act(dict(form.cleaned_data))
    except (Refused, StaleVersion):
        raise
    except GongkaiError as error:
        show_fault(form, error)
        return None
