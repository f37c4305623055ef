"""Files, letters and the register book: what comes in is judged, what goes out is complete."""

from __future__ import annotations

import io
import re

import docx
import pytest
import xlsxwriter
from cases_world import NUMBER, application, at_counter, decided, drafted, file, officer
from files_world import PNG, word
from web_world import NOW, World

from gongkai.errors import InputError
from gongkai.web.cases import queries
from gongkai.web.cases.actions import draft_reply, keep_file, register, serve
from gongkai.web.cases.actions.import_register import ask_import, run_import
from gongkai.web.cases.actions.print_letter import print_letter, print_record
from gongkai.web.cases.facts import case_facts
from gongkai.web.cases.intake import Upload
from gongkai.web.cases.letters.compose import templates
from gongkai.web.cases.models import Attachment, Case, RegisterImport
from gongkai.web.cases.register_book import COLUMNS, template
from gongkai.web.journal.models import Entry
from gongkai.web.organs.access import Refused, public_viewer
from gongkai.web.organs.sheets import cell_letters, read_sheet

pytestmark = pytest.mark.django_db


def test_a_file_is_sealed_and_reached_through_an_access_decision_only(world: World) -> None:
    case = at_counter(world)
    secret = "合同正文甲乙丙".encode()
    kept = keep_file.add_file(officer(world), case, Upload("../../合同.txt", secret, "answer"), version=case.version)
    raw = bytes(Attachment.objects.get(pk=kept.pk).content_sealed)
    assert secret not in raw
    opened = keep_file.open_file(officer(world), kept.ref)
    assert (opened.name, opened.content) == ("合同.txt", secret)
    for viewer in (public_viewer(NOW), world.viewer("officer", "street2"), world.viewer("superior_office", "district")):
        with pytest.raises(Refused):
            keep_file.open_file(viewer, kept.ref)


def test_proof_of_identity_is_read_by_the_officer_of_the_case_and_leaves_an_entry(world: World) -> None:
    case = at_counter(world)
    kept = keep_file.add_file(officer(world), case, Upload("证件.png", PNG, "identity"), version=case.version)
    leader = world.viewer("deputy_leader", "street")
    assert kept not in queries.attachments_of(leader, case)
    with pytest.raises(Refused):
        keep_file.open_file(leader, kept.ref)
    keep_file.open_file(officer(world), kept.ref)
    assert Entry.objects.filter(action="cases.open_identity_file").count() == 1


def test_an_answer_with_personal_data_does_not_go_into_review_uncleared(world: World) -> None:
    case = at_counter(world)
    upload = Upload("附件.docx", word(f"当事人{NUMBER}"), "answer")
    kept = keep_file.add_file(officer(world), case, upload, version=case.version)
    reply = drafted(world, case)
    with pytest.raises(InputError, match="尚未处理"):
        draft_reply.submit_reply(officer(world), reply, version=reply.version)
    keep_file.clear_file(officer(world), kept, reason="当事人本人同意公开")
    assert draft_reply.submit_reply(officer(world), reply, version=reply.version)


def test_the_applicant_gets_the_answer_once_it_is_served(world: World) -> None:
    filed = file(world)
    register.register_case(officer(world), filed.case, version=filed.case.version)
    upload = Upload("附件.txt", "公开的内容".encode(), "answer")
    kept = keep_file.add_file(officer(world), filed.case, upload, version=filed.case.version)
    reply = decided(world, filed.case)
    viewer = public_viewer(NOW)
    with pytest.raises(Refused):
        keep_file.open_file(viewer, kept.ref, code=filed.code)
    serve.serve_letter(officer(world), reply.letter, method="electronic")
    assert keep_file.open_file(viewer, kept.ref, code=filed.code).content == "公开的内容".encode()
    letter = print_letter(viewer, reply.letter, ".docx", code=filed.code)
    assert "张三丰" in text_of(letter.content)


def text_of(content: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs)


def test_a_reply_is_an_official_letter_in_word_and_pdf(world: World) -> None:
    """RULES 9, 235号: number, receipt, what was asked, decision, article, reasons, remedies, organ, date."""
    case = at_counter(world)
    reply = decided(world, case, "refused.third_party_rights", reasons="第三方不同意且有合理理由")
    text = text_of(print_letter(officer(world), reply.letter, ".docx").content)
    for part in (case.number, "张三丰：", "2026年9月21日", case.description, "第十五条", "理由：", "street机关"):
        assert part in text
    assert "应当先" in text  # 复议前置
    assert print_letter(officer(world), reply.letter, ".pdf").content.startswith(b"%PDF-")


def test_who_may_not_read_the_identity_gets_the_letter_with_the_name_masked(world: World) -> None:
    case = at_counter(world)
    reply = decided(world, case)
    text = text_of(print_letter(world.viewer("deputy_leader", "street"), reply.letter, ".docx").content)
    assert "张三丰" not in text
    assert "张**" in text


def test_the_set_of_letters_is_the_one_of_the_norm() -> None:
    """RULES 9: application form to fee notice; one reply per outcome is tested with the outcomes."""
    titles = [each.title for each in templates().values()]
    wanted = ("申请表", "登记表", "接收回执", "补正告知书", "说明理由告知书", "延期答复告知书", "第三方意见征询书")
    wanted += ("征求意见确认函", "征求意见告知书", "依申请公开告知书（第三方）", "征求意见书（共同制作机关）", "协办函")
    assert all(any(title in each for each in titles) for title in (*wanted, "收费通知书"))


@pytest.mark.parametrize("kind", ["application_form", "registration_form", "receipt"])
def test_forms_are_printed_from_the_case(world: World, kind: str) -> None:
    case = at_counter(world)
    assert case.number in text_of(print_record(officer(world), case, kind, ".docx").content)


def book(*rows: dict[str, str]) -> bytes:
    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = workbook.add_worksheet()
    sheet.write_row(0, 0, list(COLUMNS))
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, [row.get(column, "") for column in COLUMNS])
    workbook.close()
    return out.getvalue()


def line(**changed: str) -> dict[str, str]:
    plain = {
        "提交方式": "当面提交",
        "到达日期": "2023-05-08",
        "申请人类型": "自然人",
        "申请人": "李四",
        "内容描述": "预算",
    }
    answered = {
        "办理结果": "G2",
        "决定日期": "2023-05-20",
        "送达日期": "2023-05-22",
        "送达方式": "邮寄送达（邮政企业）",
    }
    return plain | answered | changed


def test_a_register_book_is_taken_in_whole_and_counts_at_once(world: World) -> None:
    content = book(
        line(), line(到达日期="2023年6月1日", 办理结果="O3", 决定日期="2023-06-05", 送达日期=""), line(内容描述="决算")
    )
    asked = ask_import(officer(world), world.organs["street"], name="登记簿.xlsx", content=content)
    done = run_import(asked.ref, NOW)
    assert (done.state, done.done, done.total, done.faults) == ("done", 3, 3, [])
    rows = [(fact.ref, fact.outcome) for fact in case_facts(world.organs["street"], 2023)]
    assert rows == [("2023-0001", "granted"), ("2023-0002", "granted"), ("2023-0003", "otherwise_closed.other")]
    run_import(asked.ref, NOW)
    assert Case.objects.count() == 3


def take_in(world: World, *lines: dict[str, str], name: str = "登记簿.xlsx") -> RegisterImport:
    asked = ask_import(officer(world), world.organs["street"], name=name, content=book(*lines))
    return run_import(asked.ref, NOW)


def test_a_register_book_handed_in_twice_adds_nothing_and_names_what_stands_there(world: World) -> None:
    lines = (line(), line(原登记编号="2023-17", 内容描述="决算"))
    take_in(world, *lines)
    again = take_in(world, *lines, line(内容描述="名单"))
    assert (again.state, again.done, Case.objects.count()) == ("done", 1, 3)
    assert [fault["cell"] for fault in again.faults] == ["第2行", "第3行"]
    assert "〔2023〕第0001号" in again.faults[0]["message"]


def test_a_row_under_an_original_number_that_stands_there_is_passed_over_whatever_else_it_says(world: World) -> None:
    take_in(world, line(原登记编号="2023-17"))
    assert take_in(world, line(原登记编号="2023-17", 内容描述="决算")).done == 0


def test_two_equal_rows_of_one_book_are_one_case_unless_their_numbers_differ(world: World) -> None:
    assert take_in(world, line(), line()).done == 1
    assert take_in(world, line(原登记编号="1", 内容描述="决算"), line(原登记编号="2", 内容描述="决算")).done == 2


def cell(column: str, row: int = 2) -> str:
    return f"{cell_letters(list(COLUMNS).index(column))}{row}"


@pytest.mark.parametrize(
    ("column", "changed"),
    [
        ("决定日期", {"决定日期": "2023-05-01"}),
        ("送达日期", {"送达日期": "2023-05-10"}),
        ("延期告知日期", {"延期告知日期": "2023-08-01", "延期工作日": "10", "决定日期": "2023-08-02", "送达日期": ""}),
        ("延期工作日", {"延期告知日期": "2023-05-10", "延期工作日": "30"}),
        ("补正期限", {"补正告知日期": "2023-05-10", "补正期限": "2023-05-09", "收到补正日期": "2023-05-12"}),
        ("确认日期", {"提交方式": "电子邮件"}),
        ("证件号码", {"证件号码": "123"}),
        ("电子邮箱", {"电子邮箱": "某信箱"}),
    ],
)
def test_a_fault_stands_at_the_cell_that_is_wrong_in_words_of_the_office(
    world: World, column: str, changed: dict[str, str]
) -> None:
    done = take_in(world, line(**changed))
    assert [fault["cell"] for fault in done.faults] == [cell(column)]
    said = done.faults[0]["message"]
    assert not re.search(r"--|（填的是“”）|[a-z]{3,}", said), said


def test_a_broken_spreadsheet_is_named_and_said_to_be_broken(world: World) -> None:
    asked = ask_import(officer(world), world.organs["street"], name="登记簿.xlsx", content=b"PK\x03\x04 broken")
    assert "“登记簿.xlsx”不完整或者已经损坏" in run_import(asked.ref, NOW).faults[0]["message"]


def test_every_fault_of_a_register_book_names_its_cell_and_nothing_is_taken_in(world: World) -> None:
    wrong = book(line(), line(到达日期="昨天"), line(申请人类型="外星人"), line(办理结果="D4"), line(申请人=""))
    asked = ask_import(officer(world), world.organs["street"], name="登记簿.xlsx", content=wrong)
    done = run_import(asked.ref, NOW)
    assert (done.state, [fault["cell"] for fault in done.faults]) == ("faulty", ["C3", "E4", "V5", "F6"])
    assert Case.objects.count() == 0


def test_the_empty_register_book_reads_as_one() -> None:
    assert read_sheet("模板.xlsx", template(), list(COLUMNS)).rows == ()


def test_no_identity_stands_in_what_the_import_leaves_behind(world: World) -> None:
    asked = ask_import(
        officer(world), world.organs["street"], name="登记簿.xlsx", content=book(line(证件号码=NUMBER, 申请人="王五六"))
    )
    run_import(asked.ref, NOW)
    kept = str([*Case.objects.values(), *Entry.objects.values(), *RegisterImport.objects.values()])
    assert NUMBER not in kept
    assert "王五六" not in kept
    assert application().applicant_kind == "natural_person"
