"""Five organs' published reports come out of the demo world's records, cell for cell, in every format."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from web_world import NOW

from gongkai.read import read_bytes
from gongkai.web.organs.access import Viewer, viewer_of
from gongkai.web.organs.models import Account, Organ
from gongkai.web.project.demo.cases import build_cases
from gongkai.web.project.demo.registers import build_registers
from gongkai.web.project.demo.reports import build_reports, has_reports
from gongkai.web.project.demo.world import build_world
from gongkai.web.reporting.actions.compile_report import compile_report
from gongkai.web.reporting.book import report_value
from gongkai.web.reporting.models import AnnualReport
from gongkai.web.reporting.queries import source_names, sources_of
from gongkai.write import write_report

TRUTH = sorted((Path(__file__).parents[2] / "samples" / "truth").glob("*.json"))


@pytest.mark.django_db
def test_the_five_seeds_are_compiled_from_the_records_and_come_back_from_every_format() -> None:
    """200 of 200 cells each; a published blank counts as 0; every nonzero cell opens as many records as it says."""
    build_world(NOW)
    build_cases(NOW)
    build_registers(NOW)
    assert len(TRUTH) == 5
    for path in TRUTH:
        truth = json.loads(path.read_text("utf-8"))
        expected = {ref: value or 0 for ref, value in truth["cells"].items()}
        assert len(expected) == 200
        organ = Organ.objects.get(name=truth["organ"])
        viewer = viewer_of(Account.objects.get(home=organ, username__startswith="officer"), NOW)
        report = compile_report(viewer, organ, 2023)
        value = report_value(report)
        assert {figure.cell.ref: figure.value for figure in value.figures()} == expected, path.stem
        opens_exactly_its_records(viewer, report)
        for suffix in ("docx", "pdf", "html"):
            again = read_bytes(write_report(value, suffix), f"report.{suffix}")
            assert {figure.cell.ref: figure.value for figure in again.figures()} == expected, (path.stem, suffix)
    build_reports(NOW)
    assert has_reports()
    for path in TRUTH:
        is_published(path)


def is_published(path: Path) -> None:
    """The program interface, the public page and its files give the published cells."""
    truth = json.loads(path.read_text("utf-8"))
    expected = {ref: value or 0 for ref, value in truth["cells"].items()}
    organ = Organ.objects.get(name=truth["organ"])
    told = Client().get(f"/api/v1/organs/{organ.ref}/reports/2023")
    content = json.loads(told.content, parse_float=Decimal)
    assert content["cells"] == expected
    assert {"organ": organ.name, "year": 2023, "edition": truth["edition"]}.items() <= content.items()
    shown = read_bytes(Client().get(f"/organs/{organ.ref}/reports/2023/").content, "report.html")
    assert {figure.cell.ref: figure.value for figure in shown.figures()} == expected
    assert {number: section.text for number, section in shown.sections.items()} == {
        int(number): text for number, text in content["sections"].items()
    }
    if "四方台" in organ.name:
        assert "信息1710条，其中概况类信息368条、政务动态信息469条、信息公开目录信息873条" in content["sections"]["1"]


def opens_exactly_its_records(viewer: Viewer, report: AnnualReport) -> None:
    for row in report.cells.all():
        sources = sources_of(viewer, report, source_names(row))
        behind = sum(int(source.count or 1) for source in sources.shown)
        assert (behind, sources.others) == (row.counted if row.cell != "disclosure/fees/amount" else behind, 0), (
            row.cell
        )
