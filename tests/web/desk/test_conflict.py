"""Two officers on one draft: neither overwrites the other, and both versions are shown."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django import forms
from django.http import QueryDict
from django.test import Client
from django.utils import timezone
from web_world import NOW, World

from gongkai.web.cases.actions.draft_reply import draft_reply
from gongkai.web.cases.actions.file_application import Arrival, register_paper
from gongkai.web.cases.actions.register import register_case
from gongkai.web.cases.intake import Application
from gongkai.web.cases.models import Case
from gongkai.web.cases.people import Person
from gongkai.web.desk.faults import show_newer
from gongkai.web.organs.models import Account
from gongkai.web.organs.versions import StaleVersion

WORDS = {"outcome": "granted", "reasons": "", "version": "1"}


@pytest.fixture
def drafted(world: World) -> Case:
    officer = world.viewer("officer", "street", now=NOW)
    application = Application("natural_person", Person("张小明", phone="13800138000"), "老旧小区改造项目清单")
    arrival = Arrival("counter", timezone.localdate(NOW))
    case = register_paper(officer, world.organs["street"], application, key="k" * 20, arrival=arrival).case
    register_case(officer, case, version=case.version)
    draft_reply(officer, case, version=case.version, outcome="granted", text="第一稿")
    return case


@pytest.mark.django_db
def test_who_saves_second_sees_both_versions_and_may_merge_them(
    drafted: Case, world: World, sign_in: Callable[[Account], Client]
) -> None:
    browser, address = sign_in(world.hire("officer", "street")), f"/desk/cases/{drafted.ref}/reply/draft/"
    assert browser.post(address, {**WORDS, "text": "甲写的"}).status_code == 302
    answer = browser.post(address, {**WORDS, "text": "乙写的"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "甲写的" in page
    assert page.count("乙写的") == 2  # as the second version, and in the field for the final text
    assert browser.post(address, {**WORDS, "version": "2", "text": "甲乙合并"}).status_code == 302
    assert drafted.replies.get().text == "甲乙合并"


@pytest.mark.django_db
def test_an_auditor_sees_what_happened_but_not_what_was_asked(
    drafted: Case, world: World, sign_in: Callable[[Account], Client]
) -> None:
    browser = sign_in(world.hire("auditor", "street"))
    for address in ("/desk/cases/", f"/desk/cases/{drafted.ref}/"):
        page = browser.get(address).content.decode()
        assert drafted.number in page
        assert "老旧小区" not in page


@pytest.mark.django_db
def test_the_export_holds_what_the_list_shows(
    drafted: Case, world: World, sign_in: Callable[[Account], Client]
) -> None:
    import io

    from python_calamine import CalamineWorkbook

    answer = sign_in(world.hire("officer", "street")).get("/desk/cases/export/?word=小区改造")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == [drafted.number]
    assert rows[1][2] == "老旧小区改造项目清单"
    assert "张小明" not in str(rows)


@pytest.mark.django_db
def test_a_step_taken_on_an_older_state_keeps_what_was_typed_and_may_be_sent_again(
    drafted: Case, world: World, sign_in: Callable[[Account], Client]
) -> None:
    browser, address = sign_in(world.hire("officer", "street")), f"/desk/cases/{drafted.ref}/search/"
    said = {
        "places": "档案室的全部目录",
        "words": "改造",
        "found": "没有找到",
        "on": timezone.localdate(NOW).isoformat(),
    }
    answer = browser.post(address, {**said, "version": str(drafted.version - 1)})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "档案室的全部目录" in page
    assert "您填写的内容都在下面" in page
    newest = Case.objects.get(pk=drafted.pk).version
    assert f'name="version" value="{newest}"' in page
    assert browser.post(address, {**said, "version": str(newest)}).status_code == 302


def test_every_choice_of_a_field_is_kept_for_who_was_overtaken() -> None:
    class Row:
        version = 2

        def refresh_from_db(self) -> None:
            self.version = 3

    form = forms.Form(QueryDict("kinds=a&kinds=b&version=1"))
    show_newer(form, StaleVersion("案件"), Row())
    assert form.data.getlist("kinds") == ["a", "b"]  # type: ignore[attr-defined] - bound to a QueryDict
    assert form.data["version"] == "3"
