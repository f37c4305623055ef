from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import asdict

import pytest
import upward_world
from django.test import Client
from reporting_world import JANUARY, YEAR
from upward_world import RECEIVED, accepted, balanced, office, officer, send, sign, value_of
from web_world import World

from gongkai.check.acceptance import accept
from gongkai.web.cases.models import Notification
from gongkai.web.organs.models import Account
from gongkai.web.reporting.actions.judge_submission import accept_report, return_report
from gongkai.web.reporting.actions.remind import remind
from gongkai.web.reporting.actions.roll_up import roll_up
from gongkai.web.reporting.actions.submit_upward import submit_upward
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.judging_upward import check_version
from gongkai.web.reporting.models import FindingAnswer, Submission
from gongkai.write import write_report

pytestmark = pytest.mark.django_db
SUBMISSIONS, ROLLUPS = "/desk/upward/collect/submissions", "/desk/upward/collect/rollups"
COPIED = (
    "救助名单公开以前逐条核对，个人信息按最小必要原则隐去，公示期满及时撤下，纸质清单留存备查。"
    "在乡镇便民服务中心摆放政策折页，网站专栏按救助、养老、婚姻登记三类重新编排。"
    "每月抽查一个乡镇的公示情况，发现问题当场整改，抽查结果在办公会上通报。"
)
SignIn = Callable[[Account], Client]


def receiver(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.hire("superior_office", "district"))


def sender(world: World, sign_in: SignIn) -> Client:
    return sign_in(world.hire("officer", "street"))


def board_of(world: World, sign_in: SignIn, **query: str) -> str:
    return receiver(world, sign_in).get("/desk/upward/collect/", {"year": YEAR, **query}).content.decode()


def test_the_board_draws_every_organ_with_its_state(world: World, sign_in: SignIn) -> None:
    send(world, "street")
    page = board_of(world, sign_in)
    assert "tile is-submitted" in page
    assert "tile is-missing" in page


def test_a_filter_leaves_only_what_it_names(world: World, sign_in: SignIn) -> None:
    send(world, "street")
    page = board_of(world, sign_in, state="missing")
    assert "lane机关" in page
    assert "street机关" not in page


def test_ticked_reports_are_accepted_together(world: World, sign_in: SignIn) -> None:
    both = [send(world, "street"), send(world, "lane")]
    refs = [one.ref for one in both]
    receiver(world, sign_in).post("/desk/upward/collect/accept/", {"submission": refs, "reason": "核实"})
    assert set(Submission.objects.values_list("state", flat=True)) == {"accepted"}


def test_a_remark_on_a_cell_is_shown_above_and_not_yet_below(world: World, sign_in: SignIn) -> None:
    one = send(world, "street")
    said = {"version": one.version, "cell": RECEIVED, "text": "请核对收到日期"}
    receiver(world, sign_in).post(f"{SUBMISSIONS}/{one.ref}/remark/", said)
    assert "请核对收到日期" in receiver(world, sign_in).get(f"{SUBMISSIONS}/{one.ref}/").content.decode()
    assert "请核对收到日期" not in sender(world, sign_in).get(f"{SUBMISSIONS}/{one.ref}/").content.decode()


def test_what_was_returned_is_shown_below_with_its_marks(world: World, sign_in: SignIn) -> None:
    one = send(world, "street")
    browser = receiver(world, sign_in)
    browser.post(
        f"{SUBMISSIONS}/{one.ref}/remark/",
        {"version": 1, "cell": RECEIVED, "text": "请核对收到日期"},
    )
    browser.post(f"{SUBMISSIONS}/{one.ref}/return/", {"version": 2, "reason": "请按意见修改"})
    page = sender(world, sign_in).get(f"{SUBMISSIONS}/{one.ref}/").content.decode()
    assert "请按意见修改" in page
    assert 'class="mark warning first"' in page


def test_ticked_findings_go_with_the_return(world: World, sign_in: SignIn) -> None:
    one = send(world, "street", 2, **{"requests/closed/total": 1})
    browser = receiver(world, sign_in)
    page = browser.get(f"{SUBMISSIONS}/{one.ref}/").content.decode()
    key = page.split('name="finding" value="')[1].split('"')[0]
    browser.post(f"{SUBMISSIONS}/{one.ref}/return/", {"version": 1, "reason": "不平", "finding": key})
    assert len(Submission.objects.get().marks) == 1


def test_the_marks_come_as_comments_in_a_word_file(world: World, sign_in: SignIn) -> None:
    one = send(world, "street")
    browser = receiver(world, sign_in)
    browser.post(
        f"{SUBMISSIONS}/{one.ref}/remark/",
        {"version": 1, "cell": RECEIVED, "text": "请核对收到日期"},
    )
    browser.post(f"{SUBMISSIONS}/{one.ref}/return/", {"version": 2, "reason": "请修改"})
    answer = sender(world, sign_in).get(f"{SUBMISSIONS}/{one.ref}/marked/")
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    comments = zipfile.ZipFile(io.BytesIO(data)).read("word/comments.xml").decode()
    assert "请核对收到日期" in comments


def test_what_was_typed_stays_on_the_page_when_it_is_refused(world: World, sign_in: SignIn) -> None:
    one = send(world, "street")
    said = {"version": one.version, "quote": "没有这句话", "text": "请改这一句"}
    answer = receiver(world, sign_in).post(f"{SUBMISSIONS}/{one.ref}/remark/", said)
    assert answer.status_code == 422
    assert "请改这一句" in answer.content.decode()


def test_the_organ_hands_its_signed_version_up(world: World, sign_in: SignIn) -> None:
    report = sign(world, "street", 2)
    browser = sender(world, sign_in)
    assert "报送第1版" in browser.get("/desk/upward/").content.decode()
    browser.post(f"/desk/upward/report/{report.ref}/", {"version": report.version})
    assert Submission.objects.get().organ.ref == "street"


def test_the_organ_takes_it_back(world: World, sign_in: SignIn) -> None:
    one = send(world, "street")
    sender(world, sign_in).post(f"{SUBMISSIONS}/{one.ref}/recall/", {"version": one.version, "reason": "漏报"})
    assert Submission.objects.get().state == "recalled"


def test_the_next_version_shows_what_changed(world: World, sign_in: SignIn) -> None:
    first = send(world, "street", 2)
    return_report(office(world), first, reason="请修改", version=first.version)
    second = send(world, "street", 3)
    page = receiver(world, sign_in).get(f"/desk/upward/collect/submissions/{second.ref}/").content.decode()
    assert "<del>2</del> <ins>3</ins>" in page


def test_the_roll_up_page_names_versions_and_who_is_missing(world: World, sign_in: SignIn) -> None:
    one = accepted(world, "street", 2)
    report = roll_up(office(world), world.organs["district"], YEAR)
    page = receiver(world, sign_in).get(f"{ROLLUPS}/{report.ref}/").content.decode()
    assert one.frozen.sha256[:12] in page
    assert '<span class="tag">lane机关</span>' in page


def test_a_sum_opens_to_the_organs_and_on_to_the_records(world: World, sign_in: SignIn) -> None:
    one = accepted(world, "street", 2)
    report = roll_up(office(world), world.organs["district"], YEAR)
    browser = receiver(world, sign_in)
    assert "street机关" in browser.get(f"{ROLLUPS}/{report.ref}/{RECEIVED}/").content.decode()
    deeper = browser.get(f"{ROLLUPS}/{report.ref}/of/{one.frozen.ref}/{RECEIVED}/")
    assert "street机关" in deeper.content.decode()


def test_a_cell_that_the_form_does_not_have_is_not_there(world: World, sign_in: SignIn) -> None:
    accepted(world, "street", 2)
    report = roll_up(office(world), world.organs["district"], YEAR)
    assert receiver(world, sign_in).get(f"{ROLLUPS}/{report.ref}/requests/no/such/").status_code == 404


def test_a_file_is_entered_answered_and_counts(world: World, sign_in: SignIn) -> None:
    cells = {ref: value for ref, value in balanced(4).items() if not ref.startswith("disclosure/licensing")}
    file = io.BytesIO(write_report(value_of(world, "street", cells), "html"))
    file.name = "年报.html"
    browser = receiver(world, sign_in)
    where = browser.post("/desk/upward/collect/enter/street/", {"year": YEAR, "file": file})["Location"]
    assert "文件中没有找到这一格" in browser.get(where).content.decode()
    browser.post(where, {"version": 1, "value:disclosure/licensing/decisions": "31", "confirm": "1"})
    assert Submission.objects.get().is_entered


def test_what_waits_for_the_superior_stands_on_the_first_page(world: World, sign_in: SignIn) -> None:
    send(world, "street")
    assert f"审核{YEAR}年度报告" in receiver(world, sign_in).get("/desk/").content.decode()


def test_what_was_returned_and_what_is_signed_stand_on_the_organs_first_page(world: World, sign_in: SignIn) -> None:
    sign(world, "street", 2)
    browser = sender(world, sign_in)
    assert f"报送{YEAR}年度报告" in browser.get("/desk/").content.decode()
    one = send(world, "street", 3)
    return_report(office(world), one, reason="请按意见修改", version=one.version)
    assert f"修改被退回的{YEAR}年度报告" in browser.get("/desk/").content.decode()


def test_a_roll_up_opens_as_a_report_to_be_written_and_is_not_counted_from_records(
    world: World, sign_in: SignIn
) -> None:
    accepted(world, "street", 2)
    report = roll_up(office(world), world.organs["district"], YEAR)
    page = receiver(world, sign_in).get(f"/desk/reports/{report.ref}/").content.decode()
    assert "这是汇总报告" in page
    assert "汇编之后记录有变化" not in page


def test_an_office_further_up_has_no_button_to_decide(world: World, sign_in: SignIn) -> None:
    one = send(world, "street", 2, **{"requests/closed/total": 1})
    browser = sign_in(world.hire("superior_office", "city"))
    page = browser.get(f"{SUBMISSIONS}/{one.ref}/").content.decode()
    assert "由district机关决定" in page
    assert f"{SUBMISSIONS}/{one.ref}/accept/" not in page
    below = browser.get("/desk/upward/collect/", {"year": YEAR, "to": "district"}).content.decode()
    assert 'name="submission"' not in below


def test_every_line_leads_to_a_page_that_its_reader_may_open(world: World, sign_in: SignIn) -> None:
    receiver(world, sign_in), sender(world, sign_in)
    for role in ("disclosure_head", "deputy_leader", "principal_leader"):
        world.hire(role, "street")
    remind(office(world), [world.organs["street"]], YEAR)
    accepted(world, "street")
    roll_up(office(world), world.organs["district"], YEAR)
    world.hire("officer", "district")
    accepted(world, "street", 3)
    returned = send(world, "lane")
    world.hire("officer", "lane")
    return_report(office(world), returned, reason="请核对", version=returned.version)
    lines = Notification.objects.select_related("recipient")
    about = ("还没有报送", "请审核", "接收", "请重新汇总", "退回")
    assert [words for words in about if not lines.filter(text__contains=words)] == []
    for line in lines:
        assert sign_in(line.recipient).get(line.address).status_code == 200, (line.text, line.address)


def test_the_marked_file_says_why_a_leader_let_an_error_pass(world: World, sign_in: SignIn) -> None:
    one = send(world, "street", **{"requests/received/total": 7})
    report = one.frozen.report
    checked = check_version(one.frozen)
    wrong = next(found for found in checked.findings if found.severity == "error")
    leader = world.hire("principal_leader", "street")
    kept = accept(wrong, report_in(one.frozen), reason="系统移交中，年内补齐", who=leader.name, on=JANUARY.date())
    FindingAnswer.objects.create(
        report=report, code=wrong.code, identity=asdict(kept) | {"cells": dict(kept.cells)}, reason=kept.reason,
        is_override=True, person=leader, answered_at=JANUARY,
    )  # fmt: skip
    answer = receiver(world, sign_in).get(f"{SUBMISSIONS}/{one.ref}/marked/")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert "以本人名义放行：系统移交中，年内补齐" in archive.read("word/comments.xml").decode()


@pytest.mark.parametrize(("year", "name"), [(YEAR, "lane机关"), (YEAR - 1, f"lane机关{YEAR - 1}年度")])
def test_a_text_taken_over_from_another_organ_is_shown_to_the_superior(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch, year: int, name: str
) -> None:
    monkeypatch.setitem(upward_world.TEXTS, 1, COPIED)
    older = sign(world, "lane", 2, year=year)
    given = submit_upward(officer(world, "lane"), older, version=older.version)
    accept_report(office(world), given, version=given.version, reason="测试")
    one = send(world, "street")
    page = receiver(world, sign_in).get(f"{SUBMISSIONS}/{one.ref}/").content.decode()
    assert f"与“{name}”的报告雷同" in page


def test_no_file_is_entered_for_an_organ_that_writes_its_report_here(world: World, sign_in: SignIn) -> None:
    sign(world, "street", 2)
    page = board_of(world, sign_in)
    assert "/enter/lane/" in page
    assert "/enter/street/" not in page
