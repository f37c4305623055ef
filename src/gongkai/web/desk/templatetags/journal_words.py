"""Filters that name what the journal keeps by reference."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext

from gongkai.web.desk.words import ACTIONS
from gongkai.web.organs.policy import policy

register = template.Library()


@register.filter
def action_name(action: str) -> str:
    """Return the action in Chinese; one without a word shows as it is."""
    return gettext(ACTIONS[action]) if action in ACTIONS else action


@register.filter
def object_name(kind: str) -> str:
    """Return the kind of object in Chinese."""
    return policy().objects[kind].name if kind in policy().objects else kind
