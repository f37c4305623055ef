"""The screens of the annual report over HTTP: the officer's without a script, the reader's, the program's."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from reporting_world import JANUARY, YEAR, add_case, compiled, officer, passed, signed, submitted
from web_world import World

from gongkai.web.disclosure.models import Item
from gongkai.web.reporting.actions.compile_report import compile_report
from gongkai.web.reporting.actions.publish_report import publish_report
from gongkai.web.reporting.actions.review_report import open_correction
from gongkai.web.reporting.actions.save_section import save_section
from gongkai.web.reporting.models import AnnualReport

pytestmark = pytest.mark.django_db
TOTAL = "requests/received/total"


@pytest.fixture(autouse=True)
def january(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: JANUARY)


def published(world: World) -> AnnualReport:
    report = signed(world)
    leader = world.viewer("principal_leader", "street", now=JANUARY)
    publish_report(leader, report, number=1, version=report.version)
    return report


def test_without_a_script_the_officer_writes_references_in_a_plain_field(world: World, sign_in):
    report = compiled(world)
    page = sign_in(world.hire("officer", "street")).get(f"/desk/reports/{report.ref}/text/1/").content.decode()
    assert "<textarea" in page
    assert "{{requests/closed/total}}" in page


def test_a_record_that_fits_no_cell_is_named_with_its_page_and_the_reason(world: World, sign_in):
    case = add_case(world, 9, applicant_kind="nobody")
    report = compiled(world)
    page = sign_in(world.hire("officer", "street")).get(f"/desk/reports/{report.ref}/").content.decode()
    assert "1条没有计入" in page
    assert f'<a href="/desk/cases/{case.ref}/">{case.number}</a>' in page
    assert "申请人类型“nobody”没有对应的列" in page


def test_looking_at_a_text_says_what_is_wrong_and_saves_nothing(world: World, sign_in):
    report = compiled(world)
    before = report.sections.get(number=6).source
    browser = sign_in(world.hire("officer", "street"))
    said = browser.post(f"/desk/reports/{report.ref}/text/6/check/", {"source": "开展培训37次，收到申请2件。"})
    assert "查不到来源" in said.content.decode()
    assert 'data-ref="requests/received/total"' in said.content.decode()
    assert report.sections.get(number=6).source == before


def test_saving_over_a_colleague_shows_both_texts_and_keeps_yours(world: World, sign_in):
    report = compiled(world)
    seen = report.sections.get(number=6).version
    save_section(officer(world, "second"), report, 6, "乙已经写好", version=seen)
    browser = sign_in(world.hire("officer", "street"))
    page = browser.post(f"/desk/reports/{report.ref}/text/6/", {"source": "甲也写了", "version": seen})
    assert page.status_code == 409
    assert "乙已经写好" in page.content.decode()
    assert "甲也写了" in page.content.decode()


def test_a_figure_opens_exactly_its_cases(world: World, sign_in):
    report = compiled(world)
    page = sign_in(world.hire("officer", "street")).get(f"/desk/reports/{report.ref}/cells/{TOTAL}/").content.decode()
    assert page.count('href="/desk/cases/') - page.count('href="/desk/cases/"') == 2


def test_a_wrong_number_is_said_beside_the_field_and_kept(world: World, sign_in):
    report = compiled(world)
    browser = sign_in(world.hire("officer", "street"))
    data = {"stated": "三件", "reason": "外网登记", "version": report.version}
    page = browser.post(f"/desk/reports/{report.ref}/cells/{TOTAL}/", data)
    assert page.status_code == 422
    assert "不是整数" in page.content.decode()
    assert "外网登记" in page.content.decode()


def test_an_unfinished_report_is_not_sent_and_the_page_says_why(world: World, sign_in):
    report = compiled(world)
    browser = sign_in(world.hire("officer", "street"))
    page = browser.post(f"/desk/reports/{report.ref}/submit/", {"version": report.version}, follow=True)
    assert "没有人确认" in page.content.decode()


def test_programs_get_the_published_report_in_the_promised_shape(world: World):
    published(world)
    told = json.loads(Client().get(f"/api/v1/organs/street/reports/{YEAR}").content)
    assert {"organ", "year", "edition", "published_on", "sections", "cells"} <= told.keys()
    assert not {"file", "sources", "unread"} & told.keys()
    assert (told["cells"][TOTAL], told["published_on"]) == (2, "2027-01-12")


def test_what_is_signed_but_not_published_is_nowhere_for_the_public(world: World):
    signed(world)
    missing = Client().get("/api/v1/organs/street/reports/1999")
    hidden = Client().get(f"/api/v1/organs/street/reports/{YEAR}")
    assert (hidden.status_code, hidden.content) == (missing.status_code, missing.content)
    assert Client().get(f"/organs/street/reports/{YEAR}/").status_code == 404


def test_no_source_of_a_figure_stands_on_a_public_page(world: World):
    published(world)
    pages = [f"/organs/street/reports/{YEAR}/", f"/organs/street/reports/{YEAR}/cells/{TOTAL}/"]
    assert not any("case:" in Client().get(page).content.decode() for page in pages)


def test_a_published_figure_says_its_meaning_and_basis(world: World):
    published(world)
    page = Client().get(f"/organs/street/reports/{YEAR}/cells/{TOTAL}/").content.decode()
    assert "新收政府信息公开申请数量" in page
    assert "第二十九条" in page


def test_the_report_stands_on_the_organs_column_and_leads_to_its_page(world: World):
    published(world)
    item = Item.objects.get(kind="annual_report", state="published")
    assert f"/organs/street/reports/{YEAR}/" in Client().get(f"/items/{item.ref}/").content.decode()


def test_a_correction_takes_the_place_of_the_earlier_version_on_the_column(world: World):
    report = published(world)
    report.refresh_from_db()
    open_correction(officer(world), report, reason="补正文字", version=report.version)
    passed(world, submitted(world, AnnualReport.objects.get(pk=report.pk)))
    report.refresh_from_db()
    leader = world.viewer("principal_leader", "street", now=JANUARY)
    publish_report(leader, report, number=2, version=report.version)
    states = list(Item.objects.filter(kind="annual_report").order_by("pk").values_list("state", flat=True))
    assert states == ["withdrawn", "published"]
    page = Client().get(f"/organs/street/reports/{YEAR}/").content.decode()
    assert "补正文字" in page
    assert "历次版本" in page


@pytest.mark.parametrize("suffix", ["docx", "pdf", "html", "xlsx", "json"])
def test_every_format_can_be_downloaded(world: World, suffix: str):
    published(world)
    told = Client().get(f"/organs/street/reports/{YEAR}/file/{suffix}/")
    assert told.status_code == 200
    assert "attachment" in told.headers["Content-Disposition"]


def test_cells_left_blank_are_not_called_counted(world: World, sign_in):
    report = compile_report(officer(world), world.organs["street"], YEAR)  # no book was closed
    page = sign_in(world.hire("officer", "street")).get(f"/desk/reports/{report.ref}/").content.decode()
    assert "其中10格是空白" in page
    assert f"/desk/registers/?year={YEAR}&amp;organ=street" in page
