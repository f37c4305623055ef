"""What stops a reader of a draft answer: personal numbers of others, an unheard third party, an open remedy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cases_world import NUMBER, at_counter, drafted, officer
from django.test import Client
from web_world import World

from gongkai.errors import InputError
from gongkai.web.cases.actions import consult, draft_reply
from gongkai.web.cases.doubts import doubts_of
from gongkai.web.cases.letters.compose import reply_paragraphs
from gongkai.web.cases.models import Reply
from gongkai.web.cases.transitions import today_of
from gongkai.web.organs.models import Account
from gongkai.web.review.models import Review

pytestmark = pytest.mark.django_db


def kinds(reply: Reply) -> set[str]:
    return {doubt.kind for doubt in doubts_of(reply)}


def saying(world: World, text: str) -> Reply:
    case = at_counter(world)
    return draft_reply.draft_reply(officer(world), case, version=case.version, outcome="granted", text=text)


def test_another_persons_numbers_keep_an_answer_from_review_until_somebody_says_why(world: World) -> None:
    reply = saying(world, "李四，手机13912345678。")
    with pytest.raises(InputError, match="手机号码：139"):
        draft_reply.submit_reply(officer(world), reply, version=reply.version)
    draft_reply.submit_reply(officer(world), reply, version=reply.version, reason="公开的办公手机")
    assert Reply.objects.get(pk=reply.pk).clearance == "公开的办公手机"


def test_the_applicants_own_numbers_are_no_finding(world: World) -> None:
    assert kinds(saying(world, f"您的证件号码{NUMBER}、电话13800138000已核对。")) == set()


def test_refusing_for_a_third_party_who_was_never_asked_is_doubtful(world: World) -> None:
    reply = drafted(world, at_counter(world), "refused.third_party_rights", reasons="商业秘密")
    assert kinds(reply) == {"third_party"}
    consult.send_consultation(
        officer(world), reply.case, version=reply.case.version, kind="third_party", about="金额", receiver="某公司"
    )
    assert kinds(reply) == set()


def test_an_answer_without_a_remedy_says_so_while_it_is_drafted(world: World) -> None:
    assert kinds(drafted(world, at_counter(world), "unavailable.needs_creation")) == {"remedy", "law"}


def test_a_person_states_the_remedy_where_the_law_is_open(world: World) -> None:
    reply = drafted(world, at_counter(world), "not_processed.petition", remedy="可以依法申请行政复议。")
    assert reply_paragraphs(reply.case, reply, today_of(officer(world)))[-1] == "可以依法申请行政复议。"


def test_nobody_restates_a_remedy_that_the_law_settles(world: World) -> None:
    with pytest.raises(InputError, match="由系统写入"):
        drafted(world, at_counter(world), "granted", remedy="不得复议。")


def test_author_and_reviewers_see_what_is_doubtful(world: World, sign_in: Callable[[Account], Client]) -> None:
    reply = saying(world, "李四，手机13912345678。")
    draft = f"/desk/cases/{reply.case.ref}/reply/draft/"
    assert "手机号码：139" in sign_in(world.hire("officer", "street")).get(draft).content.decode()
    draft_reply.submit_reply(officer(world), reply, version=reply.version, reason="公开的办公手机")
    leader = sign_in(world.hire("deputy_leader", "street"))
    page = leader.get(f"/desk/reviews/{Review.objects.get().ref}/").content.decode()
    assert "手机号码：139" in page
    assert "公开的办公手机" in page
