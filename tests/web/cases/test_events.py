"""What may happen between filing and answer, each action once, with what the law says of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from cases_world import NOW, application, at_counter, decided, drafted, file, later, officer, pass_all
from web_world import World

from gongkai.errors import InputError, ProcedureError
from gongkai.procedure import outcomes
from gongkai.web.cases import queries
from gongkai.web.cases.actions import (
    charge,
    consult,
    correction,
    draft_reply,
    extend,
    identity,
    keep_record,
    part_ways,
    reasons,
    register,
    serve,
)
from gongkai.web.cases.models import Case, Identity
from gongkai.web.journal.models import Entry
from gongkai.web.organs.access import Refused, public_viewer
from gongkai.web.review.models import Review, State

pytestmark = pytest.mark.django_db


def test_a_correction_starts_the_period_afresh(world: World) -> None:
    """oir#30."""
    filed = file(world)
    register.register_case(officer(world), filed.case, version=filed.case.version)
    first_due = filed.case.due_on
    asked = {"items": "请写明年度", "guidance": "写明合同名称和年度", "reply_by": date(2026, 10, 15)}
    correction.ask_correction(officer(world), filed.case, version=filed.case.version, **asked)
    assert filed.case.phase == "awaiting_correction"
    late = public_viewer(later(14))
    correction.receive_correction(late, filed.case, description="2025年度道路维修合同全文", code=filed.code)
    assert (filed.case.phase, filed.case.description) == ("processing", "2025年度道路维修合同全文")
    assert filed.case.due_on > first_due


def test_an_application_not_corrected_in_time_lapses_with_remedies(world: World) -> None:
    case = at_counter(world)
    asked = {"items": "请写明年度", "guidance": "写明合同名称", "reply_by": date(2026, 9, 28)}
    correction.ask_correction(officer(world), case, version=case.version, **asked)
    with pytest.raises(ProcedureError):
        correction.lapse_correction(officer(world), case, version=case.version)
    letter = correction.lapse_correction(officer(world, later(20)), case, version=case.version)
    assert (case.phase, case.outcome) == ("closed", "otherwise_closed.uncorrected")
    assert "行政复议" in letter.paragraphs[-1]


def test_consultation_days_do_not_count_and_the_third_party_has_a_clock_of_its_own(world: World) -> None:
    """oir#32, oir#33.3."""
    case = at_counter(world)
    before = case.due_on
    letter = {"kind": "third_party", "about": "合同价格", "receiver": "某某建设有限公司"}
    asked = consult.send_consultation(officer(world), case, version=case.version, **letter)
    consult.deliver_consultation(officer(world, later(1)), asked, on=date(2026, 9, 22))
    with pytest.raises(InputError, match="理由"):
        consult.receive_opinion(officer(world, later(8)), asked, opinion="objects")
    consult.receive_opinion(officer(world, later(8)), asked, opinion="objects", text="商业秘密")
    case.refresh_from_db()
    assert (asked.due_on, asked.receiver_shown) == (date(2026, 10, 20), "某*******")
    assert case.due_on > before
    kinds = set(case.letters.values_list("kind", flat=True))
    assert {"third_party_consultation", "consultation_notice", "consultation_confirmation"} == kinds


def test_silence_of_a_co_maker_is_settled_only_after_its_time(world: World) -> None:
    case = at_counter(world)
    sent = {"kind": "co_maker", "about": "合同", "organ": world.organs["district"]}
    asked = consult.send_consultation(officer(world), case, version=case.version, **sent)
    consult.deliver_consultation(officer(world), asked)
    with pytest.raises(ProcedureError):
        consult.lapse_consultation(officer(world, later(3)), asked)
    consult.lapse_consultation(officer(world, later(40)), asked)
    assert asked.opinion == "none"


def test_only_the_head_of_the_disclosure_office_extends_and_never_their_own_request(world: World) -> None:
    """oir#33.2."""
    case = at_counter(world)
    due = case.due_on
    request = extend.ask_extension(officer(world), case, version=case.version, days=20, reason="信息量大")
    for role in ("officer", "deputy_leader", "principal_leader"):
        with pytest.raises(Refused):
            extend.approve_extension(world.viewer(role, "street"), request, version=case.version)
    head = world.viewer("disclosure_head", "street")
    case.refresh_from_db()
    request.refresh_from_db()
    letter = extend.approve_extension(head, request, version=case.version)
    case.refresh_from_db()
    assert case.due_on > due
    assert (letter.kind, "行政复议" in "".join(letter.paragraphs)) == ("extension_notice", False)
    assert case.handler.notifications.filter(kind="extended").exists()


def test_a_fee_is_told_with_its_steps_and_paid(world: World) -> None:
    case = at_counter(world)
    with pytest.raises(InputError, match="不需要收费"):
        charge.notify_fee(officer(world), case, version=case.version, scale="pages", count=30)
    letter = charge.notify_fee(officer(world), case, version=case.version, scale="pages", count=250)
    assert "4700" in "".join(letter.paragraphs)
    charge.record_payment(officer(world, later(2)), case, version=case.version, voucher="票0001")
    assert (case.phase, case.fee.amount_yuan) == ("processing", 4700)


def test_an_unpaid_fee_lets_the_application_lapse(world: World) -> None:
    case = at_counter(world)
    charge.notify_fee(officer(world), case, version=case.version, scale="items", count=11)
    charge.lapse_fee(officer(world, later(60)), case, version=case.version)
    assert (case.phase, case.outcome) == ("closed", "otherwise_closed.fee_unpaid")


def test_reasons_are_asked_before_excess_is_found_or_delay_agreed(world: World) -> None:
    """oir#35."""
    case = at_counter(world)
    reasons.ask_reasons(officer(world), case, version=case.version, why="本月60件", reply_by=date(2026, 9, 30))
    reasons.record_reasons(officer(world), case, version=case.version, text="学术研究")
    head = world.viewer("disclosure_head", "street")
    extend.delay_case(head, case, version=case.version, until=date(2026, 12, 20))
    assert case.due_on == date(2026, 12, 20)


def test_a_split_counts_its_parts_and_opens_them_with_the_same_code(world: World) -> None:
    filed = file(world)
    register.register_case(officer(world), filed.case, version=filed.case.version)
    texts = ["合同", "验收报告"]
    parts = part_ways.split_case(officer(world), filed.case, version=filed.case.version, descriptions=texts)
    assert [part.number for part in parts] == ["〔2026〕第0002号", "〔2026〕第0003号"]
    assert [part.due_on for part in parts] == [filed.case.due_on] * 2
    viewer = public_viewer(NOW)
    assert queries.case_by_code(viewer, world.organs["street"], 2026, 3, filed.code, who="x") == parts[1]


def test_a_transfer_opens_a_case_in_the_other_organ_and_tells_the_applicant(world: World) -> None:
    case = at_counter(world)
    lane = world.organs["lane"]
    world.hire("officer", "lane")
    other = part_ways.transfer_case(officer(world), case, version=case.version, reason="属于该机关", organ=lane)
    assert (case.phase, case.outcome) == ("closed", "otherwise_closed.other")
    assert (other.organ, other.phase, other.identity.shown["name"]) == (lane, "received", "张**")
    with pytest.raises(Refused):
        queries.case_of(officer(world), other.ref)
    assert queries.case_of(world.viewer("deputy_leader", "lane"), other.ref) == other


def test_a_case_is_not_transferred_to_where_nobody_works(world: World) -> None:
    case, lane = at_counter(world), world.organs["lane"]
    with pytest.raises(InputError, match="没有在平台受理申请"):
        part_ways.transfer_case(officer(world), case, version=case.version, reason="属于该机关", organ=lane)
    assert (case.phase, Case.objects.count()) == ("processing", 1)


def test_withdrawing_ends_the_review_that_runs(world: World) -> None:
    """F11: approve while the applicant withdraws: exactly one of both happens."""
    filed = file(world)
    register.register_case(officer(world), filed.case, version=filed.case.version)
    reply = drafted(world, filed.case)
    review = draft_reply.submit_reply(officer(world), reply, version=reply.version)
    part_ways.withdraw_case(public_viewer(NOW), filed.case, code=filed.code)
    review.refresh_from_db()
    reply.refresh_from_db()
    assert (filed.case.phase, review.state, reply.state) == ("closed", State.CANCELLED, "dropped")
    with pytest.raises(Exception):  # noqa: B017 - whichever refuses first
        pass_all(world, review)


def test_a_decided_case_is_not_withdrawn(world: World) -> None:
    filed = file(world)
    register.register_case(officer(world), filed.case, version=filed.case.version)
    decided(world, filed.case)
    with pytest.raises(ProcedureError):
        part_ways.withdraw_case(public_viewer(NOW), filed.case, code=filed.code)


def test_a_returned_reply_is_redrafted_and_reviewed_again(world: World) -> None:
    case = at_counter(world)
    reply = drafted(world, case)
    review = draft_reply.submit_reply(officer(world), reply, version=reply.version)
    proof = world.viewer("officer", "street", username="proofreader")
    draft_reply.return_reply(proof, review, version=review.version, reason="错字")
    reply.refresh_from_db()
    draft_reply.save_draft(officer(world), reply, version=reply.version, outcome="granted", text="改正")
    again = draft_reply.submit_reply(officer(world), reply, version=reply.version)
    assert (again.pk, again.round) == (review.pk, 2)
    pass_all(world, again)
    assert Case.objects.get(pk=case.pk).phase == "decided"


def test_nobody_passes_a_reply_they_drafted(world: World) -> None:
    case = at_counter(world)
    review = draft_reply.submit_reply(officer(world), drafted(world, case), version=1)
    with pytest.raises(Refused):
        draft_reply.pass_reply(officer(world), review, version=review.version)


def test_a_supplement_follows_a_served_reply(world: World) -> None:
    case = at_counter(world)
    serve.serve_letter(officer(world), decided(world, case).letter, method="direct")
    case.refresh_from_db()
    more = draft_reply.draft_reply(
        officer(world), case, version=case.version, outcome="granted", text="补充附件二", kind="supplement"
    )
    pass_all(world, draft_reply.submit_reply(officer(world), more, version=1))
    more.refresh_from_db()
    case.refresh_from_db()
    assert (more.letter.title, case.outcome, case.phase) == ("政府信息公开补充答复书", "granted", "served")


def test_posting_through_the_post_office_is_the_day_of_service(world: World) -> None:
    """service_reply: 交邮之日."""
    case = at_counter(world)
    reply = decided(world, case)
    with pytest.raises(InputError, match="邮件号码"):
        serve.serve_letter(officer(world), reply.letter, method="post")
    serve.serve_letter(officer(world, later(2)), reply.letter, method="post", on=date(2026, 9, 22), tracking="EM123")
    case.refresh_from_db()
    assert case.closed_on == date(2026, 9, 22)


def test_a_wrong_date_is_corrected_with_its_reason_and_both_stay(world: World) -> None:
    case = at_counter(world, on=NOW.date() - timedelta(days=3), now=NOW)
    event = case.events.get(kind="received")
    keep_record.correct_date(officer(world), event, version=case.version, new_on=date(2026, 9, 17), reason="登记有误")
    assert (case.received_on, case.events.get(kind="received").on) == (date(2026, 9, 17), date(2026, 9, 18))


def test_not_held_is_answered_after_a_recorded_search(world: World) -> None:
    case = at_counter(world)
    words = {"places": "档案室、办公系统", "words": "道路 维修 合同", "found": "没有检索到"}
    keep_record.record_search(officer(world), case, version=case.version, **words)
    decided(world, case, "unavailable.not_existing")
    assert case.outcome == "unavailable.not_existing"


def test_reading_an_identity_needs_the_case_a_reason_and_leaves_an_entry(world: World) -> None:
    case = at_counter(world)
    with pytest.raises(InputError, match="理由"):
        identity.read_identity(officer(world), case, reason=" ")
    for role in ("confidentiality_reviewer", "deputy_leader", "principal_leader", "auditor", "system_administrator"):
        with pytest.raises(Refused):
            identity.read_identity(world.viewer(role, "street"), case, reason="好奇")
    person = identity.read_identity(officer(world), case, reason="核对身份")
    entry = Entry.objects.filter(action="cases.read_identity").get()
    assert (person.name, entry.object_kind, entry.actor_ref) == ("张三丰", "identity", officer(world).ref)


def test_identities_are_erased_when_their_time_is_over_and_not_before(world: World) -> None:
    case = at_counter(world)
    serve.serve_letter(officer(world), decided(world, case).letter, method="direct")
    case.refresh_from_db()
    serve.archive_case(officer(world), case, version=case.version)
    assert identity.erase_expired(later(365 * 4)) == 0
    assert identity.erase_expired(later(365 * 6)) == 1
    kept = Identity.objects.get(case=case)
    assert (kept.sealed, kept.shown, kept.number_print) == ("", {}, "")
    assert Entry.objects.filter(action="cases.erase_identity", actor_ref="system").count() == 1


@pytest.mark.parametrize("outcome", [name for name, o in outcomes().items() if not o.by_event])
def test_every_outcome_has_a_reply_with_number_dates_article_and_its_remedies(world: World, outcome: str) -> None:
    case = at_counter(world)
    known = outcomes()[outcome]
    if known.after == "corrected":
        asked = {"items": "年度", "guidance": "写明", "reply_by": date(2026, 9, 30)}
        correction.ask_correction(officer(world), case, version=case.version, **asked)
        correction.receive_correction(officer(world), case, version=case.version, description="还是不清楚")
    elif known.after == "reasons_asked":
        reasons.ask_reasons(officer(world), case, version=case.version, why="过多", reply_by=date(2026, 9, 30))
        reasons.record_reasons(officer(world), case, version=case.version, text="")
    keep_record.record_search(officer(world), case, version=case.version, places="档案", words="合同", found="无")
    reply = decided(world, case, outcome, reasons="见所附说明" if known.reasons else "")
    text = "".join(reply.letter.paragraphs)
    assert case.number in text and "2026年9月21日" in text and known.decision.format(you="你") in text  # noqa: PT018
    assert ("行政复议" in text) is (known.remedy == "ordinary")


def test_the_purpose_is_not_asked_and_every_letter_has_a_title(world: World) -> None:
    from gongkai.web.cases.letters.compose import templates

    assert application().person.name not in str(templates())
    assert all(t.title and t.lines for t in templates().values())
    assert Review.objects.count() == 0
