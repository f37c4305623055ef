"""The checks before publishing. Each looks at a whole item and returns what it found; nothing found is passing."""

from collections.abc import Callable, Mapping
from typing import Final

from gongkai.web.disclosure.findings import Finding, Grade
from gongkai.web.disclosure.gates.hidden_data import hidden_data
from gongkai.web.disclosure.gates.links import broken_links
from gongkai.web.disclosure.gates.metadata import missing_metadata
from gongkai.web.disclosure.gates.privacy import private_data
from gongkai.web.disclosure.gates.words import listed_words
from gongkai.web.disclosure.models import Item

__all__ = ["GATES", "Finding", "Grade"]

GATES: Final[Mapping[str, Callable[[Item], tuple[Finding, ...]]]] = {
    "private_data": private_data,
    "hidden_data": hidden_data,
    "listed_words": listed_words,
    "broken_links": broken_links,
    "metadata": missing_metadata,
}
"""By name, in the order in which they are shown. `choices.GATE_NAMES` has their words."""
