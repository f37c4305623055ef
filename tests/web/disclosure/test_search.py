"""Search finds every fragment of what is public, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from published import DAY, put_file, put_item
from web_world import NOW, World

from gongkai.web.disclosure.models import Item, SearchEntry
from gongkai.web.disclosure.search import Found, SearchQuery, find, rebuild, refresh, suggest

TEXT = "申请人对行政复议决定不服的，可以依法提起行政诉讼。联系电话：0527-8422。"


def titles(found: Found) -> list[str]:
    return [hit.item.title for hit in found.hits]


def search(words: str, **fields: object) -> list[str]:
    return titles(find(NOW, SearchQuery(words, **fields)))


@pytest.fixture
def item(world: World) -> Item:
    return put_item(
        world.organs["street"],
        "关于印发《行政复议工作规则》的通知",
        TEXT,
        document_number="街办发〔2026〕5号",
        index_number="000014349/2026-00012",
        files=(("附表.pdf", "低保对象\n花名册公示"),),
    )


@pytest.mark.parametrize("length", [1, 2, 3, 5, 9, 17])
def test_every_fragment_of_the_body_is_found(item: Item, length: int) -> None:
    fragments = {TEXT[n : n + length] for n in range(len(TEXT) - length + 1)}
    words = {fragment for fragment in fragments if any(c.isalnum() for c in fragment)}
    assert [word for word in words if search(word, near=False) != [item.title]] == []


def test_pairs_that_stand_apart_do_not_make_a_word(item: Item) -> None:
    assert search("行政诉讼决定", near=False) == []


@pytest.mark.parametrize("words", ["街办发〔2026〕5号", "街办发[2026]5号", "000014349/2026-00012", "14349/2026"])
def test_numbers_are_found_in_any_spelling(item: Item, words: str) -> None:
    assert search(words, near=False) == [item.title]


def test_the_text_of_an_attachment_is_found_and_named(item: Item) -> None:
    hit = find(NOW, SearchQuery("对象花名册")).hits[0]
    assert (hit.file_name, [p.text for p in hit.passage if p.is_hit]) == ("附表.pdf", ["对象花名册"])


def test_a_file_that_may_not_go_out_is_not_found(item: Item) -> None:
    put_file(item, "名单.txt", "查无此词", checked="flagged")
    refresh(item)
    assert search("查无此词", near=False) == []


def test_traditional_and_full_width_characters_are_found(item: Item) -> None:
    assert search("行政複議　０５２７") == [item.title]


def test_another_name_of_the_same_is_found_after_the_typed_one(world: World) -> None:
    put_item(world.organs["street"], "最低生活保障办法", at=NOW - DAY)
    put_item(world.organs["street"], "低保公示", at=NOW - 9 * DAY)
    assert search("低保") == ["低保公示", "最低生活保障办法"]


def test_the_document_with_the_number_stands_before_newer_ones_that_cite_it(world: World) -> None:
    put_item(world.organs["street"], "预算管理办法", at=NOW - 99 * DAY, document_number="街办发〔2025〕7号")
    put_item(world.organs["street"], "关于街办发〔2025〕7号的解读", "解读街办发〔2025〕7号。")
    assert search("街办发〔2025〕7号")[0] == "预算管理办法"


def test_titles_stand_before_bodies_and_the_newer_before_the_older(world: World) -> None:
    street = world.organs["street"]
    put_item(street, "别的通知", "本通知所称预算公开", at=NOW - DAY)
    put_item(street, "预算公开（旧）", at=NOW - 9 * DAY)
    put_item(street, "预算公开（新）", at=NOW - 2 * DAY)
    assert search("预算公开") == ["预算公开（新）", "预算公开（旧）", "别的通知"]


def test_what_nothing_holds_is_taken_apart(world: World) -> None:
    put_item(world.organs["street"], "最低生活保障申请指南", "申请条件和所需材料")
    found = find(NOW, SearchQuery("低保的申请条件"))
    assert (titles(found), found.taken_apart) == (["最低生活保障申请指南"], ("低保", "申请条件"))


def test_the_organ_s_name_finds_what_it_published(item: Item, world: World) -> None:
    put_item(world.organs["lane"], "行政复议案例")
    assert search("street机关 行政复议") == [item.title]


def test_facets_count_all_finds_with_the_other_choices_held_fixed(world: World) -> None:
    put_item(world.organs["street"], "通知一", kind="document", category="c1")
    put_item(world.organs["street"], "通知二", kind="interpretation", category="c1")
    found = find(NOW, SearchQuery("通知", kinds=("document",), category="c1"))
    kinds = {facet.value: facet.count for facet in found.facets["kind"]}
    assert (found.total, kinds, found.facets["category"][0].count) == (1, {"document": 1, "interpretation": 1}, 1)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "withdrawn"},
        {"state": "draft"},
        {"publish_at": NOW + DAY},
        {"expires_at": NOW - timedelta(seconds=1)},
        {"expires_at": NOW},
    ],
)
def test_what_is_not_public_now_is_neither_found_nor_counted_nor_suggested(item: Item, fields: dict) -> None:
    Item.objects.filter(pk=item.pk).update(**fields)
    with transaction.atomic():
        refresh(item)
    found = find(NOW, SearchQuery("行政复议"))
    assert (found.total, found.hits, suggest(NOW, "行政复议")) == (0, (), [])


def test_a_row_left_behind_in_the_index_shows_nothing_of_the_item(item: Item) -> None:
    Item.objects.filter(pk=item.pk).update(state="withdrawn")
    assert (find(NOW, SearchQuery("行政复议")).hits, suggest(NOW, "行政复议")) == ((), [])


def test_a_corrected_title_is_found_and_the_old_one_no_longer(item: Item) -> None:
    Item.objects.filter(pk=item.pk).update(title="关于印发听证规则的通知", text="")
    refresh(item)
    assert (search("听证规则", near=False), search("复议工作", near=False)) == ([Item.objects.get().title], [])


def test_an_undone_change_leaves_the_index_as_it_was(item: Item) -> None:
    def change_and_fail() -> None:
        with transaction.atomic():
            Item.objects.filter(pk=item.pk).update(title="别的")
            refresh(item)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert search("工作规则") == [item.title]


def test_a_rebuilt_index_answers_as_the_kept_one(item: Item, world: World) -> None:
    put_item(world.organs["lane"], "复议指南", state="withdrawn")
    before = search("复议")
    SearchEntry.objects.all().delete()
    assert (rebuild(), search("复议")) == (1, before)


def test_a_title_is_suggested_for_a_fragment_and_for_the_beginning_of_its_number(item: Item) -> None:
    assert suggest(NOW, "工作规则") == suggest(NOW, "街办发〔20") == [item.title]


def test_nothing_typed_lists_everything_the_newest_first(world: World) -> None:
    put_item(world.organs["street"], "旧", at=NOW - 2 * DAY)
    put_item(world.organs["street"], "新", at=NOW - DAY)
    assert search("") == ["新", "旧"]


def test_pages_follow_each_other_without_gap_or_repetition(world: World) -> None:
    for number in range(7):
        put_item(world.organs["street"], f"通知{number}")
    pages = [search("通知", page=page, size=3) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [3, 3, 1]
    assert len({title for page in pages for title in page}) == 7
