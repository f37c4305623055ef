"""Last year's report, what came and went, and the register: whether they lead to one another, and why not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from reporting_world import JANUARY, YEAR, officer
from upward_world import balanced, value_of
from web_world import NOW, World

from gongkai.web.organs.access import Refused
from gongkai.web.organs.models import Account
from gongkai.web.registers.models import Document
from gongkai.web.reporting.actions.compile_report import compile_report
from gongkai.web.reporting.freezing import add_frozen, facts_behind, keep_evidence
from gongkai.web.reporting.models import AnnualReport
from gongkai.web.reporting.queries.in_force import InForce, in_force_chain

pytestmark = pytest.mark.django_db
KIND = "normative_documents"


def document(world: World, title: str, issued: date, **fields: object) -> Document:
    given = {"organ": world.organs["street"], "kind": KIND, "entered_at": NOW} | fields
    return Document.objects.create(title=title, issued_on=issued, **given)


def report_last_year(world: World, in_force: int, *, with_list: bool = True) -> None:
    """Last year's report as it was frozen, with the documents that it counted where `with_list`."""
    organ = world.organs["street"]
    report = AnnualReport.objects.create(organ=organ, year=YEAR - 1, edition="2021", state="passed")
    value = value_of(world, "street", balanced(0, **{f"disclosure/{KIND}/in_force": in_force}), YEAR - 1)
    frozen = add_frozen(officer(world), report, value, note="", origin="compiled")
    if with_list:
        keep_evidence(report, frozen, facts_behind(report))


def chain_of(world: World) -> InForce:
    return in_force_chain(officer(world), world.organs["street"], KIND, [YEAR])


def test_the_chain_holds_where_last_years_report_leads_to_the_register(world: World) -> None:
    document(world, "旧办法", date(YEAR - 2, 5, 1), repealed_on=date(YEAR, 6, 1))
    document(world, "老办法", date(YEAR - 1, 5, 1))
    report_last_year(world, 2)
    document(world, "新办法", date(YEAR, 5, 1))
    found = chain_of(world)
    assert (found.last.reported, found.last.issued, found.last.repealed, found.expected) == (2, 1, 1, 2)
    assert not found.is_broken


def test_a_document_registered_late_is_named_as_the_difference(world: World) -> None:
    document(world, "老办法", date(YEAR - 1, 5, 1))
    report_last_year(world, 1)
    document(world, "补登的办法", date(YEAR - 3, 5, 1))
    found = chain_of(world)
    assert found.is_broken
    assert ([one.title for one in found.appeared], found.gone) == (["补登的办法"], ())


def test_a_document_voided_since_is_named_as_the_difference(world: World) -> None:
    wrong = document(world, "错登的办法", date(YEAR - 1, 5, 1))
    report_last_year(world, 1)
    Document.objects.filter(pk=wrong.pk).update(voided_at=NOW, void_reason="重复")
    assert [one.title for one in chain_of(world).gone] == ["错登的办法"]


def test_without_a_list_of_last_year_the_difference_is_said_and_no_document_blamed(world: World) -> None:
    document(world, "老办法", date(YEAR - 1, 5, 1))
    report_last_year(world, 5, with_list=False)
    found = chain_of(world)
    assert (found.is_broken, found.is_itemised, found.appeared, found.gone) == (True, False, (), ())


def test_who_may_not_read_the_registers_gets_no_chain(world: World) -> None:
    with pytest.raises(Refused):
        in_force_chain(world.viewer("officer", "lane", now=JANUARY), world.organs["street"], KIND, [YEAR])


def test_the_registers_page_and_the_cell_show_the_chain_and_the_difference(
    world: World, sign_in: Callable[[Account], Client]
) -> None:
    document(world, "老办法", date(YEAR - 1, 5, 1))
    report_last_year(world, 3)
    report = compile_report(officer(world), world.organs["street"], YEAR)
    browser = sign_in(world.hire("officer", "street"))
    overview = browser.get("/desk/registers/", {"year": YEAR}).content.decode()
    cell = browser.get(f"/desk/reports/{report.ref}/cells/disclosure/{KIND}/in_force/").content.decode()
    assert all("对不上" in page and "年度报告填的是3件" in page for page in (overview, cell))
    assert "GK602" in cell
