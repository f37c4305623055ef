"""Where storage fails, nobody is told that something was saved, and nobody sees a stack trace."""

from __future__ import annotations

import errno

import pytest
from django.db import OperationalError
from django.test import Client
from web_world import World

pytestmark = pytest.mark.django_db


def answer_to(error: Exception, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("gongkai.web.portal.views.apply.organ_alone", fail)
    answer = Client(raise_request_exception=False).get("/apply/to/street/")
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OperationalError("database or disk is full"), "磁盘已满，没有保存"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满，没有保存"),
        (OperationalError("disk I/O error"), "没有保存"),
        (OperationalError("database is locked"), "没有保存"),
    ],
)
def test_storage_that_fails_is_a_503_in_words(
    world: World, error: Exception, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    status, page = answer_to(error, monkeypatch)
    assert status == 503
    assert words in page
    assert "Traceback" not in page


def test_any_other_mistake_is_a_500_without_a_trace(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    status, page = answer_to(RuntimeError("secret detail"), monkeypatch)
    assert status == 500
    assert "secret" not in page
    assert "Traceback" not in page
