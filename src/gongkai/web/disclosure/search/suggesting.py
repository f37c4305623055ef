"""What somebody may mean while they type: titles and numbers of what is public."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db.models import Q

from gongkai.web.disclosure.search.asking import LONGEST
from gongkai.web.disclosure.search.engine import engine
from gongkai.web.disclosure.search.finding import items_of, visible_entries
from gongkai.web.disclosure.search.folding import fold_word

MOST: Final = 8


def suggest(now: datetime, typed: str, organs: frozenset[int] = frozenset()) -> list[str]:
    """Return titles that hold what was typed, or of documents whose number begins with it, the newest first."""
    word = fold_word(typed[:LONGEST])
    if not word:
        return []
    numbered = Q(document_number__startswith=word) | Q(index_number__startswith=word)
    rows = visible_entries(now).filter(engine().titled(word) | numbered)
    if organs:
        rows = rows.filter(organ__in=sorted(organs))
    numbers = list(rows.order_by("-publish_at", "-pk").values_list("pk", flat=True)[: MOST * 2])
    return list(dict.fromkeys(item.title for item in items_of(now, numbers)))[:MOST]
