"""公开指南, 公开制度, 公开目录: complete by Article 12, what is missing named, reminders when they grow old."""

from __future__ import annotations

from datetime import timedelta

import pytest
from items_world import drafted, leader, officer, passed, published
from web_world import NOW, World

from gongkai.errors import InputError
from gongkai.web.disclosure.actions.keep_guide import (
    check_guide,
    draft_catalogue,
    draft_guide,
    note_category,
    state_guide,
)
from gongkai.web.disclosure.actions.publish_item import publish_item
from gongkai.web.disclosure.actions.release_together import mark_institution
from gongkai.web.disclosure.catalogue import catalogue_of
from gongkai.web.disclosure.choices import ItemKind
from gongkai.web.disclosure.guide import lacking
from gongkai.web.disclosure.lacks import Where, asked_institutions, lacks_of
from gongkai.web.disclosure.listed import guide_fields, standard
from gongkai.web.disclosure.models import Item
from gongkai.web.disclosure.queries.special import guide_of, published_guide, rules_of
from gongkai.web.organs.access import Refused
from gongkai.web.organs.models import Contact, Organ

pytestmark = pytest.mark.django_db
ARTICLE_12 = {
    *("政府信息的分类", "编排体系", "获取方式", "政府信息公开工作机构的名称", "办公地址", "办公时间", "联系电话"),
    *("传真号码", "互联网联系方式"),
}
WRITTEN = {"classification": "分为十五类", "arrangement": "按索引号", "access": "网上检索"}
CONTACT = {
    "office": "党政办公室",
    "address": "中山路1号",
    "hours": "9:00—17:00",
    "phone": "0357-1234567",
    "fax": "0357-1234568",
    "email": "gk@example.invalid",
}


def street(world: World) -> Organ:
    return Organ.objects.select_related("contact").get(ref="street")


def complete(world: World) -> Organ:
    Contact.objects.filter(organ__ref="street").update(**CONTACT)
    organ = street(world)
    state_guide(officer(world), organ, WRITTEN, version=guide_of(organ).version)
    return organ


def issued(world: World) -> Item:
    item = passed(world, draft_guide(officer(world), complete(world)))
    return publish_item(leader(world), item, version=item.version)


def whats(world: World, where: Where, now=NOW) -> list[str]:
    return [lack.what for lack in lacks_of(officer(world, now), street(world)) if lack.where is where]


def test_the_guide_asks_for_everything_that_article_12_names(world: World) -> None:
    assert {field.zh for field in guide_fields() if field.is_required} == ARTICLE_12
    assert {field.zh for field in lacking(street(world), guide_of(street(world)))} == ARTICLE_12


def test_each_missing_part_is_named_on_the_desk(world: World) -> None:
    complete(world)
    Contact.objects.filter(organ__ref="street").update(fax="")
    assert whats(world, Where.GUIDE) == ["公开指南缺少“传真号码”", "公开指南还没有发布"]


def test_an_incomplete_guide_is_not_issued(world: World) -> None:
    with pytest.raises(InputError, match="互联网联系方式"):
        draft_guide(officer(world), street(world))
    with pytest.raises(InputError, match="不完整"):
        check_guide(officer(world), street(world))


def test_the_issued_guide_holds_contact_and_procedure(world: World) -> None:
    text = issued(world).text
    assert all(value in text for value in (*WRITTEN.values(), *CONTACT.values()))
    assert "20个工作日内答复，需要延长的最长不超过20个工作日" in text
    assert published_guide(NOW, street(world)) is not None


def test_a_guide_that_changed_since_it_was_issued_is_named(world: World) -> None:
    issued(world)
    assert whats(world, Where.GUIDE) == []
    Contact.objects.filter(organ__ref="street").update(phone="0357-7654321")
    assert whats(world, Where.GUIDE) == ["已发布的公开指南不是最新内容"]


def test_after_a_year_the_office_is_asked_to_look_at_its_guide(world: World) -> None:
    issued(world)
    assert whats(world, Where.GUIDE, NOW + timedelta(days=366)) == ["请核对公开指南"]


def test_every_category_without_anything_is_a_gap_until_it_is_explained(world: World) -> None:
    published(world, category="regulations")
    lines = {line.category.id: line for line in catalogue_of(street(world), NOW)}
    assert (lines["regulations"].count, lines["regulations"].is_gap) == (1, False)
    assert lines["recruitment"].is_gap
    note_category(officer(world), street(world), "recruitment", "公务员招考由区组织")
    line = next(line for line in catalogue_of(street(world), NOW) if line.category.id == "recruitment")
    assert (line.note, line.is_gap) == ("公务员招考由区组织", False)


def test_a_township_is_asked_for_its_own_categories_and_a_county_for_its_own(world: World) -> None:
    """Article 21."""
    asked = {ref: {line.category.id for line in catalogue_of(world.organs[ref], NOW)} for ref in ("street", "district")}
    assert asked["street"] - asked["district"] == {"rural_policy", "rural_works"}
    assert asked["district"] - asked["street"] == {"municipal_works", "public_services", "public_security"}


def test_the_published_catalogue_names_its_gaps(world: World) -> None:
    published(world, category="regulations")
    assert (
        "公务员招考\t政府信息公开条例第二十条第（十四）项\t暂无" in draft_catalogue(officer(world), street(world)).text
    )


def test_rules_that_an_organ_owes_itself_are_named_until_they_are_public(world: World) -> None:
    rules = {one.zh for one in asked_institutions(street(world))}
    assert whats(world, Where.INSTITUTIONS) == [
        f"公开制度缺少“{rule.zh}”" for rule in asked_institutions(street(world))
    ]
    item = drafted(world, kind=ItemKind.INSTITUTION, title="信息发布审查办法", category="")
    mark_institution(officer(world), item, "examination", version=item.version)
    item = passed(world, item)
    publish_item(leader(world), item, version=item.version)
    assert len(whats(world, Where.INSTITUTIONS)) == len(rules) - 1
    there = {rule.institution.id: [one.title for one in rule.items] for rule in rules_of(NOW, street(world))}
    assert there["examination"] == ["信息发布审查办法"]


def test_assessment_and_accountability_are_asked_of_governments(world: World) -> None:
    """Article 46 speaks of governments at all levels."""
    assert {one.id for one in asked_institutions(world.organs["district"])} - {
        one.id for one in asked_institutions(street(world))
    } == {"assessment", "public_review", "accountability"}


def test_nobody_of_another_organ_writes_the_guide(world: World) -> None:
    with pytest.raises(Refused):
        state_guide(world.viewer("officer", "lane"), street(world), WRITTEN, version=1)
    with pytest.raises(Refused):
        lacks_of(world.viewer("officer", "lane"), street(world))


def test_the_pilot_fields_are_twenty_six_and_say_that_they_are_not_confirmed() -> None:
    assert (len(standard().fields), standard().is_confirmed) == (26, False)
