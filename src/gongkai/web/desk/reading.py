"""How much of a case a page shows: an auditor sees what happened and when, not what was asked and answered."""

from __future__ import annotations

from gongkai.web.cases.access import KIND, case_target
from gongkai.web.cases.models import Case
from gongkai.web.cases.queries import case_of
from gongkai.web.organs.access import Refused, Target, Viewer, may


def reads_content(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer reads the case itself: by post, as its officer, or while reviewing its answer."""
    target = case_target(case)
    return may(viewer, "read", target) or may(viewer, "approve", target)


def case_with_content(viewer: Viewer, ref: str) -> Case:
    """Return a case whose letters and files the viewer may read.

    Raises:
        Refused: there is none, or the viewer may not.
    """
    case = case_of(viewer, ref)
    if not reads_content(viewer, case):
        raise Refused("read", KIND, ref)
    return case


def lists_content(viewer: Viewer, case: Case) -> bool:
    """Whether a list shows what was asked: to the office that handles it. Asks no rows: for long lists."""
    assigned = frozenset({case.handler_id} if case.handler_id else ())
    target = Target(KIND, organ_id=case.organ_id, assigned=assigned)
    return may(viewer, "read", target) or may(viewer, "create", target)
