"""Review chains: by person, in order, with reasons, compared."""

from __future__ import annotations

import pytest
from web_world import NOW, World

from gongkai.errors import InputError
from gongkai.web.journal.models import Entry
from gongkai.web.journal.values import Subject
from gongkai.web.organs.access import Refused, Viewer, viewer_of
from gongkai.web.organs.models import Post
from gongkai.web.organs.versions import StaleVersion
from gongkai.web.review.actions.begin import begin_review, resubmit
from gongkai.web.review.actions.decide import cancel_review, pass_step, return_for_changes
from gongkai.web.review.actions.set_chain import set_chain
from gongkai.web.review.models import Review, State
from gongkai.web.review.queries import changes_between, review_of, reviews_waiting_for, steps_in_force

pytestmark = pytest.mark.django_db
STAFF = ("officer", "confidentiality_reviewer", "disclosure_head", "deputy_leader", "principal_leader")


def begin(world: World, text: str = "答复如下。", author: Viewer | None = None, ref: str = "c1") -> Review:
    viewer = author or world.viewer("officer", "street", "拟稿人")
    subject = Subject("request_case", ref, "street")
    return begin_review(viewer, world.organs["street"], kind="reply", subject=subject, title="答复书", text=text)


def step(world: World, review: Review, role: str, username: str = "") -> State:
    return pass_step(world.viewer(role, "street", username), review, version=review.version)


def test_five_people_in_order_pass_a_reply(world: World) -> None:
    review = begin(world)
    states = [step(world, review, role) for role in STAFF]
    assert states == [State.RUNNING] * 4 + [State.PASSED]
    assert [e.action for e in Entry.objects.all()] == ["review.begin_review"] + ["review.pass_step"] * 5


def test_nobody_takes_a_step_out_of_turn(world: World) -> None:
    review = begin(world)
    for role in STAFF[1:]:
        with pytest.raises(Refused):
            step(world, review, role)
    assert Review.objects.get().step == 0


def test_the_author_does_not_pass_the_own_draft_in_any_role(world: World) -> None:
    author = world.hire("officer", "street", "拟稿人")
    for role in STAFF[1:]:
        Post.objects.create(account=author, organ=world.organs["street"], role=role, requested_at=NOW, approved_at=NOW)
    review = begin(world, author=viewer_of(author, NOW))
    with pytest.raises(Refused):
        pass_step(viewer_of(author, NOW), review, version=1)


def test_an_author_of_an_earlier_round_stays_an_author(world: World) -> None:
    review = begin(world)
    return_for_changes(world.viewer("officer", "street", "校对"), review, version=1, reason="有错字")
    resubmit(world.viewer("officer", "street", "校对"), review, text="改好了。", version=2)
    with pytest.raises(Refused):
        step(world, review, "officer", "拟稿人")


def test_nobody_takes_two_steps_in_a_row(world: World) -> None:
    person = world.hire("officer", "street", "两岗")
    Post.objects.create(
        account=person,
        organ=world.organs["street"],
        role="confidentiality_reviewer",
        requested_at=NOW,
        approved_at=NOW,
    )
    review = begin(world)
    pass_step(viewer_of(person, NOW), review, version=1)
    with pytest.raises(Refused):
        pass_step(viewer_of(person, NOW), review, version=2)
    assert step(world, review, "confidentiality_reviewer") == State.RUNNING


def test_a_return_needs_a_reason_and_starts_a_new_round_from_the_first_step(world: World) -> None:
    review = begin(world)
    step(world, review, "officer", "校对")
    secrecy = world.viewer("confidentiality_reviewer", "street")
    with pytest.raises(InputError):
        return_for_changes(secrecy, review, version=review.version, reason=" ")
    return_for_changes(secrecy, review, version=review.version, reason="删去内部事项")
    assert review.state == State.RETURNED
    resubmit(world.viewer("officer", "street", "拟稿人"), review, text="新答复如下。", version=review.version)
    assert (review.round, review.step, review.state) == (2, 0, State.RUNNING)


def test_what_changed_between_two_rounds(world: World) -> None:
    review = begin(world, text="同意公开甲、乙两项。")
    return_for_changes(world.viewer("officer", "street", "校对"), review, version=1, reason="乙不公开")
    resubmit(world.viewer("officer", "street", "拟稿人"), review, text="同意公开甲一项。", version=2)
    changes = changes_between(review, 1, 2)
    assert "".join(c.text for c in changes if c.kind != "added") == "同意公开甲、乙两项。"
    assert "".join(c.text for c in changes if c.kind != "removed") == "同意公开甲一项。"


def test_only_an_author_cancels(world: World) -> None:
    review = begin(world)
    with pytest.raises(Refused):
        cancel_review(world.viewer("officer", "street", "他人"), review, version=1, reason="撤")
    cancel_review(world.viewer("officer", "street", "拟稿人"), review, version=1, reason="申请人撤回")
    assert review.state == State.CANCELLED
    with pytest.raises(InputError):
        cancel_review(world.viewer("officer", "street", "拟稿人"), review, version=2, reason="再撤")


def test_the_second_of_two_decisions_at_once_loses(world: World) -> None:
    review = begin(world)
    other = Review.objects.get(pk=review.pk)
    pass_step(world.viewer("officer", "street", "校对"), review, version=1)
    with pytest.raises(StaleVersion):
        return_for_changes(world.viewer("officer", "street", "校对二"), other, version=1, reason="退")
    assert Entry.objects.count() == 2


def test_a_subject_is_under_one_review_at_a_time(world: World) -> None:
    begin(world)
    with pytest.raises(InputError):
        begin(world)
    begin(world, ref="c2")


def test_reviews_wait_only_for_those_who_may_take_the_step(world: World) -> None:
    review = begin(world)
    assert reviews_waiting_for(world.viewer("officer", "street", "校对")) == [review]
    assert reviews_waiting_for(world.viewer("officer", "street", "拟稿人")) == []
    assert reviews_waiting_for(world.viewer("confidentiality_reviewer", "street")) == []
    assert reviews_waiting_for(world.viewer("officer", "lane")) == []


def test_another_organ_does_not_read_the_review(world: World) -> None:
    review = begin(world)
    for role in (*STAFF, "superior_office", "auditor", "system_administrator"):
        for organ in ("lane", "district", "street2"):
            with pytest.raises(Refused):
                review_of(world.viewer(role, organ), review.ref)


def test_an_organ_sets_up_its_own_chain_and_running_reviews_keep_theirs(world: World) -> None:
    review = begin(world)
    rows = [
        {"id": "confidentiality", "name": "保密审查", "roles": ["confidentiality_reviewer"]},
        {"id": "sign", "name": "签发", "roles": ["principal_leader"]},
    ]
    leader = world.viewer("principal_leader", "street")
    set_chain(leader, world.organs["street"], "reply", rows, reason="人员少")
    assert [s.id for s in steps_in_force(world.organs["street"], "reply")] == ["confidentiality", "sign"]
    assert steps_in_force(world.organs["lane"], "reply")[0].id == "proof"
    assert len(Review.objects.get(pk=review.pk).steps) == 5


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"id": "sign", "name": "签发", "roles": ["principal_leader"]}],
        [{"id": "c", "name": "保密审查", "roles": ["confidentiality_reviewer", "king"]}],
        [{"id": "c", "name": "保密审查", "roles": ["confidentiality_reviewer", "auditor"]}],
    ],
)
def test_a_chain_without_confidentiality_review_or_with_wrong_roles_is_refused(world: World, rows: list) -> None:
    """Article 17: information is reviewed for secrecy before it is disclosed."""
    with pytest.raises(InputError):
        set_chain(world.viewer("principal_leader", "street"), world.organs["street"], "reply", rows, reason="")
