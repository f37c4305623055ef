"""The system administrator's screens: changes of organs, accounts that nobody uses; the office of several organs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from web_world import World

from gongkai.web.cases.models import Office
from gongkai.web.organs.models import Account, Organ, Post, Succession

pytestmark = pytest.mark.django_db


@pytest.fixture
def system(world: World, sign_in: Callable[[Account], Client]) -> Client:
    return sign_in(world.hire("system_administrator", "city"))


def test_an_organ_is_moved_below_another(world: World, system: Client) -> None:
    said = {"move-parent": "district2", "move-reason": "区划调整", "move-version": 1, "move": "1"}
    assert system.post("/desk/organs/lane/", said).status_code == 302
    assert Organ.objects.get(ref="lane").parent == world.organs["district2"]


def test_an_organ_cannot_be_put_below_itself(system: Client) -> None:
    said = {"move-parent": "lane", "move-reason": "区划调整", "move-version": 1, "move": "1"}
    answer = system.post("/desk/organs/district/", said)
    assert answer.status_code == 422
    assert "不能作为其上级" in answer.content.decode()


@pytest.mark.parametrize(("among", "kind"), [(["lane"], "merged"), (["lane", "street2"], "split")])
def test_one_successor_is_a_merger_and_several_are_a_split(system: Client, among: list[str], kind: str) -> None:
    said = {"among": among, "on": "2026-10-01", "basis": "机构改革方案"}
    assert system.post("/desk/organs/street/succeed/", said).status_code == 302
    found = Succession.objects.order_by("successor__ref").values_list("successor__ref", "kind")
    assert list(found) == [(ref, kind) for ref in among]
    page = system.get("/desk/organs/street/").content.decode()
    assert "撤销" in page
    assert "机构改革方案" in page


def test_accounts_that_nobody_uses_are_reported(world: World, system: Client) -> None:
    for name, days in (("久不登录", 91), ("常常登录", 1)):
        person = world.hire("officer", "street", name)
        Account.objects.filter(pk=person.pk).update(last_login=timezone.now() - timedelta(days=days))
    Post.objects.filter(account=world.hire("officer", "lane", "没有岗位")).update(ended_at=timezone.now())
    page = system.get("/desk/people/stale/").content.decode()
    stale, idle = page.split("没有任何岗位")
    assert "久不登录" in stale
    assert "常常登录" not in page
    assert "没有岗位" in idle


def test_the_security_administrator_comes_to_the_unused_accounts_from_the_menu(world: World, sign_in) -> None:
    person = world.hire("officer", "street", "久不登录")
    Account.objects.filter(pk=person.pk).update(last_login=timezone.now() - timedelta(days=91))
    browser = sign_in(world.hire("security_administrator", "district"))
    assert 'href="/desk/people/stale/"' in browser.get("/desk/people/").content.decode()
    assert "久不登录" in browser.get("/desk/people/stale/").content.decode()


def test_who_serves_several_organs_sets_up_each(world: World, sign_in: Callable[[Account], Client]) -> None:
    leader = world.hire("principal_leader", "street")
    Post.objects.create(
        account=leader,
        organ=world.organs["lane"],
        role="principal_leader",
        requested_at=timezone.now(),
        approved_at=timezone.now() - timedelta(days=1),
    )
    browser = sign_in(leader)
    assert '<option value="street">' in browser.get("/desk/office/?organ=lane").content.decode()
    said = {"word": "街政", "keep_identity_years": 5, "version": 1}
    answer = browser.post("/desk/office/?organ=lane", said)
    assert answer["Location"] == "/desk/office/?organ=lane"
    assert Office.objects.get().organ == world.organs["lane"]


def test_accounts_are_offered_for_opening_only_to_who_may_open_one(
    world: World, system: Client, sign_in: Callable[[Account], Client]
) -> None:
    security = sign_in(world.hire("security_administrator", "city"))
    assert "/desk/people/new/" in system.get("/desk/people/").content.decode()
    assert system.get("/desk/people/new/").status_code == 200
    assert "/desk/people/new/" not in security.get("/desk/people/").content.decode()
    assert [security.get(f"/desk/people/{page}/").status_code for page in ("new", "import")] == [404, 404]


@pytest.mark.parametrize("what", ["organs", "people"])
def test_an_import_says_what_may_stand_in_each_column_and_gives_an_empty_sheet(system: Client, what: str) -> None:
    page = system.get(f"/desk/{what}/import/").content.decode()
    assert {"organs": "派出机关", "people": "安全管理员"}[what] in page
    assert system.get(f"/desk/{what}/import/template/").content[:2] == b"PK"


def test_the_end_of_an_administrators_post_is_asked_for_and_consented_to_on_one_page(
    world: World, system: Client, sign_in: Callable[[Account], Client]
) -> None:
    world.hire("auditor", "city")
    post = world.hire("auditor", "district").posts.get()
    security = sign_in(world.hire("security_administrator", "city"))
    assert system.post(f"/desk/posts/{post.pk}/end/", {"reason": "离岗"}).status_code in (403, 404)
    assert f"/desk/posts/{post.pk}/ask-end/" in system.get("/desk/posts/").content.decode()
    system.post(f"/desk/posts/{post.pk}/ask-end/", {"reason": "离岗"})
    assert "同意结束" in security.get("/desk/posts/").content.decode()
    security.post(f"/desk/posts/{post.pk}/end/", {"reason": "同意"})
    post.refresh_from_db()
    assert post.ended_at is not None
