"""Put a fault that an action found beside the field it concerns."""

from __future__ import annotations

from django import forms

from gongkai.errors import GongkaiError


def show_fault(form: forms.Form, error: GongkaiError) -> None:
    """Add the error to the form: at its field, if the form has that field."""
    words = "。".join(filter(None, (error.what, error.why, error.fix))) + "。"
    field = getattr(error, "field", None)
    form.add_error(field if field in form.fields else None, words)
