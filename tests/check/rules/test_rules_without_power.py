from __future__ import annotations

from check_facts import facts, report_with

NAME = "rules_without_power"


RULES = {"disclosure/rules/issued": 2}


def test_a_township_has_no_power_to_make_rules() -> None:
    assert facts(NAME, report_with(RULES, organ="松木塘镇人民政府")) == [("GK204", "disclosure/rules/issued", 0, 2)]


def test_a_county_department_has_none_either() -> None:
    assert len(facts(NAME, report_with(RULES, organ="青山区卫生健康局"))) == 1


def test_an_organ_whose_level_the_name_does_not_tell_is_left_alone() -> None:
    assert facts(NAME, report_with(RULES, organ="江西省统计局")) == []
    assert facts(NAME, report_with(RULES, organ="深圳市生态环境局")) == []
    assert facts(NAME, report_with(RULES, organ="淮安市人民政府")) == []
