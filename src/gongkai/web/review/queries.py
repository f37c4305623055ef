"""Reads of reviews."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from django.db.models import QuerySet

from gongkai.web.organs.access import Refused, Viewer, reach, require
from gongkai.web.organs.models import Account, Organ
from gongkai.web.review.access import COLUMNS, chain_target, review_target
from gongkai.web.review.chains import Step, default_chains, read_steps
from gongkai.web.review.models import Chain, Decision, Review, State, Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of text that stayed ("same"), came ("added") or went ("removed") between two rounds."""

    kind: str
    text: str


def steps_in_force(organ: Organ, kind: str) -> tuple[Step, ...]:
    """Return the steps that a document of this kind takes in an organ now."""
    chain = Chain.objects.filter(organ=organ, kind=kind, replaced_at=None).first()
    return read_steps(chain.steps) if chain else default_chains()[kind].steps


def review_of(viewer: Viewer, ref: str) -> Review:
    """Return one review.

    Raises:
        Refused: there is none, or the viewer may not read it.
    """
    review = Review.objects.filter(ref=ref).select_related("organ").first()
    if review is None:
        raise Refused("read", "review", ref)
    require(viewer, "read", review_target(review), ref)
    return review


def visible_reviews(viewer: Viewer) -> QuerySet[Review]:
    """Return the reviews that the viewer may list."""
    return Review.objects.filter(reach(viewer, "list", "review", COLUMNS)).distinct().select_related("organ")


def reviews_waiting_for(viewer: Viewer) -> list[Review]:
    """Return the running reviews whose present step the viewer may take, the most urgent first."""
    running = visible_reviews(viewer).filter(state=State.RUNNING).order_by("due_on", "started_at")
    return [review for review in running if not hindrance(viewer, review)]


def reviews_returned_to(viewer: Viewer) -> QuerySet[Review]:
    """Return the reviews sent back to the viewer for another draft."""
    return visible_reviews(viewer).filter(state=State.RETURNED, drafts__author_id=viewer.account_id)


def present_step(review: Review) -> Step:
    """Return the step at which a running review stands."""
    return read_steps(review.steps)[review.step]


def hindrance(viewer: Viewer, review: Review) -> str:
    """Say why the viewer may not take the present step, or "" where they may.

    By person, not by role: nobody passes what they wrote any part of, nor two steps in a row.
    """
    if review.state != State.RUNNING:
        return "审核不在进行中"
    roles = {holding.role for holding in viewer.holdings if holding.organ_id == review.organ_id}
    if not roles & set(present_step(review).roles):
        return f"本环节（{present_step(review).name}）不由您的岗位办理"
    if viewer.account_id in review_target(review).authors:
        return "本人起草的内容须由他人审核"
    if viewer.account_id == _last_passer(review):
        return "上一环节由您办理，须由他人办理本环节"
    return ""


def _last_passer(review: Review) -> int | None:
    last = Decision.objects.filter(
        review=review, round=review.round, step=review.step - 1, verdict=Verdict.PASS
    ).first()
    return last.person_id if last else None


def changes_between(review: Review, earlier: int, later: int) -> list[Change]:
    """Return what changed in the text between two rounds, character by character."""
    texts = dict(review.drafts.values_list("round", "text"))
    old, new = texts.get(earlier, ""), texts.get(later, "")
    changes: list[Change] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            changes.append(Change("same", old[i:j]))
            continue
        changes += [Change(kind, text) for kind, text in (("removed", old[i:j]), ("added", new[k:m])) if text]
    return changes


def candidates(review: Review) -> QuerySet[Account]:
    """Return the accounts whose post lets them take the present step: whom to remind."""
    return (
        Account.objects.filter(
            is_active=True,
            posts__organ=review.organ,
            posts__role__in=present_step(review).roles,
            posts__approved_at__isnull=False,
            posts__ended_at=None,
        )
        .exclude(pk__in=review_target(review).authors)
        .distinct()
    )


@dataclass(frozen=True, slots=True)
class Passed:
    """One decision with the name of its step, for the history."""

    decision: Decision
    step_name: str


def decisions_of(review: Review) -> list[Passed]:
    """Return the decisions of a review in order; the caller has obtained it through `review_of`."""
    steps = read_steps(review.steps)
    return [Passed(one, steps[one.step].name) for one in review.decisions.select_related("person")]


def chain_to_edit(viewer: Viewer, organ: Organ, kind: str) -> tuple[Step, ...]:
    """Return the steps in force to somebody who wants to change them.

    Raises:
        Refused: the viewer may not, or there is no such kind of document.
    """
    if kind not in default_chains():
        raise Refused("edit", "review_chain", kind)
    require(viewer, "edit", chain_target(organ), organ.ref)
    return steps_in_force(organ, kind)
