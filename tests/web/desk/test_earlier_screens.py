"""Earlier reports and the area at a glance, as the people who use the screens meet them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from web_world import World

from gongkai.web.cases.models import Case
from gongkai.web.organs.models import Account, Organ
from gongkai.web.reporting.models import EarlierReport, Publication

SEED = sorted((Path(__file__).parents[3] / "samples").glob("四方台区*"))[0]


def test_an_officer_takes_a_report_in_and_the_leader_publishes_it(
    world: World, sign_in: Callable[[Account], Client]
) -> None:
    Organ.objects.filter(ref="street").update(name="四方台区")
    officer, leader = (sign_in(world.hire(role, "street")) for role in ("officer", "principal_leader"))
    file = SimpleUploadedFile(SEED.name, SEED.read_bytes())
    assert officer.post("/desk/reports/earlier/", {"organ": "street", "file": file}).status_code == 302
    page = f"/desk/reports/earlier/{EarlierReport.objects.get().ref}/"
    assert "全部单元格都已读出" in officer.get(page).content.decode()
    assert officer.post(page, {"version": 1, "confirm": "1", "published_on": "2031-01-01"}).status_code == 422
    assert officer.post(page, {"version": 1, "confirm": "1", "published_on": "2024-01-26"}).status_code == 302
    assert 'name="publish"' not in officer.get(page).content.decode()
    assert leader.post(page, {"version": 2, "publish": "1"}).status_code == 302
    assert Publication.objects.get().published_on == date(2024, 1, 26)
    assert Client().get("/organs/street/reports/years/").content.decode().count("1750") == 0
    assert "15件" in Client().get("/organs/street/reports/years/").content.decode()


def test_what_is_no_report_is_refused_on_the_screen(world: World, sign_in: Callable[[Account], Client]) -> None:
    officer = sign_in(world.hire("officer", "street"))
    file = SimpleUploadedFile("a.txt", b"nothing")
    answer = officer.post("/desk/reports/earlier/", {"organ": "street", "file": file})
    assert answer.status_code == 422
    assert not EarlierReport.objects.exists()


def test_the_superior_sees_how_long_applicants_waited_and_nobody_else_does(
    world: World, sign_in: Callable[[Account], Client]
) -> None:
    """From Monday 1 to Friday 12 September 2025 lie nine working days after the first."""
    common = {"organ": world.organs["street"], "year": 2025, "applicant_kind": "business", "medium": "counter",
              "description": "清单", "form": "paper", "route": "post", "code_digest": "x",
              "arrived_at": "2025-09-01T09:00+08:00", "arrived_on": date(2025, 9, 1)}  # fmt: skip
    Case.objects.create(
        **common, serial=1, submission_key="k1", received_on=date(2025, 9, 1), decided_on=date(2025, 9, 12)
    )
    Case.objects.create(**common, serial=2, submission_key="k2")
    page = sign_in(world.hire("superior_office", "district")).get("/desk/upward/area/?year=2025").content.decode()
    assert "9 天" in page
    assert "平台上没有已答复的申请" in page
    assert sign_in(world.hire("officer", "street")).get("/desk/upward/area/").status_code == 404
