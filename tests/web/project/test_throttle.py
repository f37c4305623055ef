"""Forms that are sent too often are asked to wait, whichever process they reach."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from django.test import Client

from gongkai.web.project.counts import count

_addresses = (f"9.9.{number // 250}.{number % 250}" for number in itertools.count(1))


@pytest.fixture
def fresh() -> Callable[[], str]:
    return lambda: next(_addresses)


@pytest.mark.django_db
def test_an_address_that_sends_too_often_is_asked_to_wait_and_others_are_not(settings, fresh) -> None:
    settings.GONGKAI_POST_LIMITS = {"account_signup": (3, 60)}
    one, other = fresh(), fresh()
    answers = [Client(REMOTE_ADDR=one).post("/accounts/signup/", {}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 429, 429]
    assert Client(REMOTE_ADDR=other).post("/accounts/signup/", {}).status_code == 200
    assert Client(REMOTE_ADDR=one).get("/accounts/signup/").status_code == 200


def test_all_processes_count_together(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("fork")) as pool:
        given = [pool.submit(count, tmp_path, "a", 60, 1000.0) for _ in range(40)]
        assert sorted(each.result() for each in given) == list(range(1, 41))


def test_the_count_begins_anew_when_its_time_is_over(tmp_path: Path) -> None:
    assert [count(tmp_path, "a", 60, at) for at in (0.0, 59.0, 61.0, 62.0)] == [1, 2, 1, 2]


def test_a_file_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    assert count(tmp_path / "missing" / "folder", "a", 60, 0.0) == 0
