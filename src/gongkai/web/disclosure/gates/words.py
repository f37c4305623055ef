"""Words on the organ's own list: wrong, sensitive, forbidden."""

from __future__ import annotations

import unicodedata

from django.utils.translation import gettext as _

from gongkai.web.disclosure.choices import WordKind
from gongkai.web.disclosure.findings import Finding
from gongkai.web.disclosure.gates.parts import texts_of
from gongkai.web.disclosure.models import Item, ListedWord

_AROUND = 12


def listed_words(item: Item) -> tuple[Finding, ...]:
    """Return where listed words stand, with a little of the text around them; also in the files' texts."""
    words = list(ListedWord.objects.filter(organ_id=item.organ_id))
    if not words:
        return ()
    texts = list(texts_of(item))
    texts += [(_("附件“%(name)s”") % {"name": name}, text) for name, text in item.files.values_list("name", "text")]
    return tuple(finding for where, text in texts for finding in _found(where, _even(text), words))


def _found(where: str, text: str, words: list[ListedWord]) -> list[Finding]:
    found = []
    for word in words:
        wanted = _even(word.word)
        at = text.find(wanted)
        while at >= 0:
            around = text[max(0, at - _AROUND) : at + len(wanted) + _AROUND].replace("\n", " ")
            why = _("%(kind)s：“%(word)s”") % {"kind": WordKind(word.kind).label, "word": word.word}
            found.append(Finding(where, "listed_word", why, around, word.instead))
            at = text.find(wanted, at + len(wanted))
    return found


def _even(text: str) -> str:
    """Return a text in which wide and narrow spellings, and letters large and small, are the same."""
    return unicodedata.normalize("NFKC", text).casefold()
