"""What an action answered to a form: its fault beside the field it concerns, or what was made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from gongkai.errors import GongkaiError
from gongkai.web.organs.access import Refused
from gongkai.web.organs.versions import StaleVersion

Made = TypeVar("Made")


class Versioned(Protocol):
    """A row whose changes name the version they were made from."""

    version: int

    def refresh_from_db(self) -> None:
        """Read it again."""


_STALE = "stale"


def show_fault(form: forms.Form, error: GongkaiError) -> None:
    """Add the error to the form: at its field, if the form has that field."""
    words = "。".join(filter(None, (error.what, error.why, error.fix))) + "。"
    field = getattr(error, "field", None) or ""
    if field.startswith("sure_") and field in form.fields:
        form.fields[field].widget = forms.CheckboxInput()  # the tick appears with why it is asked
    form.add_error(field if field in form.fields else None, words)


def show_newer(form: forms.Form, error: StaleVersion, row: Versioned) -> None:
    """Keep what was typed, say that somebody else was faster, and let the form stand on the row as it is now.

    Whoever sends it again has been told, and changes the version that he was told of.
    """
    row.refresh_from_db()
    said = cast("QueryDict", form.data).copy()  # every choice of a field, not only its last
    said[form.add_prefix("version")] = str(row.version)
    form.data = said
    words = _("%(what)s。请先打开看看改了什么；您填写的内容都在下面，核对后可以再次提交。") % {"what": error.what}
    form.add_error(None, ValidationError(words, code=_STALE))


def status_of(form: forms.Form) -> int:
    """Return the HTTP status of a page that shows a form: 200, 409 where somebody was faster, else 422."""
    if form.has_error("__all__", _STALE):
        return 409
    return 422 if form.errors else 200


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
