"""Numeric claims in sentences: found, put into a reading, and judged with the arithmetic shown."""

from gongkai.check.claims.find import find_claims
from gongkai.check.claims.model import Claim, Kind, Verdict
from gongkai.check.claims.reports import failing, report_claims

__all__ = ["Claim", "Kind", "Verdict", "failing", "find_claims", "report_claims"]
