"""The way of a case from filing to the archive, through the actions that screens use."""

from __future__ import annotations

from datetime import date

import pytest
from cases_world import NOW, NUMBER, application, at_counter, decided, drafted, file, key, later, officer, set_office
from web_world import World

from gongkai.errors import InputError, ProcedureError
from gongkai.web.cases import queries
from gongkai.web.cases.actions import assign, draft_reply, file_application, register, serve
from gongkai.web.cases.actions.file_application import Arrival
from gongkai.web.cases.models import Case, Identity
from gongkai.web.cases.people import Person
from gongkai.web.journal.models import Entry
from gongkai.web.organs.access import Refused, public_viewer
from gongkai.web.organs.versions import StaleVersion

pytestmark = pytest.mark.django_db


def test_an_application_over_the_internet_counts_from_the_confirmation_of_both(world: World) -> None:
    """oir#31: without the confirmation there is no day of receipt."""
    viewer = public_viewer(NOW)
    filed = file_application.file_application(viewer, world.organs["street"], application(), key=key())
    assert (filed.case.phase, filed.case.received_on) == ("new", None)
    confirming = officer(world, later(1))
    register.confirm_receipt(confirming, filed.case, version=filed.case.version)
    assert (filed.case.phase, filed.case.received_on) == ("received", date(2026, 9, 22))


def test_a_receipt_accepted_on_screen_is_the_confirmation(world: World) -> None:
    filed = file(world)
    assert (filed.case.received_on, filed.case.accepted_at) == (date(2026, 9, 21), NOW)
    assert filed.case.number == "〔2026〕第0001号"


def test_the_statutory_fields_are_asked_for_and_no_others(world: World) -> None:
    """oir#29.2: name, identity document, contact; the description; form and route. No purpose."""
    columns = {field.name for field in Case._meta.get_fields()}
    assert not {name for name in columns if "purpose" in name or "use" in name.split("_")}
    for missing in ("name", "document_number"):
        person = Person(**{"name": "张三", "document_number": NUMBER, "phone": "13800138000"} | {missing: ""})
        with pytest.raises(InputError) as error:
            file(world, person=person)
        assert error.value.field == missing


def test_identity_is_sealed_and_nowhere_in_clear(world: World) -> None:
    filed = file(world)
    identity = Identity.objects.get(case=filed.case)
    everything = str([*Case.objects.values(), *Identity.objects.values(), *Entry.objects.values()])
    assert not any(secret in everything for secret in (NUMBER, "张三丰", "13800138000", "某路1号"))
    assert identity.shown["name"] == "张**"


def test_the_same_form_twice_is_one_case_with_one_number_and_code(world: World) -> None:
    once, form = application(), key()
    viewer, organ = public_viewer(NOW), world.organs["street"]
    first = file_application.file_application(viewer, organ, once, key=form)
    second = file_application.file_application(viewer, organ, once, key=form)
    assert (second.case.pk, second.code, second.is_new) == (first.case.pk, first.code, False)
    with pytest.raises(InputError):
        file_application.file_application(viewer, organ, application(description="别的"), key=form)


def test_the_whole_way(world: World) -> None:
    case = at_counter(world)
    reply = decided(world, case)
    assert (case.phase, case.outcome, case.decided_on) == ("decided", "granted", date(2026, 9, 21))
    serve.serve_letter(officer(world), reply.letter, method="direct")
    case.refresh_from_db()
    assert (case.phase, case.closed_on, case.overdue_days) == ("served", date(2026, 9, 21), 0)
    serve.archive_case(officer(world), case, version=case.version)
    assert (case.phase, case.archived_on) == ("closed", date(2026, 9, 21))
    actions = set(Entry.objects.filter(object_ref=case.ref).values_list("action", flat=True))
    assert {"cases.file_application", "cases.issue_reply", "cases.serve_letter", "cases.archive_case"} <= actions


def test_the_applicant_opens_the_case_with_number_and_code_only(world: World) -> None:
    filed = file(world)
    viewer, organ = public_viewer(NOW), world.organs["street"]
    assert queries.case_by_code(viewer, organ, 2026, 1, filed.code, who="1.2.3.4") == filed.case
    assert queries.case_by_code(viewer, organ, 2026, 1, filed.code.lower().replace("-", " "), who="1.2.3.4")
    for serial, code in ((1, "WRONG"), (2, filed.code), (1, "")):
        with pytest.raises(Refused):
            queries.case_by_code(viewer, organ, 2026, serial, code, who="1.2.3.4")


def test_guessing_codes_is_slowed_down(world: World) -> None:
    filed = file(world)
    viewer, organ = public_viewer(NOW), world.organs["street"]
    for _ in range(10):
        with pytest.raises(Refused):
            queries.case_by_code(viewer, organ, 2026, 1, "WRONG", who="1.2.3.4")
    with pytest.raises(Exception, match="查询次数过多"):
        queries.case_by_code(viewer, organ, 2026, 1, filed.code, who="1.2.3.4")
    assert queries.case_by_code(viewer, organ, 2026, 1, filed.code, who="5.6.7.8")


def test_not_held_needs_a_search_record(world: World) -> None:
    case = at_counter(world)
    with pytest.raises(InputError, match="检索记录"):
        drafted(world, case, "unavailable.not_existing")


def test_a_reply_through_the_internet_names_the_online_channel_for_reconsideration(world: World) -> None:
    """arl#22.2."""
    case = at_counter(world, route="online")
    reply = drafted(world, case)
    with pytest.raises(InputError, match="互联网渠道"):
        draft_reply.submit_reply(officer(world), reply, version=reply.version)
    set_office(world)
    assert draft_reply.submit_reply(officer(world), reply, version=reply.version)


def test_two_officers_see_both_versions_of_a_draft(world: World) -> None:
    case = at_counter(world)
    reply = drafted(world, case)
    draft_reply.save_draft(officer(world), reply, version=1, outcome="granted", text="甲的文本")
    with pytest.raises(draft_reply.Conflict) as conflict:
        draft_reply.save_draft(officer(world), reply, version=1, outcome="granted", text="乙的文本")
    assert (conflict.value.stored["text"], conflict.value.yours["text"]) == ("甲的文本", "乙的文本")


def test_a_stale_page_changes_nothing(world: World) -> None:
    case = at_counter(world)
    with pytest.raises(StaleVersion):
        assign.give_back(officer(world), case, version=case.version - 1, reason="不属于我")


def test_cases_are_given_out_handed_over_and_given_back(world: World) -> None:
    case = at_counter(world)
    colleague = world.hire("officer", "street", "colleague")
    assign.hand_over(officer(world), case, colleague, version=case.version, reason="休假")
    with pytest.raises(Refused):
        assign.give_back(officer(world), case, version=case.version, reason="不是我的")
    leader = world.viewer("deputy_leader", "street")
    assign.assign_case(leader, case, world.hire("officer", "street"), version=case.version)
    with pytest.raises(InputError, match="不是"):
        assign.assign_case(leader, case, world.hire("officer", "street2"), version=case.version)


def test_a_case_cannot_be_decided_before_it_is_registered(world: World) -> None:
    viewer = officer(world)
    filed = file_application.register_paper(
        viewer, world.organs["street"], application(), key=key(), arrival=Arrival("counter", NOW.date())
    )
    reply = draft_reply.draft_reply(viewer, filed.case, version=filed.case.version, outcome="granted", text="答复")
    with pytest.raises(ProcedureError):
        draft_reply.submit_reply(viewer, reply, version=reply.version)
