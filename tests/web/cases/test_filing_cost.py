"""What an application costs the database, and that the statements put together once say what the models say."""

from __future__ import annotations

import pytest
from cases_world import NUMBER, file, key
from django.db import connection, connections, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from web_world import World, make_world

from gongkai.web.cases.models import Attachment, Case, Event, Identity, Notification
from gongkai.web.journal.models import Chain
from gongkai.web.journal.rows import insert_row, read_row
from gongkai.web.organs.models import Account, Organ, Post

SAID = {
    "looked": "on", "description": "2025年度道路维修合同", "form": "electronic", "route": "pickup",
    "applicant_kind": "natural_person", "name": "张三丰", "document_kind": "identity_card",
    "document_number": NUMBER, "phone": "13800138000",
}  # fmt: skip


def post(number: int) -> int:
    browser = Client(REMOTE_ADDR=f"203.0.113.{number}")
    return browser.post("/apply/to/street/", {**SAID, "submission_key": key()}).status_code


@pytest.mark.django_db
def test_filing_takes_nine_statements(world: World) -> None:
    assert post(1) == 302
    with CaptureQueriesContext(connection) as asked:
        assert post(2) == 302
    statements = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(statements) == 9, statements


@pytest.mark.django_db(transaction=True)
def test_filing_commits_once(monkeypatch: pytest.MonkeyPatch) -> None:
    make_world()
    post(3)
    commits: list[int] = []
    line = connections["default"]
    once = line._commit
    monkeypatch.setattr(line, "_commit", lambda: (commits.append(1), once())[1])
    assert post(4) == 302
    assert len(commits) == 1


UNLIKE = ("id", "ref", "submission_key", "serial", "sequence", "case_id")


def stored(row: models.Model) -> dict[str, object]:
    """A row as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        names = [column[0] for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Case, Event, Identity])
def test_a_ready_statement_stores_what_the_model_would(world: World, model: type[models.Model]) -> None:
    made, saved = model.objects.get(case=file(world).case) if model is not Case else file(world).case, file(world).case
    made.refresh_from_db()
    told = {field.attname: getattr(made, field.attname) for field in model._meta.concrete_fields}
    other = model(**{name: value for name, value in told.items() if name not in UNLIKE})
    if model is Case:
        other.ref, other.submission_key, other.serial = "other", "another-submission", 77
    else:
        model.objects.filter(case=saved).delete()
        other.case, other.sequence = saved, 1
    other.save(force_insert=True)
    first, second = stored(made), stored(other)
    assert {name: value for name, value in first.items() if name not in UNLIKE} == {
        name: value for name, value in second.items() if name not in UNLIKE
    }


@pytest.mark.django_db
def test_a_row_read_by_a_ready_statement_equals_the_models(world: World) -> None:
    file(world)
    for model, column, value in ((Organ, "ref", "street"), (Chain, "id", 1), (Event, "id", Event.objects.get().pk)):
        found, known = read_row(model, column, value), model.objects.get(**{column: value})
        assert vars(found) | {"_state": None} == vars(known) | {"_state": None}
    assert read_row(Organ, "ref", "nowhere") is None


@pytest.mark.django_db
def test_a_model_that_needs_a_statement_of_its_own_is_refused() -> None:
    with pytest.raises(TypeError, match="Attachment"):
        insert_row(Attachment())


@pytest.mark.django_db
def test_every_officer_of_the_organ_and_nobody_else_is_told(world: World) -> None:
    told = {world.hire("officer", "street").pk, world.hire("officer", "street", "second").pk}
    gone, waits = world.hire("officer", "street", "gone"), world.hire("officer", "street", "waits")
    Account.objects.filter(pk=gone.pk).update(is_active=False)
    Post.objects.filter(account=waits).update(approved_at=None)
    world.hire("officer", "lane")
    world.hire("deputy_leader", "street")
    address = f"/desk/cases/{file(world).case.ref}/"
    lines = Notification.objects.filter(kind="filed").values_list("recipient_id", "address")
    assert dict(lines) == dict.fromkeys(told, address)


@pytest.mark.django_db
def test_mail_waits_only_for_who_has_an_address(world: World, settings) -> None:
    settings.EMAIL_HOST = "127.0.0.1"
    Account.objects.filter(pk=world.hire("officer", "street").pk).update(email="a@example.invalid")
    world.hire("officer", "street", "second")
    file(world)
    lines = Notification.objects.filter(kind="filed").values_list("recipient__username", "mail")
    assert dict(lines) == {"officer@street": "waiting", "second": "none"}
