"""Fixtures of the web tests, and how tables that the journal protects are emptied after a test."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client, TransactionTestCase
from web_world import World, make_world

from gongkai.web.journal.protection import protect, unprotect
from gongkai.web.organs.models import Account

_empty_tables = TransactionTestCase._fixture_teardown


def _empty_the_protected(case: TransactionTestCase) -> None:
    """Tests that commit empty the tables afterwards, which the journal's triggers rightly forbid."""
    unprotect(connection)
    flush = connection.ops.sql_flush
    # tables of no model refer to some of ours, as the search's does
    connection.ops.sql_flush = lambda *a, **k: flush(*a, **{**k, "allow_cascade": True})
    try:
        _empty_tables(case)
    finally:
        connection.ops.sql_flush = flush
        protect(connection)


TransactionTestCase._fixture_teardown = _empty_the_protected


def pytest_report_header() -> str:
    return f"database of the web tests: {connection.vendor}"


@pytest.fixture(autouse=True)
def no_ready_pages() -> None:
    """Tests undo their changes without counting them, so pages made ready in one are not for the next."""
    caches["pages"].clear()


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def sign_in(settings) -> Callable[[Account], Client]:
    """Return a browser in which a person has signed in, without a second factor."""
    settings.GONGKAI_STAFF_MFA = False

    def browser(account: Account) -> Client:
        client = Client()
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return browser
