"""Handing in a register book at the desk."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from web_world import World

from gongkai.web.cases.models import Case
from gongkai.web.cases.register_book import COLUMNS
from gongkai.web.organs.models import Account
from gongkai.web.organs.sheets import read_sheet

pytestmark = pytest.mark.django_db
PAGE = "/desk/cases/import/"
PAST = {
    "提交方式": "当面提交",
    "到达日期": "2023-05-08",
    "申请人类型": "自然人",
    "申请人": "李四",
    "内容描述": "预算",
    "办理结果": "G2",
    "决定日期": "2023-05-20",
    "送达日期": "2023-05-22",
    "送达方式": "直接送达",
}


def hand_in(browser: Client, **changed: str) -> str:
    values = PAST | changed
    lines = [",".join(COLUMNS), ",".join(values.get(column, "") for column in COLUMNS)]
    book = SimpleUploadedFile("登记簿.csv", "\n".join(lines).encode())
    answer = browser.post(PAGE, {"organ": "street", "file": book}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def officer(world: World, sign_in: Callable[[Account], Client]) -> Client:
    return sign_in(world.hire("officer", "street"))


@pytest.mark.django_db(transaction=True)
def test_a_good_book_is_taken_in_and_its_cases_counted(officer: Client) -> None:
    assert "导入 1 件" in hand_in(officer)
    assert Case.objects.get().description == "预算"


@pytest.mark.django_db(transaction=True)
def test_a_fault_is_shown_with_its_cell_and_nothing_is_taken_in(officer: Client) -> None:
    page = hand_in(officer, 到达日期="昨天")
    cell = f"{chr(ord('A') + list(COLUMNS).index('到达日期'))}2"
    assert f'<th scope="row">{cell}</th>' in page
    assert not Case.objects.exists()


def test_the_template_can_be_downloaded_and_has_every_column(officer: Client) -> None:
    content = officer.get(f"{PAGE}template/").content
    assert set(read_sheet("register.xlsx", content, list(COLUMNS)).columns) == set(COLUMNS)


def test_to_htmx_only_the_list_is_sent(officer: Client) -> None:
    answer = officer.get(PAGE, headers={"HX-Request": "true"}).content.decode()
    assert answer.startswith('<div id="books"')
    assert "<html" not in answer
