"""A step on an item: what its screen asks, and what it calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from gongkai.web.disclosure.models import Item
from gongkai.web.organs.access import Viewer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Perform = Callable[[Viewer, Item, Mapping[str, Any]], object]


@dataclass(frozen=True, slots=True)
class ItemAct:
    """One step.

    Attributes:
        id: the end of its address.
        verb: the verb of the matrix, on `kind`.
        perform: calls the action with what the form said; an item that it returns is shown next.
        when: whether it is offered now.
        is_main: stands among the first.
    """

    id: str
    title: StrOrPromise
    verb: str
    kind: str
    form: type[forms.Form]
    perform: Perform
    when: Callable[[Item], bool]
    meaning: StrOrPromise = ""
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """A step as the page of an item offers it."""

    title: StrOrPromise
    address: str
    is_main: bool


def said(action: Callable[..., object]) -> Perform:
    """Return the step that hands everything the form said to an action."""
    return lambda viewer, item, words: action(viewer, item, **words)
