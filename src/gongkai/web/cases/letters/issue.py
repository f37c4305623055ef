"""Issue a letter of a case: number it within the case and keep its words for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Max

from gongkai.web.cases.letters.compose import letter_paragraphs, templates
from gongkai.web.cases.models import Case, Consultation, Letter
from gongkai.web.cases.transitions import today_of
from gongkai.web.organs.access import Viewer


def issue(
    viewer: Viewer,
    case: Case,
    kind: str,
    words: Mapping[str, str] | None = None,
    *,
    on: date | None = None,
    about: Consultation | None = None,
) -> Letter:
    """Issue one of the letters of `templates.toml`, in the caller's transaction."""
    day = on or today_of(viewer)
    template = templates()[kind]
    letter = _row(viewer, case, kind, title=template.title, on=day)
    letter.paragraphs = letter_paragraphs(case, kind, day, words)
    letter.addressee, letter.consultation = template.to, about
    letter.save(force_insert=True)
    return letter


def issue_reply(viewer: Viewer, case: Case, *, title: str, paragraphs: Sequence[str], on: date) -> Letter:
    """Keep a reply as it was issued, in the caller's transaction."""
    letter = _row(viewer, case, "reply", title=title, on=on)
    letter.paragraphs = list(paragraphs)
    letter.save(force_insert=True)
    return letter


def _row(viewer: Viewer, case: Case, kind: str, *, title: str, on: date) -> Letter:
    last = case.letters.aggregate(last=Max("sequence"))["last"] or 0
    return Letter(case=case, sequence=last + 1, kind=kind, title=title, issued_on=on, issued_by_id=viewer.account_id)
