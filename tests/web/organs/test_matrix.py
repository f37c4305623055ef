"""The shipped matrix against a second writing of the policy: who may, in one organ, for an object of the organ.

Letters as in the policy: l list, r read, m read masked, c create, e edit, s submit, a approve, p publish, x export,
w withdraw, k correct, R recall, E erase, v verify, o object to, z reset, g grant, X extend, O override, P prepare.
The object belongs to the street; it is assigned to nobody and written by nobody; nothing is declared. `street` is the
role in that organ, `district` the role in the organ above.
"""

from __future__ import annotations

import pytest
from web_world import NOW, World

from gongkai.web.organs.access import Target, may, public_viewer
from gongkai.web.organs.models import Account
from gongkai.web.organs.policy import policy

LETTERS = dict(
    zip(
        ["l", "r", "m", "c", "e", "s", "a", "p", "x", "w", "k", "R", "E", "v", "o", "z", "g", "X", "O", "P"],
        [
            "list",
            "read",
            "read_masked",
            "create",
            "edit",
            "submit",
            "approve",
            "publish",
            "export",
            "withdraw",
            "correct",
            "recall",
            "erase",
            "verify",
            "object_to",
            "reset",
            "grant",
            "extend",
            "override",
            "prepare",
        ],
        strict=True,
    )
)
COLUMNS = (
    *("anonymous", "applicant", "officer", "confidentiality_reviewer", "deputy_leader", "disclosure_head"),
    *("principal_leader", "superior_office", "auditor", "system_administrator", "security_administrator"),
)
# object             anon  appl  officer secrecy deputy head  leader superior@district audit system security
IN_THE_ORGAN = """
organ                lr    lr    lr      lr      lr     lr    lr     lr    lr     lrce   lr
disclosure_draft     -     -     lrc     lra     lra    lra   lra    -     m      -      -
disclosure_gate      -     -     -       -       -      -     -     -     -      -      -
word_list            -     -     lre     lre     lre    lre   lre   -     -      -      -
opinion              c     c     clre    clr     clr    clr   clr    c     c      c      c
subscription         c     c     c       c       c      c     c     c     c      c      c
disclosure_item      lrx   lrx   lrxk    lrx     lrxp   lrxp  lrxp   lrxk  lrx    lrx    lrx
application          c     c     c       c       c      c     c     c     c      c      c
request_case         -     c     lc      -       lra    lraX  lra    -     lm     -      -
identity             -     -     m       -       m      m     m      -     m      -      -
applicant_letter     -     -     -       -       -      -     -     -     -      -      -
appeal               -     c     lc      -       lra    lra   lra    -     m      -      -
register             -     -     lrcex   lr      lr     lr    lr     -     lr     -      -
report_draft         -     -     lrces   ra      raO    raO   raO    P     m      -      -
report_submitted     -     -     rR      r       r      r     rR     lr    r      -      -
report_published     lrx   lrx   lrxk    lrx     lrx    lrx   lrxp   lrx   lrx    lrx    lrx
hotline_order        -     -     l       -       lra    lra   lr     -     m      -      -
assessment           -     -     rces    r       ra     ra    ro     ceap  r      -      -
journal              -     -     -       -       m      m     m      m     lrxv   -      -
declared_look        -     -     -       -       -      -     -      -     l      -      lv
account              -     -     -       -       -      -     -      -     lr     lrcz   lr
post                 -     -     -       -       lc     lc    lg     -     l      lcw    lgw
review               -     -     lrca    lra     lra    lra   lra    -     -      -      -
review_chain         -     -     r       -       lrce   lrce  lrce   -     -      -      -
"""


def rows() -> list[tuple[str, str, str]]:
    found = []
    for line in IN_THE_ORGAN.strip().splitlines():
        kind, *cells = line.split()
        found += [(kind, role, cell) for role, cell in zip(COLUMNS, cells, strict=True)]
    return found


def test_the_second_writing_covers_the_matrix() -> None:
    assert {kind for kind, _, _ in rows()} == set(policy().objects)
    assert set(COLUMNS) == set(policy().roles)
    assert set(LETTERS.values()) == set(policy().verbs)


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "role", "cell"), rows(), ids=lambda value: value)
def test_the_matrix_grants_this_and_nothing_else(world: World, kind: str, role: str, cell: str) -> None:
    target = Target(kind, organ_id=world.organs["street"].pk)
    if role == "anonymous":
        viewer = public_viewer(NOW)
    elif role == "applicant":
        viewer = world_applicant()
    else:
        viewer = world.viewer(role, "district" if role == "superior_office" else "street")
    granted = {letter for letter, verb in LETTERS.items() if may(viewer, verb, target)}
    assert granted == set(cell.replace("-", ""))


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "role", "cell"), rows(), ids=lambda value: value)
def test_an_organ_elsewhere_gets_no_more_than_the_public(world: World, kind: str, role: str, cell: str) -> None:
    if role in ("anonymous", "applicant"):
        return
    target = Target(kind, organ_id=world.organs["street"].pk)
    viewer = world.viewer(role, "district2")
    granted = {verb for verb in policy().verbs if may(viewer, verb, target)}
    assert granted == {verb for verb in policy().verbs if may(public_viewer(NOW), verb, target)}


def world_applicant():
    from gongkai.web.organs.access import viewer_of

    return viewer_of(Account.objects.create(username="applicant", created_at=NOW), NOW)
