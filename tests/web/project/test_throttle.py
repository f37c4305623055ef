from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

pytestmark = pytest.mark.django_db


def test_an_address_that_sends_too_often_is_asked_to_wait_and_others_are_not(settings) -> None:
    cache.clear()
    settings.GONGKAI_POST_LIMITS = {"account_signup": (3, 60)}
    answers = [Client(REMOTE_ADDR="9.9.9.9").post("/accounts/signup/", {}).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 429, 429]
    assert Client(REMOTE_ADDR="9.9.9.8").post("/accounts/signup/", {}).status_code == 200
    assert Client(REMOTE_ADDR="9.9.9.9").get("/accounts/signup/").status_code == 200
    cache.clear()
