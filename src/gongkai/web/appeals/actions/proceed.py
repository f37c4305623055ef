"""Take an appeal further: the organ answered, the decision came."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.appeals.access import appeal_subject, appeal_target
from gongkai.web.appeals.choices import Result
from gongkai.web.appeals.models import Appeal
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.sealing import Private
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.versions import claim_version


def record_answer(viewer: Viewer, appeal: Appeal, *, version: int, on: date) -> None:
    """Write down on which day the organ handed in its answer.

    Raises:
        Refused: the appeal is not the viewer's.
        InputError: the day is not possible.
        StaleVersion: somebody was faster.
    """
    require(viewer, "edit", appeal_target(appeal), appeal.ref)
    _judge_day(viewer, on, appeal.copy_received_on or appeal.filed_on)
    with transaction.atomic():
        claim_version(appeal, version, "这件复议、诉讼")
        appeal.answered_on = on
        appeal.save(update_fields=["answered_on"])
        record_entry(actor_of(viewer), "appeals.record_answer", appeal_subject(appeal), after={"answered_on": on})


def decide_appeal(viewer: Viewer, appeal: Appeal, *, version: int, result: str, on: date, outcome: str = "") -> None:
    """Write down what was decided.

    Raises:
        Refused: the appeal is not the viewer's.
        InputError: the result is none of table 四's, or the day is not possible.
        StaleVersion: somebody was faster.
    """
    require(viewer, "edit", appeal_target(appeal), appeal.ref)
    if result not in Result.values or result == Result.NONE:
        raise InputError("没有选择结果", fix="请从结果维持、结果纠正、其他结果中选择", field="result")
    _judge_day(viewer, on, appeal.filed_on)
    with transaction.atomic():
        claim_version(appeal, version, "这件复议、诉讼")
        before = {"result": appeal.result, "closed_on": appeal.closed_on}
        appeal.result, appeal.closed_on, appeal.outcome = result, on, outcome
        appeal.save(update_fields=["result", "closed_on", "outcome"])
        after = {"result": result, "closed_on": on, "outcome": Private(outcome)}
        record_entry(actor_of(viewer), "appeals.decide_appeal", appeal_subject(appeal), before=before, after=after)


def _judge_day(viewer: Viewer, on: date, first: date) -> None:
    if on > timezone.localdate(viewer.now):
        raise InputError("日期晚于今天", fix="请核对", field="on")
    if on < first:
        raise InputError(f"日期早于{first.isoformat()}", fix="请核对", field="on")
