"""Our migrations go forward, back and forward again with data in the tables, and describe the models as they are."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from web_world import NOW

from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.protection import missing_triggers
from gongkai.web.journal.values import Actor, Subject


@pytest.mark.django_db
def test_no_model_differs_from_its_migrations() -> None:
    call_command(
        "makemigrations", "journal", "organs", "review", "disclosure", check=True, dry_run=True, stdout=StringIO()
    )


@pytest.mark.django_db(transaction=True)
def test_the_protection_of_the_journal_goes_and_comes_with_its_migration() -> None:
    with transaction.atomic():
        record_entry(Actor("a", "甲", "o", NOW), "tests.write", Subject("organ", "o"))
    call_command("migrate", "journal", "0001", verbosity=0)
    assert len(missing_triggers(connection)) == 5
    call_command("migrate", "journal", verbosity=0)
    assert missing_triggers(connection) == []
