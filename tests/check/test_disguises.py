"""A personal number is found however it is spelt, and ordinary numbers are left alone."""

from __future__ import annotations

import pytest

from gongkai.check.disguises import find_disguised_leaks

NUMBER = "11010519491231002X"
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def kinds(text: str) -> set[str]:
    return {leak.kind for leak in find_disguised_leaks(text)}


@pytest.mark.parametrize(
    "spelling",
    [
        NUMBER,
        NUMBER.lower(),
        NUMBER.translate(WIDE),
        " ".join(NUMBER),
        "110105 19491231 002X",
        "110105-19491231-002X",
        "1101 0519 4912 3100 2X",
        "110105\u00a019491231\u00a0002X",
        "\u200b".join(NUMBER),
        "110105·19491231·002X",
        "身份证：" + NUMBER + "，男",
        "一一〇一〇五一九四九一二三一〇〇二X",
        "壹壹零壹零伍壹玖肆玖壹贰叁壹零零贰X",
    ],
)
def test_an_identity_number_is_found_however_it_is_spelt(spelling: str) -> None:
    assert "identity_number" in kinds(f"申请人张某（{spelling}）。")


def test_a_number_over_two_lines_is_a_matter_for_a_person() -> None:
    assert kinds("110105194912\n31002X") == {"spread_identity_number"}


@pytest.mark.parametrize(
    "text",
    [
        "索引号 330105/2026-00012，文号 上塘街办〔2026〕12号",
        "联系电话 0571-88880000",
        "110105194912310021",  # the last digit does not check
        "预算 3920.00 2305.60 1614.40 71.42 万元",
        "统一社会信用代码 91330105MA2XXXXX1A",
        "2026年1月1日至2026年12月31日",
        "一九四九年十月一日",
    ],
)
def test_what_is_no_personal_number_is_left_alone(text: str) -> None:
    assert not kinds(text) & {"identity_number", "spread_identity_number", "bank_card", "mobile_number"}


def test_what_is_found_is_not_repeated_in_the_finding() -> None:
    for leak in find_disguised_leaks(f"{NUMBER} {' '.join(NUMBER)} 13800138000"):
        assert NUMBER not in leak.quote.replace(" ", "")
        assert "13800138000" not in leak.quote


def test_an_address_of_a_home_is_found() -> None:
    assert "home_address" in kinds("家庭住址：杭州市拱墅区某路1号2幢301室")
