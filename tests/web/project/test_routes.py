"""Every route is walked: each declares its rule, and answers each role as the matrix says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import items_world
import pytest
import standing_world
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone
from published import put_file, put_item
from web_world import NOW, PASSWORD, World

from gongkai.form import edition
from gongkai.report import build_report
from gongkai.web.appeals.access import appeal_target
from gongkai.web.appeals.actions.keep_file import add_appeal_file
from gongkai.web.appeals.actions.register import register_appeal
from gongkai.web.cases.access import case_target
from gongkai.web.cases.actions.consult import send_consultation
from gongkai.web.cases.actions.draft_reply import draft_reply
from gongkai.web.cases.actions.file_application import Arrival, register_paper
from gongkai.web.cases.actions.register import register_case
from gongkai.web.cases.intake import Application, Upload
from gongkai.web.cases.models import Case
from gongkai.web.cases.people import Person
from gongkai.web.cases.queries import may_assign
from gongkai.web.disclosure.access import item_target
from gongkai.web.disclosure.actions.check_gates import check_item
from gongkai.web.disclosure.actions.keep_files import Upload as ItemUpload
from gongkai.web.disclosure.actions.keep_files import add_file
from gongkai.web.disclosure.special_access import opinion_target
from gongkai.web.organs.access import Rule, Target, Viewer, could, declare, may, public_viewer, viewer_of
from gongkai.web.organs.models import Account, DeclaredLook, Post
from gongkai.web.organs.policy import policy
from gongkai.web.organs.queries import organs_open_to
from gongkai.web.organs.targets import look_target
from gongkai.web.project.refusals import REVIEWED_MODULES, rule_of
from gongkai.web.registers.actions.enter import enter_entry
from gongkai.web.registers.actions.evidence import add_evidence
from gongkai.web.reporting.access import new_report_target, report_target
from gongkai.web.reporting.actions.compile_report import compile_report
from gongkai.web.reporting.actions.judge_submission import accept_report
from gongkai.web.reporting.actions.roll_up import roll_up
from gongkai.web.reporting.actions.submit_upward import submit_upward
from gongkai.web.reporting.book import report_value
from gongkai.web.reporting.content import content_of
from gongkai.web.reporting.freezing import add_frozen
from gongkai.web.reporting.models import AnnualReport, EarlierReport, EnteredFile, Submission
from gongkai.web.reporting.upward_access import submission_target
from gongkai.web.review.models import Draft, Review

REFUSALS = (302, 403, 404)
ROLES = [role for role in policy().roles if role not in ("anonymous", "applicant")]


def routes(patterns: list | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern


def own_routes() -> list[tuple[str, Rule]]:
    return [(where, rule) for where, pattern in routes() if (rule := rule_of(pattern.callback))]


def test_every_route_declares_its_rule_or_stands_on_the_reviewed_list() -> None:
    open_doors = [
        where
        for where, pattern in routes()
        if rule_of(pattern.callback) is None
        and not str(getattr(pattern.callback, "view_class", pattern.callback).__module__).startswith(REVIEWED_MODULES)
    ]
    assert open_doors == []


def test_every_open_route_says_why() -> None:
    assert all(rule.kind or len(rule.open_because) > 10 for _, rule in own_routes())


# What a route with an object in it is called with. A kind without an entry is skipped by name below.
Objects = dict[str, Callable[[World], tuple[dict[str, object], Target]]]


def _organ(world: World) -> tuple[dict[str, object], Target]:
    values = {"ref": "street", "year": 2025, "column": "content", "part": 1}
    return values, Target("organ", organ_id=world.organs["street"].pk)


def _account(world: World) -> tuple[dict[str, object], Target]:
    person = world.hire("officer", "street", "被查看的人")
    return {"ref": person.ref}, Target("account", organ_id=world.organs["street"].pk, owner_id=person.pk)


def _post(world: World) -> tuple[dict[str, object], Target]:
    person = world.hire("officer", "street", "待批准的人")
    post = Post.objects.get(account=person)
    Post.objects.filter(pk=post.pk).update(approved_at=None)
    return {"number": post.pk}, Target("post", organ_id=world.organs["street"].pk, owner_id=person.pk)


def _review(world: World) -> tuple[dict[str, object], Target]:
    author = world.hire("officer", "street", "拟稿的人")
    steps = [{"id": "proof", "name": "校对", "roles": ["officer"], "working_days": 1}]
    review = Review.objects.create(
        organ=world.organs["street"], kind="reply", subject_kind="assessment", subject_ref="c1", title="答复书",
        steps=steps, started_at=NOW,
    )  # fmt: skip
    Draft.objects.create(review=review, round=1, text="文", digest="d", author=author, written_at=NOW)
    target = Target("review", organ_id=world.organs["street"].pk, authors=frozenset({author.pk}))
    return {"ref": review.ref}, target


def _look(world: World) -> tuple[dict[str, object], Target]:
    person = world.hire("principal_leader", "street")
    look = DeclaredLook.objects.create(
        person=person, organ=world.organs["street"], subject_kind="identity", subject_ref="c1", reason="核查", at=NOW
    )
    return {"number": look.pk}, look_target(look)


def _chain(world: World) -> tuple[dict[str, object], Target]:
    return {"ref": "street", "kind": "reply"}, Target("review_chain", organ_id=world.organs["street"].pk)


def _case(world: World) -> tuple[dict[str, object], Target]:
    """A case of an officer, with a draft, a letter and a file, so that each of its routes has something."""
    officer = world.viewer("officer", "street", now=NOW)
    application = Application(
        "natural_person", Person("张小明", document_number="11010519491231002X", phone="1"), "清单"
    )
    arrival = Arrival("counter", timezone.localdate(NOW))
    files = [Upload("a.txt", "附件".encode())]
    filed = register_paper(officer, world.organs["street"], application, key="k" * 20, arrival=arrival, files=files)
    case = filed.case
    register_case(officer, case, version=case.version)
    send_consultation(officer, case, version=case.version, kind="other_organ", about="清单", receiver="某机关")
    draft_reply(officer, case, version=case.version, outcome="granted", text="如下。")
    letter, file = case.letters.first(), case.attachments.first()
    return {"ref": case.ref, "letter": letter.ref, "file": file.ref, "suffix": "pdf", "record": "receipt"}, case_target(
        case
    )


def _identity(world: World) -> tuple[dict[str, object], Target]:
    case = Case.objects.get()
    return {"ref": case.ref}, case_target(case, "identity")


def _entry(world: World) -> tuple[dict[str, object], Target]:
    """An entry of a register with evidence, in a year that is complete in another book."""
    officer = world.viewer("officer", "street", now=NOW)
    said = {"kind": "licensing", "year": "2025", "month": "1", "count": "3"}
    entry = enter_entry(officer, world.organs["street"], "decision", said)
    file = add_evidence(officer, entry, name="a.txt", content="依据".encode())
    target = Target("register", organ_id=world.organs["street"].pk)
    return {"book": "decision", "ref": entry.ref, "file": file.ref, "year": 2025}, target


def _appeal(world: World) -> tuple[dict[str, object], Target]:
    """An appeal of an officer, with a file."""
    officer = world.viewer("officer", "street", now=NOW)
    said = {"route": "reconsideration", "forum": "某区政府", "about": "答复", "filed_on": "2026-09-01"}
    appeal = register_appeal(officer, world.organs["street"], said)
    file = add_appeal_file(officer, appeal, name="a.txt", content="申请书".encode())
    return {"ref": appeal.ref, "file": file.ref}, appeal_target(appeal)


def _public_item(world: World) -> tuple[dict[str, object], Target]:
    item = put_item(world.organs["street"], "已经公开的信息", "正文")
    file = put_file(item, "图.png", "", media_type="image/png")
    return {"ref": item.ref, "file": file.ref, **standing_world.office_objects(world)}, item_target(item)


def _report(world: World) -> tuple[dict[str, object], Target]:
    """A compiled report with a frozen version, so that each of its routes has something."""
    officer = world.viewer("officer", "street", now=NOW)
    report = compile_report(officer, world.organs["street"], 2025)
    with transaction.atomic():
        add_frozen(officer, report, report_value(report), note="", origin="compiled")
    cell = {"table": "requests", "row": "received", "column": "total"}
    return {"ref": report.ref, **cell, "number": 1, "version": 1, "format": "json"}, report_target(report)


def _draft(world: World) -> tuple[dict[str, object], Target]:
    """A draft of an officer with a file, checked, so that each of its routes has something."""
    item = items_world.drafted(world)
    file = add_file(items_world.officer(world), item, ItemUpload("a.txt", "附件".encode()))
    check_item(items_world.officer(world), item)
    values = {"ref": item.ref, "file": file.ref, "gate": "private_data", **standing_world.office_objects(world)}
    return values, item_target(item, "disclosure_draft")


def _gate(world: World) -> tuple[dict[str, object], Target]:
    values, target = _draft(world)
    return values, replace(target, kind="disclosure_gate")


def _words(world: World) -> tuple[dict[str, object], Target]:
    return {"ref": "street"}, Target("word_list", organ_id=world.organs["street"].pk)


def _submission(world: World) -> tuple[dict[str, object], Target]:
    """What the street handed up; and a file entered for the lane."""
    now = datetime(2027, 1, 12, tzinfo=UTC)
    officer, office = world.viewer("officer", "street", now=now), world.viewer("superior_office", "district", now=now)
    report = AnnualReport.objects.create(organ=world.organs["street"], year=2026, edition="2021", state="passed")
    value = build_report(edition("2021"), {"requests/received/total": 1}, organ="street机关", year=2026)
    add_frozen(officer, report, value, note="", origin="compiled")
    submission = submit_upward(officer, report, version=1)
    file = EnteredFile.objects.create(
        organ=world.organs["street"], to=world.organs["district"], year=2025, name="a.html", media_type="",
        data=b"", digest="", content=content_of(value), by_id=office.account_id, at=now,
    )  # fmt: skip
    values = {"ref": submission.ref, "entered": file.ref, "organ": "street"}
    return values, submission_target(submission)


def _rollup(world: World) -> tuple[dict[str, object], Target]:
    """The district's sum of what the street handed up."""
    office = world.viewer("superior_office", "district", now=datetime(2027, 1, 13, tzinfo=UTC))
    submission = Submission.objects.get()
    accept_report(office, submission, reason="试", version=submission.version)
    report = roll_up(office, world.organs["district"], 2026)
    cell = {"table": "requests", "row": "received", "column": "total"}
    return {"ref": report.ref, "frozen": submission.frozen.ref, **cell}, report_target(report)


def _hand_up(world: World) -> tuple[dict[str, object], Target]:
    """The street's own report on its way up."""
    report = Submission.objects.get().frozen.report
    return {"ref": report.ref}, report_target(report)


def _opinion(world: World) -> tuple[dict[str, object], Target]:
    opinion = standing_world.opinion(world)
    return {"ref": opinion.item.ref, "opinions": opinion.ref}, opinion_target(opinion)


OBJECTS: Objects = {
    "opinion": _opinion,
    "register": _entry,
    "appeal": _appeal,
    "report_draft": _report,
    "report_submitted": _submission,
    "request_case": _case,
    "identity": _identity,
    "review_chain": _chain,
    "organ": _organ,
    "account": _account,
    "post": _post,
    "review": _review,
    "disclosure_item": _public_item,
    "declared_look": _look,
    "disclosure_draft": _draft,
    "disclosure_gate": _gate,
    "word_list": _words,
}


def _earlier(world: World) -> tuple[dict[str, object], Target]:
    """A report that the street published before, waiting to be confirmed."""
    form, organ = edition("2021"), world.organs["street"]
    value = build_report(form, {"requests/received/total": 1}, organ="street机关", year=2023)
    kept = EarlierReport.objects.create(
        organ=organ, year=2023, name="a.html", data=b"", digest="", content=content_of(value),
        by_id=world.viewer("officer", "street").account_id, at=NOW,
    )  # fmt: skip
    return {"ref": kept.ref}, new_report_target(organ)


BY_ADDRESS: Objects = {
    "desk/reports/earlier/<": _earlier,
    "desk/upward/collect/rollups/<": _rollup,
    "desk/upward/report/<": _hand_up,
}
"""What routes that begin so are called with, where the kind alone does not say it."""
NOT_BUILT_YET = set(policy().objects) - set(OBJECTS)


def everybody(world: World) -> list[tuple[str, Account]]:
    people = [
        (f"{role}@{organ}", world.hire(role, organ)) for role in ROLES for organ in ("street", "lane", "district")
    ]
    applicant = Account.objects.create(username="applicant", created_at=NOW)
    disabled = world.hire("principal_leader", "street", "停用的人")
    disabled.is_active = False
    disabled.save()
    return [*people, ("applicant", applicant), ("disabled", disabled)]


def _address(where: str, values: dict[str, object]) -> str:
    for name, value in values.items():
        for kind in ("slug", "str", "int"):
            where = where.replace(f"<{kind}:{name}>", str(value))
    return "/" + where


def _may_open(viewer: Viewer, rule: Rule, target: Target, where: str) -> bool:
    """What the matrix says of one route: leaders assign any case; the page of a case also shows itself masked."""
    if where.startswith("desk/people/") and rule.verb == "create":  # of staff, not an applicant's own account
        return organs_open_to(viewer, "create", "account").exists()
    if rule.scope != "one":
        return could(viewer, rule.verb, rule.kind)
    if where.endswith("/assign/"):
        return may_assign(viewer) and may(viewer, "edit", replace(target, states=target.states | {"assigning"}))
    if where.endswith(("/look/", "/urgent/", "/clear-grave/")):  # the page itself asks to sign in again
        return may(declare(viewer), rule.verb, target)
    masked = where == "desk/cases/<str:ref>/" and may(viewer, "read_masked", target)
    return masked or may(viewer, rule.verb, target)


@pytest.mark.django_db
def test_every_role_gets_from_every_route_what_the_matrix_says(
    world: World, sign_in: Callable[[Account], Client], capsys: pytest.CaptureFixture[str]
) -> None:
    """For each route and each person: opened exactly where the matrix has a yes; refused as 404 where it is hidden."""
    made = {kind: make(world) for kind, make in (OBJECTS | BY_ADDRESS).items()}
    people = everybody(world)
    unexpected, checks, skipped = [], 0, set()
    browsers = [("public", Client(), public_viewer(NOW))] + [(n, sign_in(p), viewer_of(p, NOW)) for n, p in people]
    for where, rule in own_routes():
        if not rule.kind:
            continue
        own = next((start for start in BY_ADDRESS if where.startswith(start)), rule.kind)
        if "<" in where and rule.scope == "one" and own not in made:
            skipped.add(f"{where} ({rule.kind})")
            continue
        values, target = made[own] if own in made else made["organ"]
        address = _address(where, {**made["organ"][0], **values} if "<" in where else {})
        for name, browser, viewer in browsers:
            allowed = _may_open(viewer, rule, target, where)
            answer = browser.get(address)
            refused = answer.status_code in REFUSALS and rule.kind != "report_published"
            if allowed == refused and answer.status_code != 405:
                unexpected.append((name, rule.verb, rule.kind, address, answer.status_code))
            if refused and policy().objects[rule.kind].is_hidden and answer.status_code != 404:
                unexpected.append((name, "existence shown", address, answer.status_code))
            if not allowed and browser.post(address).status_code not in (*REFUSALS, 405):
                unexpected.append((name, "written", address, answer.status_code))
            checks += 2
    with capsys.disabled():
        print(f"\n  routes × people: {checks} checks; skipped routes: {sorted(skipped) or 'none'};", end=" ")
        print(f"objects without routes yet: {', '.join(sorted(NOT_BUILT_YET))}")
    assert unexpected == []


@pytest.mark.django_db
def test_what_is_hidden_answers_byte_for_byte_like_what_is_not_there(
    world: World, sign_in: Callable[[Account], Client]
) -> None:
    _, there = None, _review(world)[0]["ref"]
    browser = sign_in(world.hire("officer", "lane"))
    hidden, missing = browser.get(f"/desk/reviews/{there}/"), browser.get("/desk/reviews/nowhere-at-all/")
    assert hidden.status_code == missing.status_code == 404
    assert hidden.content.replace(str(there).encode(), b"") == missing.content.replace(b"nowhere-at-all", b"")


@pytest.mark.django_db
def test_staff_without_a_second_factor_get_no_further(world: World, settings) -> None:
    settings.GONGKAI_STAFF_MFA = True
    browser = Client()
    person = world.hire("officer", "street")
    assert browser.post("/accounts/login/", {"login": person.username, "password": PASSWORD}).status_code == 302
    answer = browser.get("/desk/")
    assert answer.status_code == 302
    assert "2fa" in answer["Location"]
