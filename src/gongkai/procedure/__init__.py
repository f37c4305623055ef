"""The case as events folded into a state; outcomes and remedies."""

from gongkai.procedure.events import Event, EventKind, kinds, labels
from gongkai.procedure.fold import fold, follow, may_follow
from gongkai.procedure.outcomes import Document, Outcome, documents, outcome, outcomes
from gongkai.procedure.remedies import Remedy, organ_kinds, remedy_for_document, remedy_for_outcome
from gongkai.procedure.state import CaseState

__all__ = [
    "CaseState",
    "Document",
    "Event",
    "EventKind",
    "Outcome",
    "Remedy",
    "documents",
    "fold",
    "follow",
    "kinds",
    "labels",
    "may_follow",
    "organ_kinds",
    "outcome",
    "outcomes",
    "remedy_for_document",
    "remedy_for_outcome",
]
