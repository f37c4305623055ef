"""Read an applicant's identity, which is recorded; correct it; erase it by law or when its time is over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.cases.access import CLOSED_PHASES, case_target, holds_code, identity_subject
from gongkai.web.cases.erasures import note_erasure
from gongkai.web.cases.models import Case, Identity, Office
from gongkai.web.cases.people import Person, judge_person, open_person
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.sealing import Private
from gongkai.web.journal.values import Actor
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.versions import StaleVersion

ERASED = "（已删除）"


def read_identity(viewer: Viewer, case: Case, *, reason: str) -> Person:
    """Return who the applicant is, and record that it was read and why.

    Raises:
        Refused: the viewer may not.
        InputError: no reason is given, or the identity was erased.
    """
    if not reason.strip():
        raise InputError("没有填写查看理由", why="查看身份信息须记录理由", fix="请填写", field="reason")
    with transaction.atomic():
        require(viewer, "read", case_target(case, "identity"), case.ref)
        person = known_person(case)
        record_entry(actor_of(viewer), "cases.read_identity", identity_subject(case), reason=reason)
    return person


def known_person(case: Case) -> Person:
    """Decrypt; the caller has asked the policy and records the reading.

    Raises:
        InputError: it was erased.
    """
    identity = Identity.objects.get(case=case)
    if identity.erased_at is not None:
        raise InputError(f"案件{case.number}的申请人身份信息已经依法删除")
    return open_person(identity.sealed)


def correct_identity(viewer: Viewer, case: Case, person: Person, *, version: int, code: str = "") -> None:
    """Let the applicant correct their own particulars.

    Raises:
        Refused: the viewer is not the applicant.
        InputError: a field is at fault.
        StaleVersion: it changed meanwhile.
    """
    judge_person(person, case.applicant_kind)
    with transaction.atomic():
        if not (code and holds_code(case, code)):
            require(viewer, "edit", case_target(case, "identity"), case.ref)
        before = known_person(case)
        rows = Identity.objects.filter(case=case, version=version, erased_at=None)
        sealed = {"sealed": person.sealed(), "shown": person.shown(), "name_print": person.name_print()}
        if not rows.update(**sealed, number_print=person.number_print(), version=F("version") + 1):
            raise StaleVersion(f"案件{case.number}的申请人信息")
        Case.objects.filter(pk=case.pk).update(applicant_shown=person.shown().get("name", ""))
        values = {"name": Private(before.name)}, {"name": Private(person.name)}
        subject = identity_subject(case)
        record_entry(actor_of(viewer), "cases.correct_identity", subject, before=values[0], after=values[1])


def erase_identity(viewer: Viewer, case: Case, *, reason: str, code: str = "") -> None:
    """Erase the identity of a closed case at the applicant's wish.

    Raises:
        Refused: the viewer is not the applicant.
        InputError: the case is still open, or the identity was erased before.
    """
    with transaction.atomic():
        if not (code and holds_code(case, code)):
            require(viewer, "erase", case_target(case, "identity"), case.ref)
        if case.phase not in CLOSED_PHASES:
            raise InputError(f"案件{case.number}尚未办结，身份信息暂不能删除", why="办理和送达需要这些信息")
        _erase(case, actor_of(viewer), reason)


def erase_expired(now: datetime, most: int = 500) -> int:
    """Erase the identities whose time of keeping is over, each with an entry by the system; return how many."""
    today, count = timezone.localdate(now), 0
    years = dict(Office.objects.values_list("organ_id", "keep_identity_years"))
    default = Office._meta.get_field("keep_identity_years").default
    rows = Case.objects.filter(closed_on__isnull=False, identity__erased_at=None, phase="closed")
    for case in rows.select_related("organ").order_by("closed_on").iterator(200):
        if count == most:
            break
        if case.closed_on is None or _after(case.closed_on, years.get(case.organ_id, default)) > today:
            continue
        with transaction.atomic():
            _erase(case, Actor("system", "系统", case.organ.ref, now), "保存期限届满")
        count += 1
    return count


def erase_again(refs: Iterable[str], now: datetime) -> int:
    """Erase what had been erased before an older state was restored; return in how many cases."""
    count = 0
    for ref in set(refs):
        case = Case.objects.filter(ref=ref, identity__erased_at=None).select_related("organ").first()
        if case is None:
            continue
        with transaction.atomic():
            _erase(case, Actor("system", "系统", case.organ.ref, now), "恢复备份前已经依法删除")
        count += 1
    return count


def _erase(case: Case, actor: Actor, reason: str) -> None:
    rows = Identity.objects.filter(case=case, erased_at=None)
    empty = {"sealed": "", "shown": {}, "name_print": "", "number_print": ""}
    if not rows.update(**empty, erased_at=actor.at, version=F("version") + 1):
        raise InputError(f"案件{case.number}的申请人身份信息已经依法删除")
    case.attachments.filter(kind="identity").delete()
    Case.objects.filter(pk=case.pk).update(applicant_shown=ERASED, version=F("version") + 1)
    record_entry(actor, "cases.erase_identity", identity_subject(case), reason=reason)
    transaction.on_commit(partial(note_erasure, case.ref), robust=True)


def _after(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
