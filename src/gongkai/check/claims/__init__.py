"""Numeric claims in sentences: found, put into a reading, and judged with the arithmetic shown."""

from gongkai.check.claims.find import find_claims
from gongkai.check.claims.model import Claim, Kind, Verdict

__all__ = ["Claim", "Kind", "Verdict", "find_claims"]
