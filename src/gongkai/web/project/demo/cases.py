"""The demo world's cases: those that five organs published for 2023, and one of every state as of today."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai import procedure
from gongkai.clocks import deadline, national_calendar
from gongkai.procedure.events import FieldValue
from gongkai.web.cases.actions import draft_reply
from gongkai.web.cases.intake import CHANNELS, Application
from gongkai.web.cases.models import Case, Consultation, ExtensionRequest, Fee, Office
from gongkai.web.cases.past import PastCase, enter_past
from gongkai.web.cases.people import Person
from gongkai.web.cases.transitions import record
from gongkai.web.journal.sealing import mask, seal
from gongkai.web.organs.access import Viewer, viewer_of
from gongkai.web.organs.models import Account, Organ
from gongkai.web.project.demo.world import world

_REASON = "建立演示数据"
_OFFICE = "disclosure_office"
_THIRD = "演示第三方建设有限公司"


@cache
def script() -> Mapping[str, Any]:
    """Return the data of the demo cases."""
    return tomllib.loads(files("gongkai.web.project.demo").joinpath("cases.toml").read_text("utf-8"))


def has_cases() -> bool:
    """Whether this database holds the demo cases."""
    return Case.objects.filter(submission_key__startswith="demo-").exists()


def build_cases(now: datetime) -> None:
    """Enter the cases of every staffed organ. All or nothing."""
    with transaction.atomic():
        for row in world()["organ"]:
            if "staffed" in row:
                _fill(Organ.objects.get(ref=row["ref"]), row["staffed"], now)


def _fill(organ: Organ, number: int, now: datetime) -> None:
    viewer = _viewer(f"officer{number}", now)
    officer = Account.objects.get(username=f"officer{number}")
    Office.objects.get_or_create(
        organ=organ,
        defaults={
            "word": f"{organ.name[-7:-3]}公开",
            "reconsideration_online": "（演示渠道）行政复议网上申请平台",
            "payment": "（演示）凭缴款码到财政代理银行缴纳",
        },
    )
    today = timezone.localdate(now)
    pasts = [*_published(organ, officer)]
    plans = script()["now"]
    pasts += [_planned(plan, organ, officer, index, today) for index, plan in enumerate(plans)]
    entered = {case.submission_key: case for case in enter_past(viewer, organ, pasts)}
    for case in entered.values():
        record(viewer, case, "import_case", reason=_REASON, after={"number": case.number, "outcome": case.outcome})
    for index, plan in enumerate(plans):
        _furnish(plan, entered[_key(organ, index)], number, now)


def _key(organ: Organ, index: int | str) -> str:
    return f"demo-submission-{organ.ref}-{index}"


def _published(organ: Organ, officer: Account) -> Iterator[PastCase]:
    """Cases that make exactly the published figures, spread over the year."""
    for table in script()["published"]:
        if table["organ"] == organ.ref:
            yield from cases_of_a_year(organ, officer, table["year"], table["rows"])


def cases_of_a_year(organ: Organ, officer: Account, year: int, rows: Iterable[Mapping[str, Any]]) -> Iterator[PastCase]:
    """Yield closed cases by applicant and outcome, spread over a year."""
    kinds = [(row["applicant"], row["outcome"]) for row in rows for _ in range(row["count"])]
    gap = 320 // len(kinds)
    for index, (applicant, outcome) in enumerate(kinds):
        on = date(year, 1, 5) + timedelta(days=gap * index)
        yield PastCase(
            application=_application(index, applicant),
            medium="counter",
            arrived_on=on,
            events=_numbered([*_beginning("counter", on), *_ending(outcome, on)]),
            handler=officer,
            key=_key(organ, f"{year}-{index}"),
        )


def _ending(outcome: str, on: date) -> list[tuple[str, date, str, dict[str, FieldValue]]]:
    later = on + timedelta(days=9)
    if outcome == "withdrawn":
        return [("withdrawn", later, "applicant", {})]
    fields: dict[str, FieldValue] = {"outcome": outcome}
    if procedure.outcome(outcome).reasons:
        fields["reasons"] = "所申请信息不属于本机关负责公开"
    posted: dict[str, FieldValue] = {"method": "post"}
    archived = ("closed", later + timedelta(days=1), _OFFICE, dict[str, FieldValue]())
    return [("decided", later, _OFFICE, fields), ("served", later, _OFFICE, posted), archived]


def _planned(plan: Mapping[str, Any], organ: Organ, officer: Account, index: int, today: date) -> PastCase:
    medium, on = plan.get("medium", "counter"), _received_on(plan, today)
    events = [] if plan.get("unconfirmed") else _beginning(medium, on)
    if plan.get("unregistered"):
        events = events[:1]
    for step in plan.get("steps", ()):
        fields: dict[str, FieldValue] = dict(step.get("fields", {}))
        fields |= {name: today + timedelta(days=days) for name, days in step.get("days", {}).items()}
        day = min(national_calendar().nth_working_day(on, step["after"]), today)
        events.append((step["kind"], day, step.get("by", _OFFICE), fields))
    free = any(plan.get(name) for name in ("unconfirmed", "unregistered", "unassigned"))
    return PastCase(
        application=_application(index, plan.get("applicant", "natural_person")),
        medium=medium,
        arrived_on=on,
        events=_numbered(events),
        handler=None if free else officer,
        key=_key(organ, index),
    )


def _received_on(plan: Mapping[str, Any], today: date) -> date:
    days = national_calendar()
    if "due_in" not in plan:
        return _working_days_before(today, plan.get("age", 0))
    ahead = plan["due_in"]
    target = days.nth_working_day(today, ahead) if ahead > 0 else _working_days_before(today, -ahead)
    start = today
    while deadline("reply", start, calendar=days).due_on > target or not days.is_working(start):
        start -= timedelta(days=1)
    return start


def _working_days_before(today: date, count: int) -> date:
    day = today
    while count:
        day -= timedelta(days=1)
        count -= national_calendar().is_working(day)
    return day


def _beginning(medium: str, on: date) -> list[tuple[str, date, str, dict[str, FieldValue]]]:
    channel = CHANNELS[medium]  # type: ignore[index]
    return [("received", on, _OFFICE, {"channel": channel}), ("registered", on, _OFFICE, {})]


def _numbered(events: list[tuple[str, date, str, dict[str, FieldValue]]]) -> tuple[procedure.Event, ...]:
    return tuple(procedure.Event(f"e{n}", kind, on, by, known) for n, (kind, on, by, known) in enumerate(events, 1))


def _application(index: int, applicant: str) -> Application:
    known = script()
    name = known["names"][index % len(known["names"])]
    kinds = {"natural_person": f"演示{name}", "business": f"演示{name}商贸有限公司", "research": f"演示{name}研究院"}
    person = Person(
        name=kinds.get(applicant, f"演示{name}事务所"),
        document_kind="other",
        document_number=f"演示证件{index:04d}",
        email=f"demo{index}@example.invalid",
    )
    text = known["descriptions"][index % len(known["descriptions"])]
    return Application(applicant, person, text, form="electronic", route="post")


def _furnish(plan: Mapping[str, Any], case: Case, number: int, now: datetime) -> None:
    """Add what stands beside the events: the letter asked for, the fee, the request for more time, the reply."""
    for event in case.events.all():
        if event.kind == "consultation_sent":
            delivered = case.events.get(kind="consultation_delivered").on
            due = deadline("third_party_opinion", delivered).due_on
            sent = {"sent_on": event.on, "delivered_on": delivered, "due_on": due, "about": case.description}
            names = {"receiver_sealed": seal(_THIRD), "receiver_shown": mask(_THIRD)}
            Consultation.objects.create(case=case, name="c1", kind="third_party", **sent, **names)
        elif event.kind == "fee_notified":
            due = deadline("fee_payment", event.on).due_on
            told = {"amount_yuan": event.fields["amount_yuan"], "notified_on": event.on, "due_on": due}
            Fee.objects.create(case=case, scale="pages", count=100, **told)
    officer = Account.objects.get(username=f"officer{number}")
    if "extension" in plan:
        ExtensionRequest.objects.create(case=case, days=20, reason=plan["extension"], asked_by=officer, asked_at=now)
        case.authors.add(officer)
    if "review" in plan:
        _review(plan, case, number, now)


def _review(plan: Mapping[str, Any], case: Case, number: int, now: datetime) -> None:
    author = _viewer(f"officer{number}", now)
    outcome = plan.get("outcome", "granted")
    reasons = "其中涉及第三方商业秘密的内容依法不予公开" if procedure.outcome(outcome).reasons else ""
    text = "现将你（单位）申请的信息提供如下：见附件（演示）。"
    reply = draft_reply.draft_reply(author, case, version=case.version, outcome=outcome, text=text, reasons=reasons)
    review = draft_reply.submit_reply(author, reply, version=reply.version)
    if plan["review"] == "returned":
        proof = _viewer(f"second{number}", now)
        draft_reply.return_reply(proof, review, version=review.version, reason="请补充附件名称")
        return
    for username in ("second", "secrecy", "head", "deputy", "leader")[: plan["review"]]:
        review.refresh_from_db()
        draft_reply.pass_reply(_viewer(f"{username}{number}", now), review, version=review.version)


def _viewer(username: str, now: datetime) -> Viewer:
    return viewer_of(Account.objects.get(username=username), now)
