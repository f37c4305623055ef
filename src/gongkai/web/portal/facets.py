"""The facets of a list in words, each value with the address that chooses it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from gongkai.web.disclosure.categories import categories
from gongkai.web.disclosure.choices import ItemKind, Validity
from gongkai.web.disclosure.search import Facet, Found
from gongkai.web.organs.access import Viewer
from gongkai.web.organs.queries import organs_named
from gongkai.web.portal.reading import Asked

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """One value: its words, how many finds it leaves, the address that chooses or leaves it."""

    words: StrOrPromise
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A facet with its values."""

    name: str
    choices: list[Choice]


def groups_of(
    viewer: Viewer, asked: Asked, found: Found, leave_out: tuple[str, ...] = (), kinds: tuple[str, ...] = ()
) -> list[Group]:
    """Return the facets that part the finds at all, or that were chosen; of the kinds only those of a column."""
    organs = organs_named(viewer, [int(facet.value) for facet in _shown(found, "organ", asked)])
    titles = {
        "kind": _("信息种类"),
        "category": _("法定类别"),
        "year": _("发布年份"),
        "validity": _("有效性"),
        "organ": _("公开机关"),
    }
    words: Mapping[str, Callable[[str], StrOrPromise]] = {
        "kind": lambda value: ItemKind(value).label,
        "category": lambda value: _(categories()[value].zh) if value in categories() else "",
        "year": str,
        "validity": lambda value: Validity(value).label,
        "organ": lambda value: organs[int(value)][1] if int(value) in organs else "",
    }
    sent: Mapping[str, Callable[[str], str]] = {"organ": lambda value: organs[int(value)][0]}
    groups = []
    for name, title in titles.items():
        if name in leave_out:
            continue
        choices = []
        for facet in _shown(found, name, asked):
            if name == "kind" and kinds and facet.value not in kinds:
                continue
            shown = words[name](facet.value)
            if shown:
                value = sent.get(name, str)(facet.value)
                is_chosen = asked.said.get(name) == value
                address = asked.address(**{name: "" if is_chosen else value})
                choices.append(Choice(shown, facet.count, address, is_chosen))
        if name == "year":
            choices.sort(key=lambda choice: str(choice.words), reverse=True)
        if len(choices) > 1 or any(choice.is_chosen for choice in choices):
            groups.append(Group(title, choices[:MOST]))
    return groups


def _shown(found: Found, name: str, asked: Asked) -> tuple[Facet, ...]:
    """Return the values of a facet that a page has room for; all of them where one is chosen, or they are few."""
    values = found.facets.get(name, ())
    return values[: MOST * 2] if name == "organ" and not asked.said.get(name) else values
