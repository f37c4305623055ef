"""What the letters of a case say and look like: real names, whole sentences, full titles of law."""

from __future__ import annotations

import io
from datetime import timedelta

import docx
import pytest
from cases_world import NUMBER, at_counter, decided, drafted, officer, pass_all
from web_world import NOW, World

from gongkai import law, procedure
from gongkai.errors import InputError
from gongkai.web.cases.actions import draft_reply, keep_record, part_ways, serve
from gongkai.web.cases.actions.print_letter import print_letter, print_record
from gongkai.web.cases.letters.compose import reply_paragraphs, templates
from gongkai.web.cases.models import Case, Reply
from gongkai.web.cases.people import Person
from gongkai.web.journal.models import Entry
from gongkai.web.organs.access import Refused

pytestmark = pytest.mark.django_db
DECIDED = [one for one in procedure.outcomes().values() if not one.by_event]


def text_of(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def answered(world: World) -> Case:
    case = at_counter(world)
    serve.serve_letter(officer(world), decided(world, case).letter, method="direct")
    case.refresh_from_db()
    return case


def letter_of(world: World, case: Case) -> str:
    letter = case.letters.order_by("-sequence").first()
    return text_of(print_letter(officer(world), letter, ".docx").content)


def test_a_letter_is_printed_with_the_real_name_after_its_service_too(world: World) -> None:
    assert "张三丰：" in letter_of(world, answered(world))


def test_the_confirmation_of_a_withdrawal_names_the_applicant(world: World) -> None:
    case = at_counter(world)
    part_ways.withdraw_case(officer(world), case, version=case.version, reason="书面撤回")
    assert "张三丰：" in letter_of(world, case)


def test_every_letter_made_with_a_name_is_in_the_journal(world: World) -> None:
    case = answered(world)
    before = Entry.objects.filter(action="cases.print_letter").count()
    letter_of(world, case)
    assert Entry.objects.filter(action="cases.print_letter").count() == before + 1


def test_another_officer_gets_no_letter_with_the_name(world: World) -> None:
    case = answered(world)
    other = world.viewer("officer", "street", username="other")
    with pytest.raises(Refused):
        print_letter(other, case.letters.first(), ".docx")


def test_the_application_form_shows_the_number_only_to_who_says_why(world: World) -> None:
    case = at_counter(world)
    assert NUMBER not in text_of(print_record(officer(world), case, "application_form", ".docx").content)
    told = print_record(officer(world), case, "application_form", ".docx", reason="核对身份")
    assert NUMBER in text_of(told.content)
    assert Entry.objects.filter(action="cases.read_identity", reason="核对身份").count() == 1


def test_a_reason_does_not_open_the_identity_of_a_closed_case(world: World) -> None:
    with pytest.raises(Refused):
        print_record(officer(world), answered(world), "application_form", ".docx", reason="看看")


def test_the_application_form_is_the_applicants_paper_without_mark_and_signature(world: World) -> None:
    case = at_counter(world)
    lines = text_of(print_record(officer(world), case, "application_form", ".docx").content).splitlines()
    assert lines[0] == "政府信息公开申请表"
    assert [line for line in lines if case.organ.name in line] == [f"受理机关：{case.organ.name}"]


def test_an_emoji_does_not_keep_a_letter_from_being_printed(world: World) -> None:
    case = at_counter(world, description="路灯😀\ufe0f维修合同")
    assert print_record(officer(world), case, "receipt", ".pdf").content.startswith(b"%PDF-")


def test_the_number_of_a_letter_is_written_after_the_standard(world: World) -> None:
    """GB/T 9704, 7.2.5: the year in full in hexagonal brackets; no 第, no padded serial."""
    case = at_counter(world)
    assert decided(world, case).letter.number == f"〔2026〕{case.serial}号之一"


def test_every_decision_is_a_sentence_under_the_full_title_of_the_law(world: World) -> None:
    case = at_counter(world)
    for known in DECIDED:
        sentence = reply_paragraphs(case, Reply(case=case, outcome=known.id, text="见下。"), NOW.date())[1]
        assert "：" not in sentence.replace("现告知你：", ""), "a label stands as the decision"
        assert sentence.endswith("。")
        assert ("《中华人民共和国政府信息公开条例》第" in sentence) == known.cites


def test_nothing_but_law_is_cited_against_a_citizen() -> None:
    cited = [known for known in DECIDED if known.cites]
    assert {law.cite(known.basis).confirmed for known in cited} == {True}
    assert [known.id for known in DECIDED if not known.cites] == ["not_processed.reconfirmation"]


def test_a_letter_speaks_to_a_person_and_to_an_organisation_differently(world: World) -> None:
    firm = Person(name="某某有限公司", document_kind="credit_code", phone="13800138000")
    person, company = at_counter(world), at_counter(world, applicant_kind="business", person=firm)
    told = [text_of(print_record(officer(world), case, "receipt", ".docx").content) for case in (person, company)]
    assert "收到你以" in told[0]
    assert "收到你单位以" in told[1]
    assert not any(
        "你（单位）" in line for each in templates().values() if each.to == "applicant" for line in each.lines
    )


def test_what_was_asked_ends_as_a_sentence_does(world: World) -> None:
    assert "2025年度道路维修合同。" in text_of(
        print_record(officer(world), at_counter(world), "receipt", ".docx").content
    )
    asked = at_counter(world, description="路灯合同有哪些？")
    assert "有哪些？。" not in text_of(print_record(officer(world), asked, "receipt", ".docx").content)


def test_a_transfer_names_how_the_other_organ_is_reached(world: World) -> None:
    case, other = at_counter(world), world.organs["street2"]
    world.hire("officer", "street2")
    vars(other.contact).update(office="党政办公室", phone="0571-1", address="某路2号")
    part_ways.transfer_case(officer(world), case, version=case.version, reason="由其负责", organ=other)
    assert "党政办公室，某路2号，0571-1" in letter_of(world, case)


def test_a_transfer_says_nothing_of_a_contact_that_nobody_gave(world: World) -> None:
    case = at_counter(world)
    part_ways.transfer_case(officer(world), case, version=case.version, reason="由其负责", to="某某局")
    assert "未提供" not in letter_of(world, case)


def test_a_case_that_was_never_answered_cannot_be_supplemented(world: World) -> None:
    case = at_counter(world)
    part_ways.withdraw_case(officer(world), case, version=case.version, reason="书面撤回")
    with pytest.raises(InputError, match="还没有答复送达"):
        draft_reply.draft_reply(
            officer(world), case, version=case.version, outcome="granted", text="补充。", kind="supplement"
        )


def test_a_search_before_the_application_proves_nothing(world: World) -> None:
    case = at_counter(world)
    early = NOW.date() - timedelta(days=1)
    with pytest.raises(InputError, match="早于申请到达之日"):
        keep_record.record_search(
            officer(world), case, version=case.version, places="档案室", words="合同", found="没有", on=early
        )
    with pytest.raises(InputError, match="缺少检索记录"):
        drafted(world, case, "unavailable.not_existing")


def test_a_case_is_not_archived_while_an_answer_is_unserved(world: World) -> None:
    case = answered(world)
    reply = draft_reply.draft_reply(
        officer(world), case, version=case.version, outcome="granted", text="更正。", kind="correction"
    )
    pass_all(world, draft_reply.submit_reply(officer(world), reply, version=reply.version))
    case.refresh_from_db()
    with pytest.raises(InputError, match="还没有登记送达"):
        serve.archive_case(officer(world), case, version=case.version)
