"""What the page of an item shows where it is a draft for comment, a policy or an interpretation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gongkai.web.disclosure.choices import ItemKind
from gongkai.web.disclosure.models import Interpretation, Item
from gongkai.web.disclosure.queries.special import Comment, comment_of, drafted_from, form_of
from gongkai.web.disclosure.queries.standing import Standing


@dataclass(frozen=True, slots=True)
class Special:
    """The comment period of a draft; the form of an interpretation; what explains a policy, with its form."""

    comment: Comment | None
    form: Interpretation | None
    explained_by: list[tuple[Item, Interpretation | None]]
    draft: Item | None


def special_of(now: datetime, item: Item, standings: list[Standing]) -> Special:
    """Return what is particular about a public item; everything named in it is public too."""
    explained = [one.item for one in standings if one.kind == "interprets" and one.is_reverse]
    return Special(
        comment_of(now, item) if item.kind == ItemKind.COMMENT_DRAFT else None,
        form_of(item) if item.kind == ItemKind.INTERPRETATION else None,
        [(one, form_of(one)) for one in explained],
        drafted_from(now, item),
    )
