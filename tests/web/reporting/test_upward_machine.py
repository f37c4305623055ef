"""Organs hand up, correct and recall while the superior returns, accepts and rolls up, in any order (F25)."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from reporting_world import YEAR
from upward_world import TOTAL, office, officer, sign
from web_world import World, make_world

from gongkai.errors import GongkaiError
from gongkai.web.reporting.actions.judge_submission import accept_report, return_report
from gongkai.web.reporting.actions.roll_up import roll_up
from gongkai.web.reporting.actions.submit_upward import recall, submit_upward
from gongkai.web.reporting.content import report_in
from gongkai.web.reporting.models import AnnualReport, ReportCell, RollUpPart, Submission
from gongkai.web.reporting.queries.rolled import rollup_of

ORGANS = st.sampled_from(("street", "lane", "third"))


class Upward(RuleBasedStateMachine):
    """A district with three organs; every rule may be refused, none may leave a wrong sum."""

    world: World
    rolled: AnnualReport | None

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.world, self.rolled = make_world(), None
        organs = self.world.organs
        organs["third"] = type(organs["street"]).objects.create(
            ref="third", name="third机关", level="township", kind="dispatched", parent=organs["district"]
        )

    @rule(organ=ORGANS, count=st.integers(0, 9))
    def sign_a_version(self, organ: str, count: int) -> None:
        report = AnnualReport.objects.filter(organ=self.world.organs[organ], year=YEAR).first()
        if report is None or report.state != "submitted":  # what is with the superior is not signed anew
            sign(self.world, organ, count)

    @rule(organ=ORGANS)
    def hand_up(self, organ: str) -> None:
        report = AnnualReport.objects.filter(organ=self.world.organs[organ], year=YEAR).first()
        if report is not None:
            self.tried(lambda: submit_upward(officer(self.world, organ), report, version=report.version))

    @rule(organ=ORGANS, stale=st.booleans())
    def take_back(self, organ: str, stale: bool) -> None:
        for one in self.sent(organ):
            version = one.version - 1 if stale else one.version
            self.tried(
                lambda one=one, version=version: recall(officer(self.world, organ), one, reason="漏", version=version)
            )

    @rule(organ=ORGANS)
    def accept(self, organ: str) -> None:
        for one in self.sent(organ):
            self.tried(lambda one=one: accept_report(office(self.world), one, reason="试", version=one.version))

    @rule(organ=ORGANS)
    def send_back(self, organ: str) -> None:
        for one in self.sent(organ):
            self.tried(lambda one=one: return_report(office(self.world), one, reason="改", version=one.version))

    @rule(waiting=st.booleans())
    def roll(self, waiting: bool) -> None:
        def act() -> None:
            self.rolled = roll_up(office(self.world), self.world.organs["district"], YEAR, includes_waiting=waiting)

        self.tried(act)

    @invariant()
    def no_organ_counts_twice(self) -> None:
        for state in ("submitted", "accepted"):
            organs = list(Submission.objects.filter(state=state).values_list("organ", flat=True))
            assert len(organs) == len(set(organs))

    @precondition(lambda self: self.rolled is not None)
    @invariant()
    def the_sum_is_that_of_the_versions_it_names(self) -> None:
        parts = RollUpPart.objects.filter(run=self.rolled.runs.order_by("-number").first()).select_related("frozen")
        counted = ReportCell.objects.get(report=self.rolled, cell=TOTAL).counted
        assert counted == sum(report_in(part.frozen).count(TOTAL) or 0 for part in parts)

    @precondition(lambda self: self.rolled is not None)
    @invariant()
    def exactly_what_no_longer_stands_is_flagged(self) -> None:
        shown = rollup_of(office(self.world), self.rolled.ref)
        live = set(Submission.objects.filter(state__in=["submitted", "accepted"]).values_list("frozen", flat=True))
        for part in shown.children:
            assert part.changed == (part.part.frozen_id not in live)

    def sent(self, organ: str) -> list[Submission]:
        return list(Submission.objects.filter(organ=self.world.organs[organ]).select_related("organ", "to", "frozen"))

    def tried(self, act) -> None:
        try:
            act()
        except GongkaiError:
            return

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)


@pytest.mark.django_db
def test_whatever_the_order_a_sum_is_that_of_the_versions_it_names_and_what_changed_after_is_flagged() -> None:
    few = settings(max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Upward, settings=few)
