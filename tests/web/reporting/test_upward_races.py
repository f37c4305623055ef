"""A subordinate takes its report back while the superior rolls up: really at once (F25)."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from reporting_world import YEAR
from upward_world import TOTAL, accepted, office, officer, send
from web_world import make_world

from gongkai.errors import GongkaiError
from gongkai.web.reporting.actions.judge_submission import accept_report
from gongkai.web.reporting.actions.roll_up import roll_up
from gongkai.web.reporting.actions.submit_upward import recall
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.models import ReportCell, RollUpPart, Submission
from gongkai.web.reporting.queries.rolled import rollup_of


def at_once(*acts: Callable[[], object]) -> list[bool]:
    """Run all at the same moment; return which were not refused."""
    gate = Barrier(len(acts))

    def one(act: Callable[[], object]) -> bool:
        gate.wait()
        try:
            act()
        except GongkaiError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


@pytest.mark.django_db(transaction=True)
def test_a_recall_during_the_roll_up_leaves_a_sum_of_named_versions_and_a_flag_where_it_came_after() -> None:
    world = make_world()
    accepted(world, "street", 2)
    waiting = send(world, "lane", 5)
    superior, below = office(world), officer(world, "lane")
    at_once(
        lambda: roll_up(superior, world.organs["district"], YEAR, includes_waiting=True),
        lambda: recall(below, waiting, reason="漏报", version=waiting.version),
    )
    row = ReportCell.objects.get(cell=TOTAL)
    parts = RollUpPart.objects.filter(run__report=row.report).select_related("frozen", "organ")
    assert row.counted == sum(report_in(part.frozen).count(TOTAL) for part in parts)
    flagged = [part.part.organ.ref for part in rollup_of(superior, row.report.ref).changed]
    assert flagged == [part.organ.ref for part in parts if part.organ.ref == "lane"]


@pytest.mark.django_db(transaction=True)
def test_of_an_acceptance_and_a_recall_at_once_exactly_one_happens() -> None:
    world = make_world()
    waiting = send(world, "street", 2)
    superior, below = office(world), officer(world, "street")
    same = Submission.objects.select_related("organ", "to", "frozen").get(pk=waiting.pk)
    done = at_once(
        lambda: accept_report(superior, waiting, version=waiting.version),
        lambda: recall(below, same, reason="漏报", version=same.version),
    )
    assert sorted(done) == [False, True]
    assert Submission.objects.get().state == ("accepted" if done[0] else "recalled")
