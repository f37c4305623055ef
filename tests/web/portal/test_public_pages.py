"""The public pages: columns, items, feeds, redirects, ready pages, and mails to subscribers."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client
from published import DAY, put_file, put_item
from web_world import NOW, World

from gongkai.web.disclosure.actions.send_digests import send_digests
from gongkai.web.disclosure.actions.subscribe import Wish, ask_subscription, token_of
from gongkai.web.disclosure.freshness import bump
from gongkai.web.disclosure.models import Item, Relation, Subscription
from gongkai.web.organs.access import public_viewer
from gongkai.web.organs.models import Organ, Succession

pytestmark = pytest.mark.django_db
KINDS = {"guide": "guide", "institutions": "institution", "content": "document", "reports": "annual_report"}


def read(path: str, **headers: str) -> str:
    answer = Client(headers=headers).get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


@pytest.fixture
def item(world: World) -> Item:
    return put_item(world.organs["street"], "行政复议规则", "依法办理。", category="regulations")


@pytest.mark.parametrize(("column", "kind"), KINDS.items())
def test_each_column_holds_its_kinds_and_no_other(world: World, column: str, kind: str) -> None:
    for one in KINDS.values():
        put_item(world.organs["street"], f"标题之{one}", kind=one)
    for path in (f"/columns/{column}/", f"/organs/street/{column}/"):
        assert re.findall(r"标题之(\w+)</a>", read(path)) == [kind]


def test_an_organ_s_column_shows_those_below_it_when_asked(world: World, item: Item) -> None:
    assert item.title not in read("/organs/district/content/")
    assert item.title in read("/organs/district/content/?below=1")


def test_a_merged_organ_leads_to_the_one_in_its_place_with_what_was_asked(world: World, item: Item) -> None:
    street, lane = world.organs["street"], world.organs["lane"]
    Succession.objects.create(kind="merged", predecessor=street, successor=lane, effective_on=date(2026, 9, 1))
    Organ.objects.filter(pk=street.pk).update(abolished_on=date(2026, 9, 1))
    answer = Client().get("/organs/street/content/?year=2026")
    assert (answer.status_code, answer["Location"]) == (301, "/organs/lane/content/?year=2026")
    assert item.title in read("/organs/lane/content/")


def test_an_item_names_its_successor_and_the_successor_what_it_replaced(world: World, item: Item) -> None:
    newer = put_item(world.organs["street"], "新的规则")
    Item.objects.filter(pk=item.pk).update(validity="repealed", successor=newer)
    assert f"/items/{newer.ref}/" in read(f"/items/{item.ref}/")
    assert f"/items/{item.ref}/" in read(f"/items/{newer.ref}/")


def test_a_relation_is_shown_on_both_items(world: World, item: Item) -> None:
    other = put_item(world.organs["street"], "规则解读", kind="interpretation", category="statistics")
    Relation.objects.create(item=other, other=item, kind="interprets")
    assert "看解读</h2>" in read(f"/items/{item.ref}/")
    assert "解读的政策</h2>" in read(f"/items/{other.ref}/")


def test_the_description_for_machines_says_who_published_what_and_when(item: Item) -> None:
    block = re.search(r'ld\+json">(.*?)</script>', read(f"/items/{item.ref}/"), re.DOTALL)
    said = json.loads(block[1])
    assert (said["headline"], said["publisher"]["name"], said["datePublished"]) == (
        item.title,
        "street机关",
        item.published_on.isoformat(),
    )


def test_a_title_cannot_break_out_of_the_description(world: World) -> None:
    item = put_item(world.organs["street"], "</script><script>alert(1)</script>")
    assert "<script>alert" not in read(f"/items/{item.ref}/")


def test_a_table_in_an_attachment_is_previewed_as_a_table(item: Item) -> None:
    file = put_file(item, "表.xlsx", "序号\t金额\n1\t300")
    assert "<td>300</td>" in read(f"/items/{item.ref}/files/{file.ref}/preview/")


def test_a_file_is_never_run_in_the_page_s_own_origin(item: Item) -> None:
    file = put_file(item, "页.html", "<script>1</script>", media_type="text/html")
    answer = Client().get(f"/items/{item.ref}/files/{file.ref}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_file_of_another_item_is_not_found_under_this_one(world: World, item: Item) -> None:
    other = put_item(world.organs["street"], "别的")
    file = put_file(other, "表.xlsx", "1")
    assert Client().get(f"/items/{item.ref}/files/{file.ref}/").status_code == 404


def test_the_feed_is_atom_with_the_address_of_each_item(item: Item) -> None:
    content = read("/feed/?organ=street")
    assert "<feed" in content
    assert f"http://testserver/items/{item.ref}/" in content


def test_the_map_of_the_site_names_each_item(item: Item) -> None:
    assert "sitemap-1.xml" in read("/sitemap.xml")
    assert f"/items/{item.ref}/" in read("/sitemap-1.xml")


def test_a_cell_of_the_table_is_no_formula(world: World) -> None:
    put_item(world.organs["street"], "=1+1")
    assert "'=1+1" in read("/export/")


def test_an_unchanged_page_is_answered_without_being_made(item: Item, django_assert_max_num_queries) -> None:
    client = Client()
    tag = client.get("/columns/content/")["ETag"]
    with django_assert_max_num_queries(1):
        assert client.get("/columns/content/", headers={"If-None-Match": tag}).status_code == 304


def test_a_page_must_be_asked_for_each_time(item: Item) -> None:
    assert Client().get(f"/items/{item.ref}/")["Cache-Control"] == "public, no-cache"


def test_a_ready_page_is_not_answered_after_a_change(item: Item) -> None:
    read("/columns/content/")
    Item.objects.filter(pk=item.pk).update(title="改过的标题")
    bump(item.organ)
    assert "改过的标题" in read(f"/items/{item.ref}/")


def test_pages_in_two_languages_are_kept_apart(item: Item) -> None:
    client = Client()
    client.get("/")
    client.post("/language/choose/", {"language": "en", "next": "/"})
    assert client.get("/")["Content-Language"] == "en"


def test_the_language_switch_leads_nowhere_else(world: World) -> None:
    answer = Client().post("/language/choose/", {"language": "en", "next": "https://example.org/"})
    assert answer["Location"] == "/"


@pytest.mark.parametrize(
    "path", ["/", "/search/?q=规则", "/columns/content/", "/organs/street/", "/apply/", "/subscribe/"]
)
def test_a_page_is_light_and_asks_nobody_else_for_anything(item: Item, path: str) -> None:
    content = read(path)
    assert len(content.encode()) < 100_000
    assert re.findall(r'(?:src|srcset)="(?!/)[^"]*"', content) == []


def test_an_empty_page_number_or_a_strange_year_is_taken_as_not_said(item: Item) -> None:
    assert item.title in read("/columns/content/?page=x&year=二〇&kind=nonsense&organ=nowhere&validity=x")


def subscribe(settings, wish: Wish) -> Subscription:
    settings.EMAIL_HOST, settings.EMAIL_BACKEND = "mail.example", "django.core.mail.backends.locmem.EmailBackend"
    ask_subscription(public_viewer(NOW), "reader@example.org", wish)
    return Subscription.objects.get()


def test_a_subscription_sends_nothing_before_it_is_confirmed(world: World, settings) -> None:
    subscribe(settings, Wish("street"))
    put_item(world.organs["street"], "新的规则", at=NOW + DAY)
    assert send_digests(NOW + 2 * DAY) == 0


def test_a_confirmed_subscriber_is_told_once_of_what_they_asked_for(world: World, settings) -> None:
    row = subscribe(settings, Wish("street", words="规则"))
    assert Client().post(f"/subscribe/confirm/{token_of(row)}/").status_code == 200
    Subscription.objects.update(told_until=NOW)
    put_item(world.organs["street"], "新的规则", at=NOW + DAY)
    put_item(world.organs["street"], "别的", at=NOW + DAY)
    sent = (send_digests(NOW + 2 * DAY), send_digests(NOW + 3 * DAY))
    body = mail.outbox[-1].body
    assert (sent, "新的规则" in body, "别的" in body) == ((1, 0), True, False)


def test_opening_the_link_of_a_mail_alone_changes_nothing(world: World, settings) -> None:
    row = subscribe(settings, Wish())
    assert Client().get(f"/subscribe/confirm/{token_of(row)}/").status_code == 200
    row.refresh_from_db()
    assert row.confirmed_at is None


def test_leaving_erases_the_address(world: World, settings) -> None:
    row = subscribe(settings, Wish())
    Client().post(f"/subscribe/leave/{token_of(row)}/")
    assert Subscription.objects.count() == 0


def test_the_address_is_not_kept_in_clear(world: World, settings) -> None:
    row = subscribe(settings, Wish())
    assert "reader" not in row.email + row.email_mark


def test_a_forged_link_opens_nothing(world: World, settings) -> None:
    row = subscribe(settings, Wish())
    assert Client().get(f"/subscribe/leave/{row.ref}:forged/").status_code == 404


def test_without_a_mail_server_only_the_feed_is_offered(world: World) -> None:
    assert 'name="email"' not in read("/subscribe/")


def test_the_first_step_of_an_application_shows_what_is_public_already(world: World, item: Item) -> None:
    assert item.title in read("/apply/?about=行政复议")
    world.hire("officer", "street")
    assert item.title in read("/apply/to/street/?about=行政复议")


def test_only_organs_where_somebody_works_are_offered_for_an_application(world: World) -> None:
    world.hire("officer", "street")
    guide = read("/apply/")
    assert 'value="street"' in guide
    assert 'value="lane"' not in guide
    assert 'name="description"' in read("/apply/to/street/")
    nobody = read("/apply/to/lane/")
    assert "还没有在本平台受理申请" in nobody
    assert 'name="description"' not in nobody


def test_the_browser_never_cuts_what_an_applicant_writes(world: World) -> None:
    world.hire("officer", "street")
    field = read("/apply/to/street/").partition('name="description"')[2].partition(">")[0]
    assert "maxlength" not in field
    answer = Client().post("/apply/to/street/", {"description": "字" * 5001})
    assert answer.status_code == 422
    assert "字" * 5001 in answer.content.decode()


def test_a_schedule_bounds_how_long_a_page_is_good(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    put_item(world.organs["street"], "将要公开", at=NOW + timedelta(seconds=5))
    before = read("/columns/content/")
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(seconds=6))
    assert ("将要公开" in before, "将要公开" in read("/columns/content/")) == (False, True)
