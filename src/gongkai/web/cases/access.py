"""What the permission matrix is told about a case, and the query code of who has no account."""

from __future__ import annotations

import base64
import hmac
import re
from typing import Final

from django.db.models import F, Q

from gongkai.errors import GongkaiError
from gongkai.web.cases.models import Case, FailedQuery
from gongkai.web.journal.sealing import fingerprint
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Columns, Target, Viewer
from gongkai.web.review.models import Review, State

CLOSED_PHASES: Final = ("served", "closed")
MOST_TRIES: Final = 10
WINDOW_SECONDS: Final = 900
KIND: Final = "request_case"
LETTER: Final = "applicant_letter"


def _in_review() -> Q:
    running = Review.objects.filter(subject_kind=KIND, state__in=[State.RUNNING, State.RETURNED])
    return Q(ref__in=running.values("subject_ref"))


def case_columns() -> Columns:
    """Return where the table of cases keeps what the policy asks about."""
    return Columns(
        organ="organ_id",
        owner="owner_id",
        assigned="handler_id",
        authors="authors",
        involved="involved",
        states={"open": ~Q(phase__in=CLOSED_PHASES), "in_review": _in_review()},
    )


def case_target(case: Case, kind: str = KIND, *extra: str) -> Target:
    """Return a case, or the identity of its applicant (`kind="identity"`), as the policy sees it."""
    states = set(extra)
    if case.phase not in CLOSED_PHASES:
        states.add("open")
    if Review.objects.filter(
        subject_kind=KIND, subject_ref=case.ref, state__in=[State.RUNNING, State.RETURNED]
    ).exists():
        states.add("in_review")
    return Target(
        kind,
        organ_id=case.organ_id,
        owner_id=case.owner_id,
        assigned=frozenset({case.handler_id}) if case.handler_id else frozenset(),
        authors=frozenset(case.authors.values_list("pk", flat=True)),
        involved=frozenset(case.involved.values_list("pk", flat=True)),
        states=frozenset(states),
    )


def intake_target(organ_id: int) -> Target:
    """Return a case that does not exist yet, as the policy sees it."""
    return Target(KIND, organ_id=organ_id)


def case_subject(case: Case) -> Subject:
    """Return a case as the journal names it."""
    return Subject(KIND, case.ref, case.organ.ref)


def identity_subject(case: Case) -> Subject:
    """Return an applicant's identity as the journal names it."""
    return Subject("identity", case.ref, case.organ.ref)


def query_code(key: str) -> str:
    """Return the query code of a submission: 130 bits, the same whenever the same submission asks."""
    digest = bytes.fromhex(fingerprint("query-code:" + key).rpartition(":")[2])
    text = base64.b32encode(digest)[:26].decode()
    return "-".join(text[start : start + 5] for start in range(0, 26, 5))


def code_digest(code: str) -> str:
    """Return what is kept of a query code."""
    return fingerprint("code:" + re.sub(r"[^A-Z2-7]", "", code.upper()))


def holds_code(case: Case | None, code: str) -> bool:
    """Whether a code opens a case; takes as long for a case that is not there."""
    kept = case.code_digest if case else code_digest("")
    return hmac.compare_digest(kept, code_digest(code)) and case is not None and bool(code)


class TooManyTries(GongkaiError):
    """Somebody guesses query codes."""


def refuse_guessing(who: str, viewer: Viewer) -> None:
    """Refuse an address that gave too many wrong codes within a quarter of an hour.

    Raises:
        TooManyTries: too many.
    """
    row = FailedQuery.objects.filter(who=fingerprint(who), window=_window(viewer)).first()
    if row is not None and row.count >= MOST_TRIES:
        raise TooManyTries("查询次数过多", why="短时间内多次输入错误的编号或者查询码", fix="请十五分钟后再试")


def count_failure(who: str, viewer: Viewer) -> None:
    """Count one wrong code."""
    rows = FailedQuery.objects.filter(who=fingerprint(who), window=_window(viewer))
    if not rows.update(count=F("count") + 1):
        FailedQuery.objects.bulk_create(
            [FailedQuery(who=fingerprint(who), window=_window(viewer))], ignore_conflicts=True
        )
        rows.update(count=F("count") + 1)


def _window(viewer: Viewer) -> int:
    return int(viewer.now.timestamp()) // WINDOW_SECONDS
