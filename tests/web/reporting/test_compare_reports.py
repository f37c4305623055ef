"""Reports beside each other: the method is what it says, missing stays missing, numbers lead to their cells."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from web_world import NOW, World

from gongkai.form import edition_for
from gongkai.report import ABSENT, Report, build_report
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.choices import Origin
from gongkai.web.reporting.comparing import Side, grid, outcomes
from gongkai.web.reporting.content import content_of, digest_of
from gongkai.web.reporting.measures import MEASURES, outcome_parts
from gongkai.web.reporting.models import AnnualReport, FrozenReport, Publication
from gongkai.web.reporting.queries.compared import over_years, side_by_side

BY_ID = {measure.id: measure for measure in MEASURES}


def report(year: int = 2023, **cells: int | None) -> Report:
    """A report with 0 in every cell but those given; `a__b` stands for requests/a/total."""
    form = edition_for(year)
    values: dict[str, object] = {cell.ref: 0 for cell in form.cells[: form.statutory]}
    values |= {f"requests/{row.replace('__', '.')}/total": value for row, value in cells.items()}
    return build_report(form, values, organ="甲", year=year)


def publish(organ: Organ, value: Report, number: int = 1) -> None:
    row, _ = AnnualReport.objects.get_or_create(organ=organ, year=value.year, edition=value.edition.id)
    content = content_of(value)
    frozen = FrozenReport.objects.create(
        report=row, number=number, origin=Origin.READ, edition=value.edition.id, content=content,
        sha256=digest_of(content), frozen_at=NOW,
    )  # fmt: skip
    Publication.objects.create(frozen=frozen, published_on=date(value.year + 1, 1, 20), published_at=NOW)


def test_the_share_disclosed_is_granted_and_partly_granted_in_all_closed() -> None:
    found = BY_ID["disclosed"].work_out(report(granted=28, partly_granted=2, closed=40))
    assert (found.value, found.shown) == (Decimal(75), "75.0%")


@pytest.mark.parametrize(
    ("cells", "why"),
    [({"closed": 0}, "没有办结的申请"), ({"closed": 4, "granted": None}, "报告中是空白")],
)
def test_a_share_that_cannot_be_worked_out_is_missing_with_the_reason_not_zero(cells, why: str) -> None:
    found = BY_ID["disclosed"].work_out(report(**cells))
    assert (found.value, found.shown, found.why) == (None, "", why)


def test_a_cell_that_the_report_lacks_is_missing_and_a_zero_is_zero() -> None:
    value = report(received=0)
    index = value.edition.index["requests/closed/total"]
    lacking = replace(value, values=tuple(ABSENT if n == index else v for n, v in enumerate(value.values)))
    assert BY_ID["received"].work_out(lacking).shown == "0"
    assert BY_ID["closed"].work_out(lacking).why == "报告没有这一格"


def test_a_row_that_the_years_form_does_not_have_is_missing_not_zero() -> None:
    assert BY_ID["documents"].work_out(report(2020)).why == "当年的格式没有这一格"


def test_the_ways_to_close_add_up_to_all_that_was_closed() -> None:
    value = report(granted=5, refused__state_secret=1, refused__deliberative=2, unavailable__not_held=4)
    found = {name: part.shown for name, part in outcome_parts(value).items()}
    zero = {"partly_granted": "0", "not_processed": "0", "otherwise_closed": "0"}
    assert found == {"granted": "5", "refused": "3", "unavailable": "4"} | zero


def test_one_row_printed_for_several_is_counted_once() -> None:
    value = report(granted=5)
    index = value.edition.index
    rows = {index[f"requests/otherwise_closed.{part}/total"] for part in ("uncorrected", "fee_unpaid", "other")}
    one = index["requests/otherwise_closed/total"]
    values = tuple(7 if n == one else ABSENT if n in rows else v for n, v in enumerate(value.values))
    assert outcome_parts(replace(value, values=values))["otherwise_closed"].shown == "7"


def test_a_side_without_a_report_has_words_and_no_bar() -> None:
    rows = grid([Side("甲", report(received=3)), Side("乙", why="没有发布")])
    chart = next(row.chart for row in rows if row.measure.id == "received")
    assert chart.count('class="figure"') == 1
    assert "— 没有发布" in chart
    assert outcomes([Side("乙", why="没有发布")])[0].closed is None


def test_a_year_between_without_a_report_is_a_gap(world: World) -> None:
    street = world.organs["street"]
    for year in (2021, 2023):
        publish(street, report(year))
    assert [(year, found is not None) for year, found in over_years(NOW, street)] == [
        (2021, True),
        (2022, False),
        (2023, True),
    ]


def test_the_last_published_version_is_compared_and_not_one_of_the_future(world: World) -> None:
    street = world.organs["street"]
    publish(street, report(received=3))
    publish(street, report(received=4), number=2)
    Publication.objects.filter(frozen__number=2).update(published_at=NOW.replace(year=2027))
    [(_, found)] = side_by_side(NOW, [street], 2023)
    assert BY_ID["received"].work_out(found).shown == "3"


@pytest.mark.django_db
def test_the_public_sees_an_organ_over_years_with_method_and_source_of_each_number(world: World) -> None:
    publish(world.organs["street"], report(received=3, granted=3, closed=3))
    page = Client().get("/organs/street/reports/years/").content.decode()
    assert "（“予以公开”＋“部分公开”）÷“（七）总计”" in page
    assert 'href="/organs/street/reports/2023/cells/requests/granted/total/"' in page
    assert Client().get("/organs/street/reports/2023/cells/requests/granted/total/").status_code == 200


def test_the_overview_names_who_published_nothing(world: World) -> None:
    publish(world.organs["street"], report(received=3))
    page = Client().get("/organs/district/reports/below/").content.decode()
    [note] = re.findall(r'note-warning">([^<]*)<', page)
    assert "lane机关" in note
    assert "street机关" not in note


def test_organs_are_chosen_by_name_and_stand_beside_each_other(world: World) -> None:
    for name in ("street", "lane"):
        publish(world.organs[name], report(received=3))
    page = Client().get("/reports/compare/?organ=street&word=lane").content.decode()
    assert 'value="lane"> lane机关' in page
    both = Client().get("/reports/compare/?organ=street&organ=lane").content.decode()
    assert both.count('href="/organs/lane/reports/2023/"') > 1


def test_what_was_handed_up_but_not_published_stays_off_the_public_pages(world: World) -> None:
    value, street = report(received=3), world.organs["street"]
    publish(street, value)
    Publication.objects.all().delete()
    assert over_years(NOW, street) == []
    assert "还没有在平台发布" in Client().get("/organs/street/reports/years/").content.decode()
