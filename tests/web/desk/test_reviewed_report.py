from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from reporting_world import JANUARY, compiled, officer, submitted, written
from web_world import World

from gongkai.web.organs.models import Account
from gongkai.web.reporting.actions.review_report import send_back_report
from gongkai.web.reporting.actions.state_cell import state_cell

pytestmark = pytest.mark.django_db
SignIn = Callable[[Account], Client]


def test_a_leader_reads_the_report_as_it_will_be_and_no_markup(world: World, sign_in: SignIn) -> None:
    review = submitted(world, written(world, compiled(world)))
    page = sign_in(world.hire("deputy_leader", "street")).get(f"/desk/reviews/{review.ref}/").content.decode()
    assert 'data-cell="requests/received/total"' in page
    assert "| --- |" not in page
    assert "## " not in page


def test_the_next_round_lists_the_cells_that_changed(world: World, sign_in: SignIn) -> None:
    report = written(world, compiled(world))
    review = submitted(world, report)
    proof = world.viewer("officer", "street", username="proofreader", now=JANUARY)
    send_back_report(proof, review, version=review.version, reason="请核对规范性文件")
    report.refresh_from_db()
    cell = "disclosure/normative_documents/issued"
    state_cell(officer(world), report, cell, "3", reason="纸质登记簿三件", version=report.version)
    again = submitted(world, report)
    page = sign_in(world.hire("deputy_leader", "street")).get(f"/desk/reviews/{again.ref}/").content.decode()
    assert "<del>0</del> <ins>3</ins>" in page
