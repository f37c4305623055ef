"""Filters that name what the journal keeps by reference."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django import template
from django.utils.translation import gettext

from gongkai.web.desk.words import ACTIONS, FIELDS
from gongkai.web.journal.models import Entry
from gongkai.web.organs.policy import policy

register = template.Library()


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One field of an entry: its name, what it was, what it became."""

    name: str
    before: str
    after: str


@register.filter
def action_name(action: str) -> str:
    """Return the action in Chinese; one without a word shows as it is."""
    return gettext(ACTIONS[action]) if action in ACTIONS else action


@register.filter
def change_lines(entry: Entry) -> list[ChangeLine]:
    """Return what an entry says of before and after, one line a field, personal values masked as they are kept."""
    before, after = json.loads(entry.before), json.loads(entry.after)
    return [
        ChangeLine(gettext(FIELDS.get(name, name)), shown(before.get(name)), shown(after.get(name)))
        for name in dict.fromkeys([*before, *after])
    ]


def shown(value: object) -> str:
    """Return a value of the journal for people: a sealed one by its mask."""
    if isinstance(value, dict):
        return str(value["masked"]) if "masked" in value else "；".join(f"{k} {shown(v)}" for k, v in value.items())
    if isinstance(value, list):
        return "、".join(shown(one) for one in value)
    return "" if value is None else str(value)


@register.filter
def object_name(kind: str) -> str:
    """Return the kind of object in Chinese."""
    return policy().objects[kind].name if kind in policy().objects else kind
