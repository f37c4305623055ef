"""Periodic work: what is due is done, once, by one process, and one failure holds up nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from web_world import NOW

from gongkai.errors import InputError
from gongkai.web.upkeep import running
from gongkai.web.upkeep.jobs import Job, all_jobs
from gongkai.web.upkeep.models import JobState

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


class Work:
    """Jobs that note when they ran."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, *names: str, breaks: str = "") -> None:
        self.ran: list[tuple[str, datetime]] = []
        self.breaks = breaks
        jobs = {name: Job(name, name, HOUR, self.one(name)) for name in names}
        monkeypatch.setattr(running, "all_jobs", lambda: jobs)

    def one(self, name: str):
        def run(now: datetime) -> int:
            self.ran.append((name, now))
            if name == self.breaks:
                raise OSError("disk")
            return 3

        return run


def test_a_job_runs_when_it_is_due_and_not_before(monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(monkeypatch, "a")
    for minutes in (0, 30, 59, 60, 61):
        running.run_due(NOW + timedelta(minutes=minutes))
    assert [at for _, at in work.ran] == [NOW, NOW + HOUR]


def test_a_job_that_fails_holds_up_no_other_and_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(monkeypatch, "a", "b", breaks="a")
    ran = running.run_due(NOW)
    assert [name for name, _ in work.ran] == ["a", "b"]
    assert [(each.job.name, bool(each.error), each.done) for each in ran] == [("a", True, 0), ("b", False, 3)]
    assert JobState.objects.get(name="a").failures == 1


def test_what_another_process_is_at_is_left_alone_until_that_process_must_be_dead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    work = Work(monkeypatch, "a")
    JobState.objects.create(name="a", started_at=NOW - 2 * HOUR, held_until=NOW + timedelta(minutes=5))
    assert running.run_due(NOW, force=True) == []
    running.run_due(NOW + timedelta(minutes=6))
    assert len(work.ran) == 1


def test_a_clock_that_was_set_back_does_not_stop_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    work = Work(monkeypatch, "a")
    running.run_due(NOW + timedelta(days=365))
    running.run_due(NOW)
    assert len(work.ran) == 2


def test_every_room_brings_its_own_jobs() -> None:
    jobs = all_jobs()
    assert {"cases.erase_identities", "cases.recount_deadlines", "upkeep.keep_checkpoint"} <= set(jobs)
    assert all(name.partition(".")[2] for name in jobs)


def test_the_command_does_everything_once_and_says_what() -> None:
    out = StringIO()
    call_command("periodic", stdout=out)
    assert "删除保存期满的身份信息：0项" in out.getvalue()
    again = StringIO()
    call_command("periodic", stdout=again)
    assert again.getvalue() == ""


def test_a_job_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match="没有这项"):
        call_command("periodic", "cases.mistyped")


def test_the_head_of_the_journal_is_kept_where_the_settings_say(settings, tmp_path) -> None:
    settings.GONGKAI_CHECKPOINT = tmp_path / "points.jsonl"
    call_command("periodic", "upkeep.keep_checkpoint", "--force", stdout=StringIO())
    call_command("journal_verify", "--checkpoint", str(settings.GONGKAI_CHECKPOINT), stdout=StringIO())
    assert settings.GONGKAI_CHECKPOINT.read_text().count("\n") <= 1
