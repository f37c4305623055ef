"""A question in a sentence finds what it names: organ and year by the item's data, the matter by its words."""

from __future__ import annotations

from datetime import date

import pytest
from published import DAY, put_item
from web_world import NOW, World

from gongkai.web.disclosure.search import SearchQuery, find
from gongkai.web.disclosure.search.organ_names import ways_of
from gongkai.web.organs.models import FormerName, Organ

THIS = NOW.year
YEAR = 365 * DAY


@pytest.fixture
def bureau(world: World) -> Organ:
    organ = world.organs["street"]
    Organ.objects.filter(pk=organ.pk).update(name="平山县市场监督管理局")
    return organ


def titles(words: str) -> list[str]:
    return [hit.item.title for hit in find(NOW, SearchQuery(words)).hits]


def test_organ_and_year_are_found_in_the_data_of_an_item(bureau: Organ, world: World) -> None:
    put_item(bureau, "电梯检查办法")
    put_item(world.organs["lane"], "电梯检查办法")
    found = find(NOW, SearchQuery(f"平山县市场监督管理局{THIS}年的电梯检查办法"))
    assert [hit.item.organ_id for hit in found.hits] == [bureau.pk]
    assert found.taken_apart == ("平山县市场监督管理局", str(THIS), "电梯检查办法")


@pytest.mark.parametrize("words", ["平山市监局电梯检查", "平山县市场监管局的电梯检查", "工商局 电梯检查 有哪些规定"])
def test_an_organ_is_known_by_what_people_call_it(bureau: Organ, world: World, words: str) -> None:
    put_item(bureau, "电梯检查办法")
    put_item(world.organs["lane"], "电梯检查通报")
    assert titles(words) == ["电梯检查办法"]


def test_an_organ_is_known_by_its_former_name(bureau: Organ) -> None:
    FormerName.objects.create(organ=bureau, name="平山县质监局", until_on=date(2018, 1, 1))
    put_item(bureau, "电梯检查办法")
    assert titles("平山县质监局电梯检查") == ["电梯检查办法"]


def test_last_year_is_the_year_before_the_asking(bureau: Organ) -> None:
    put_item(bureau, "预算公开一", at=NOW - YEAR)
    put_item(bureau, "预算公开二")
    assert titles("去年预算公开") == ["预算公开一"]


def test_a_year_in_the_title_stands_before_the_year_of_publication(bureau: Organ) -> None:
    put_item(bureau, "部门预算说明", at=NOW - DAY)
    put_item(bureau, f"关于{THIS}年度部门预算说明", at=NOW - 9 * DAY)
    assert titles(f"{THIS}年的部门预算说明") == [f"关于{THIS}年度部门预算说明", "部门预算说明"]


def test_what_is_named_but_finds_nothing_only_helps(bureau: Organ, world: World) -> None:
    """Nothing of that year is there: the matter is shown, what the organ published first."""
    put_item(bureau, "电梯检查办法", at=NOW - DAY)
    put_item(world.organs["lane"], "电梯检查通报")
    assert titles("平山县市场监督管理局1999年的电梯检查") == ["电梯检查办法"]
    assert titles("1999年的电梯检查") == ["电梯检查通报", "电梯检查办法"]


def test_pieces_are_held_by_one_item_together(bureau: Organ) -> None:
    """Each of two longer pieces stands in some item, but no item has both."""
    put_item(bureau, "城市道路挖掘许可公示")
    put_item(bureau, "挖掘许可意见")
    put_item(bureau, "关于城市道路挖掘许可的意见")
    assert titles("城市道路挖掘许可意见") == ["关于城市道路挖掘许可的意见"]


def test_a_title_stands_before_a_text_that_has_the_words_in_a_row(bureau: Organ) -> None:
    put_item(bureau, "别的", "怎样申请低保补贴")
    put_item(bureau, "低保申请办法", at=NOW - DAY)
    assert titles("请问申请低保有哪些办法") == ["低保申请办法"]


def test_a_number_is_found_in_a_sentence(bureau: Organ) -> None:
    put_item(bureau, "电梯检查办法", document_number="平市监发〔2025〕7号")
    put_item(bureau, "引用平市监发〔2025〕7号的通知")
    assert titles("请问平市监发[2025]7号文件在哪里看")[0] == "电梯检查办法"


def test_words_that_are_found_as_typed_are_not_taken_apart(bureau: Organ) -> None:
    put_item(bureau, "关于有关情况的通知")
    found = find(NOW, SearchQuery("有关情况的通知"))
    assert (found.total, found.taken_apart) == (1, ())


def test_a_phrase_is_never_taken_apart(bureau: Organ) -> None:
    put_item(bureau, "电梯检查办法")
    assert titles("“电梯的检查”") == []


def test_the_place_is_no_name_of_an_organ_where_nothing_else_is_left() -> None:
    assert ways_of("城市管理局") == {"城市管理局", "城管局"}
    assert {"平山县", "平山财政局", "财政局"} <= ways_of("平山县财政局")


def test_what_the_organ_named_published_stands_before_what_mentions_it(bureau: Organ, world: World) -> None:
    put_item(world.organs["lane"], "转发文件", "平山县市场监督管理局的电梯检查")
    put_item(bureau, "电梯检查办法", at=NOW - 9 * DAY)
    assert titles("平山县市场监督管理局 电梯检查") == ["电梯检查办法", "转发文件"]
