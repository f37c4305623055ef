"""The demo world has years to compare: each report follows from the one before."""

from __future__ import annotations

import pytest
from django.test import Client
from web_world import NOW

from gongkai.web.organs.models import Organ
from gongkai.web.project.demo.cases import build_cases
from gongkai.web.project.demo.earlier import build_earlier, has_earlier
from gongkai.web.project.demo.registers import build_registers
from gongkai.web.project.demo.reports import has_reports
from gongkai.web.project.demo.world import build_world
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.models import FrozenReport
from gongkai.web.reporting.queries.compared import over_years


@pytest.mark.django_db
def test_earlier_years_are_published_follow_from_each_other_and_stand_side_by_side() -> None:
    for build in (build_world, build_cases, build_registers, build_earlier):
        build(NOW)
    assert has_earlier()
    assert not has_reports(), "the year of the five seeds is still to come"
    district = Organ.objects.get(ref="230505")
    assert [year for year, _ in over_years(NOW, district)] == [2021, 2022]
    now = report_in(FrozenReport.objects.get(report__organ=district, report__year=2022))
    before = report_in(FrozenReport.objects.get(report__organ=district, report__year=2021))
    row = "disclosure/normative_documents"
    changed = (now.count(f"{row}/issued") or 0) - (now.count(f"{row}/repealed") or 0)
    assert now.count(f"{row}/in_force") == (before.count(f"{row}/in_force") or 0) + changed
    page = Client().get("/organs/230505/reports/years/").content.decode()
    assert "<svg" in page
    assert "2021" in page
