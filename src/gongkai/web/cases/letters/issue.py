"""Issue a letter of a case: number it within the case and keep its words for ever."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from gongkai.web.cases.letters.compose import letter_paragraphs, templates
from gongkai.web.cases.models import Case, Letter
from gongkai.web.cases.transitions import today_of
from gongkai.web.organs.access import Viewer


def issue(viewer: Viewer, case: Case, kind: str, *, on: date | None = None, **words: str) -> Letter:
    """Issue one of the letters of `templates.toml`, in the caller's transaction."""
    day = on or today_of(viewer)
    template = templates()[kind]
    paragraphs = letter_paragraphs(case, kind, day, words)
    return issue_letter(viewer, case, kind, title=template.title, paragraphs=paragraphs, on=day, to=template.to)


def issue_letter(
    viewer: Viewer, case: Case, kind: str, *, title: str, paragraphs: Sequence[str], on: date, to: str = "applicant"
) -> Letter:
    """Keep a letter as it was issued, in the caller's transaction."""
    last = case.letters.aggregate(last=Max("sequence"))["last"] or 0
    return Letter.objects.create(
        case=case,
        sequence=last + 1,
        kind=kind,
        title=title,
        addressee=to,
        paragraphs=list(paragraphs),
        issued_on=on,
        issued_by_id=viewer.account_id,
    )
