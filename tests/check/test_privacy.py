"""What must not be published is found; what only looks like it is not."""

from __future__ import annotations

import pytest

from gongkai.check.privacy import find_leaks, is_card_number, is_identity_number


def kinds(text: str) -> list[str]:
    return [leak.kind for leak in find_leaks(text)]


@pytest.mark.parametrize("digit", "0123456789")
def test_no_other_check_digit_will_do(digit: str) -> None:
    assert not is_identity_number("11010519491231002" + digit)


def test_the_example_of_the_standard_is_an_identity_number() -> None:
    assert is_identity_number("11010519491231002X")


@pytest.mark.parametrize("number", ["110105194902310021", "990105194912310020", "11010519491231002"])
def test_impossible_dates_provinces_and_lengths_are_not(number: str) -> None:
    assert not is_identity_number(number)


def test_luhn() -> None:
    assert is_card_number("4111111111111111")
    assert not is_card_number("4111111111111112")


def test_the_number_is_masked() -> None:
    (leak,) = find_leaks("身份证号：11010519491231002X。")
    assert leak.quote == "110105********002X"
    assert (leak.start, leak.end) == (5, 23)


@pytest.mark.parametrize(
    "text",
    [
        "23条(请根据实际情况填写)",
        "公开情况（宋体加粗小四号字）",
        "{{ title }}",
        "XX街道办事处2023年报告",
        "20XX年我局公开信息",
        "××镇人民政府",
        "联系电话：_____",
        "收费（此处填写金额）元",
    ],
)
def test_leftovers_of_a_template(text: str) -> None:
    assert kinds(text) == ["placeholder"]


@pytest.mark.parametrize(
    "text",
    [
        "[bookmark: _GoBack]一、总体情况",
        "推行7×24小时自助服务",
        "1.属于国家秘密",
        "严格保守国家秘密和工作秘密",
        "张××诉某局一案",
        "电话：0517-87222589，邮编：223100",
        "〔2021〕30号、第711号",
        "（单位：万元）",
        "（请根据《条例》规定提出申请）",
    ],
)
def test_ordinary_words_are_quiet(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize("text", ["秘密★10年", "机密★1年", "绝密★", "★秘密", "密级：机密"])
def test_secrecy_marks(text: str) -> None:
    assert kinds(text) == ["secrecy_mark"]
