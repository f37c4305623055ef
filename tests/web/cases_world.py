"""A street office with its people, and cases at every stage, for the tests of cases."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date, datetime, timedelta

from web_world import NOW, World

from gongkai.web.cases.actions import draft_reply, file_application, register
from gongkai.web.cases.actions.file_application import Arrival, Filed
from gongkai.web.cases.intake import Application
from gongkai.web.cases.models import Case, Office, Reply
from gongkai.web.cases.people import Person
from gongkai.web.organs.access import Viewer, public_viewer
from gongkai.web.review.models import Review, State

NUMBER = "11010519491231002X"
_keys = itertools.count()
CHAIN = ("officer", "confidentiality_reviewer", "disclosure_head", "deputy_leader", "principal_leader")


def key() -> str:
    return f"test-submission-{next(_keys):08d}"


def application(**changed: object) -> Application:
    person = Person(name="张三丰", document_number=NUMBER, phone="13800138000", address="杭州市拱墅区某路1号")
    plain = Application("natural_person", person, "2025年度道路维修合同", form="electronic", route="pickup")
    return replace(plain, **changed)  # type: ignore[arg-type]


def file(world: World, *, now: datetime = NOW, organ: str = "street", **changed: object) -> Filed:
    return file_application.file_application(
        public_viewer(now), world.organs[organ], application(**changed), key=key(), accepts_receipt=True
    )


def at_counter(world: World, *, on: date | None = None, now: datetime = NOW, **changed: object) -> Case:
    """A case handed in at the counter and registered by the officer of the street."""
    viewer = officer(world, now)
    filed = file_application.register_paper(
        viewer, world.organs["street"], application(**changed), key=key(), arrival=Arrival("counter", on or NOW.date())
    )
    register.register_case(viewer, filed.case, version=filed.case.version)
    return filed.case


def officer(world: World, now: datetime = NOW) -> Viewer:
    return world.viewer("officer", "street", now=now)


def drafted(world: World, case: Case, outcome: str = "granted", **fields: str) -> Reply:
    return draft_reply.draft_reply(
        officer(world), case, version=case.version, outcome=outcome, text="现将所申请信息随文提供。", **fields
    )


def pass_all(world: World, review: Review, now: datetime = NOW) -> None:
    """Let the whole chain pass a review, each step by another person."""
    for role in CHAIN:
        viewer = world.viewer(role, "street", username="proofreader" if role == "officer" else "", now=now)
        review.refresh_from_db()
        draft_reply.pass_reply(viewer, review, version=review.version)
    review.refresh_from_db()
    assert review.state == State.PASSED


def decided(world: World, case: Case, outcome: str = "granted", **fields: str) -> Reply:
    reply = drafted(world, case, outcome, **fields)
    review = draft_reply.submit_reply(officer(world), reply, version=reply.version)
    pass_all(world, review)
    reply.refresh_from_db()
    case.refresh_from_db()
    return reply


def set_office(world: World) -> None:
    Office.objects.create(organ=world.organs["street"], reconsideration_online="https://reconsider.invalid/")


def later(days: int) -> datetime:
    return NOW + timedelta(days=days)
