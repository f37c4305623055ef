"""What the page of an organ's standing publications shows: how complete each part is, drawn, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongkai.web.disclosure.catalogue import Line, catalogue_of
from gongkai.web.disclosure.guide import lacking
from gongkai.web.disclosure.lacks import Lack, Where, lacks_of
from gongkai.web.disclosure.listed import guide_fields
from gongkai.web.disclosure.queries.special import Rule, guide_of, rules_of
from gongkai.web.organs.access import Refused, Viewer
from gongkai.web.organs.models import Organ
from gongkai.web.organs.queries import organs_open_to

NAMES: Final = {
    Where.GUIDE: gettext_noop("公开指南"),
    Where.INSTITUTIONS: gettext_noop("公开制度"),
    Where.CATALOGUE: gettext_noop("公开目录"),
    Where.INTERPRETATION: gettext_noop("政策解读"),
    Where.CONCERNS: gettext_noop("回应关切"),
    Where.COMMENTS: gettext_noop("决策预公开"),
    Where.MEDIA: gettext_noop("政务新媒体"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part: how much of it is there, and what is missing or old."""

    name: str
    address: str
    there: int
    asked: int
    lacks: list[Lack]

    @property
    def is_whole(self) -> bool:
        """Whether nothing that the law asks for is missing."""
        return not any(lack.is_missing for lack in self.lacks)


def organ_for(viewer: Viewer, ref: str) -> Organ:
    """Return the organ that a page is about: the one named, or the first in which the viewer sees drafts.

    Raises:
        Refused: there is none.
    """
    rows = organs_open_to(viewer, "list", "disclosure_draft").select_related("contact", "parent")
    organ = rows.filter(ref=ref).first() if ref else rows.first()
    if organ is None:
        raise Refused("list", "disclosure_draft", ref)
    return organ


def parts_of(viewer: Viewer, organ: Organ) -> list[Part]:
    """Return the parts of an organ's standing publications."""
    found: dict[Where, list[Lack]] = {where: [] for where in NAMES}
    for lack in lacks_of(viewer, organ):
        found[lack.where].append(lack)
    required = sum(field.is_required for field in guide_fields())
    counted = {
        Where.GUIDE: (required - len(lacking(organ, guide_of(organ))), required),
        Where.INSTITUTIONS: _rules(rules_of(viewer.now, organ)),
        Where.CATALOGUE: _lines(catalogue_of(organ, viewer.now)),
    }
    return [
        Part(_(NAMES[where]), f"{reverse(_ROUTES[where])}?organ={organ.ref}", *counted.get(where, (0, 0)), lacks)
        for where, lacks in found.items()
    ]


_ROUTES: Final = {
    Where.GUIDE: "desk:organ_guide",
    Where.INSTITUTIONS: "desk:catalogue",
    Where.CATALOGUE: "desk:catalogue",
    Where.INTERPRETATION: "desk:items",
    Where.CONCERNS: "desk:concerns",
    Where.COMMENTS: "desk:comments",
    Where.MEDIA: "desk:media",
}


def _rules(rules: Iterable[Rule]) -> tuple[int, int]:
    asked = [rule for rule in rules if rule.institution.id != "other"]
    return sum(bool(rule.items) for rule in asked), len(asked)


def _lines(lines: Iterable[Line]) -> tuple[int, int]:
    rows = list(lines)
    return sum(not line.is_gap for line in rows), len(rows)
