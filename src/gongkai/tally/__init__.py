"""Facts into figures with sources, for any edition of the form."""

from gongkai.tally.cases import case_fact
from gongkai.tally.count import Figure, Leftover, Tally
from gongkai.tally.disclosure import has_cells, stands_at_end, tally_disclosure
from gongkai.tally.facts import (
    AppealFact,
    CaseFact,
    ChargeFact,
    DecisionFact,
    DocumentFact,
    Fact,
    ItemFact,
    PurchaseFact,
)
from gongkai.tally.remedies import tally_remedies
from gongkai.tally.requests import is_open_at_end, tally_requests

__all__ = [
    "AppealFact",
    "CaseFact",
    "ChargeFact",
    "DecisionFact",
    "DocumentFact",
    "Fact",
    "Figure",
    "ItemFact",
    "Leftover",
    "PurchaseFact",
    "Tally",
    "case_fact",
    "has_cells",
    "is_open_at_end",
    "stands_at_end",
    "tally_disclosure",
    "tally_remedies",
    "tally_requests",
]
