from __future__ import annotations

from check_facts import facts, not_run, report_with
from gongkai.check import Neighbours

NAME = "text_repeated"
TEXT = (
    "青山区财政局坚持依法、便民、高效原则，通过网站、微信、公示栏等多种形式及时公开财政信息{n}条，保障公众知情权。"
    "制定了信息公开工作实施方案以及培训计划，明确了公开内容、公开形式、公开措施，确保公开到位，全年培训{n}次。"
    "成立信息公开工作领导小组，明确分管领导，并指定专人管理，审查监督信息发布的时效性、准确性。"
)
NEW = (
    "今年在办事大厅设了预算公开角，居民可以当场查到学校、医院和道路项目的拨款依据。"
    "夏天把惠农补贴的发放流程排成了小品，在十一个村子里演出，效果比发传单好得多。"
    "审计发现的三个公开不及时的问题，由科室负责人逐一说明原因并限期补公开。"
)


def test_last_years_text_with_new_numbers_is_found() -> None:
    report = report_with(sections={1: TEXT.format(n=48)})
    near = Neighbours(previous=report_with(year=2022, sections={1: TEXT.format(n=39)}))
    assert [(code, found) for code, _, _, found in facts(NAME, report, near)] == [("GK621", 100)]


def test_a_new_text_is_quiet() -> None:
    near = Neighbours(previous=report_with(year=2022, sections={1: TEXT.format(n=39)}))
    assert facts(NAME, report_with(sections={1: NEW}), near) == []


def test_without_last_years_report_it_does_not_run() -> None:
    assert not_run(NAME, report_with(sections={1: TEXT.format(n=48)}))
