"""A file entered for another organ as the page shows it: what was read, and what a person must look up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from gongkai.review.marking import mark_report
from gongkai.web.reporting.actions.enter_report import NUMBER, ORGAN, answered
from gongkai.web.reporting.content import load_content
from gongkai.web.reporting.models import EarlierReport, EnteredFile


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to look up in the original."""

    ref: str
    label: str
    seen: str
    why: str
    kind: str
    typed: str
    is_organ: bool


@dataclass(frozen=True)
class EnteredShown:
    """What the page shows: the questions row by row, how many are open, and the report as it stands."""

    questions: list[Question]
    left: int
    article: SafeString


def entered_shown(entered: EnteredFile | EarlierReport, said: Mapping[str, Any]) -> EnteredShown:
    """Return the questions with what was answered, or just typed."""
    form = load_content(entered.content).edition
    rows = []
    for question in entered.questions:
        ref, known = question["ref"], entered.answers.get(question["ref"], {})
        is_organ = ref == ORGAN
        value = known.get("value")
        rows.append(
            Question(
                ref,
                "" if is_organ else form.cell(ref).label,
                question["text"],
                question["why"],
                str(said.get(f"kind:{ref}", known.get("kind", ""))),
                str(said.get(f"value:{ref}", "" if value is None else value)),
                is_organ,
            )
        )
    left = sum(question["ref"] not in entered.answers for question in entered.questions)
    drawn = mark_report(answered(entered), ())
    return EnteredShown(rows, left, mark_safe(drawn.html))


def answers_in(entered: EnteredFile | EarlierReport, said: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Return what a form said about the questions; a number typed needs no tick."""
    found: dict[str, tuple[str, str]] = {}
    for question in entered.questions:
        ref = question["ref"]
        kind, typed = str(said.get(f"kind:{ref}", "")), str(said.get(f"value:{ref}", "")).strip()
        if typed and not kind:
            kind = NUMBER
        if kind:
            found[ref] = (kind, typed if kind == NUMBER else "")
    return found
