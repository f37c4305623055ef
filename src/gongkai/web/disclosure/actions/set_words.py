"""Keep an organ's list of words to stop at."""

from __future__ import annotations

from django.db import transaction

from gongkai.errors import InputError
from gongkai.web.disclosure.access import WORDS, words_target
from gongkai.web.disclosure.choices import WordKind
from gongkai.web.disclosure.models import ListedWord
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.models import Organ


def list_word(viewer: Viewer, organ: Organ, *, word: str, kind: str, instead: str = "") -> ListedWord:
    """Put a word on the list, or change what is said of it.

    Raises:
        Refused: the viewer may not keep the organ's list.
        InputError: the word is empty or too long.
    """
    require(viewer, "edit", words_target(organ.pk), organ.ref)
    word = " ".join(word.split())
    if not 0 < len(word) <= 60:
        raise InputError("词为空或者超过60字", fix="请填写", field="word")
    if kind not in WordKind.values:
        raise InputError("没有选择种类", fix="请从列表中选择", field="kind")
    with transaction.atomic():
        said = {"kind": kind, "instead": instead.strip(), "added_by_id": viewer.person_id, "added_at": viewer.now}
        row, _ = ListedWord.objects.update_or_create(organ=organ, word=word, defaults=said)
        after = {"word": word, "kind": kind, "instead": row.instead}
        record_entry(actor_of(viewer), "disclosure.list_word", Subject(WORDS, organ.ref, organ.ref), after=after)
    return row


def unlist_word(viewer: Viewer, organ: Organ, *, word: str) -> None:
    """Take a word off the list.

    Raises:
        Refused: the viewer may not keep the organ's list.
    """
    require(viewer, "edit", words_target(organ.pk), organ.ref)
    with transaction.atomic():
        if ListedWord.objects.filter(organ=organ, word=word).delete()[0]:
            subject = Subject(WORDS, organ.ref, organ.ref)
            record_entry(actor_of(viewer), "disclosure.unlist_word", subject, before={"word": word})
