from __future__ import annotations

from check_facts import facts, not_run, report_with
from gongkai.check import Neighbours, check

NAME = "text_copied"
TEXT = (
    "{who}坚持依法、便民、高效原则，通过网站、微信、公示栏等多种形式及时公开各类信息，保障公众知情权和监督权。"
    "制定了{who}信息公开工作实施方案以及培训计划，明确了公开内容、公开形式、公开措施，确保公开到位。"
    "成立信息公开工作领导小组，明确分管领导，并指定专人管理，审查监督信息发布的时效性、准确性。"
)
OWN = (
    "今年在办事大厅设了预算公开角，居民可以当场查到学校、医院和道路项目的拨款依据。"
    "夏天把惠农补贴的发放流程排成了小品，在十一个村子里演出，效果比发传单好得多。"
    "审计发现的三个公开不及时的问题，由科室负责人逐一说明原因并限期补公开。"
)


def test_another_organs_text_with_the_name_changed_is_found() -> None:
    report = report_with(organ="半山街道", sections={1: TEXT.format(who="半山街道")})
    near = Neighbours(others=(report_with(organ="上塘街道", sections={1: TEXT.format(who="上塘街道")}),))
    assert [(code, found) for code, _, _, found in facts(NAME, report, near)] == [("GK721", 100)]


def test_a_copy_from_another_year_says_which() -> None:
    report = report_with(organ="半山街道", year=2023, sections={1: TEXT.format(who="半山街道")})
    older = report_with(organ="上塘街道", year=2022, sections={1: TEXT.format(who="上塘街道")})
    found = check(report, Neighbours(others=(older,))).findings
    assert ["上塘街道2022年度" in fault.message for fault in found if fault.code == "GK721"] == [True]


def test_a_text_of_its_own_is_quiet() -> None:
    near = Neighbours(others=(report_with(organ="上塘街道", sections={1: TEXT.format(who="上塘街道")}),))
    assert facts(NAME, report_with(organ="半山街道", sections={1: OWN}), near) == []


def test_without_other_reports_it_does_not_run() -> None:
    assert not_run(NAME, report_with(sections={1: OWN}))
