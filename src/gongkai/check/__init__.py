"""Check a report against the form, against itself and against its neighbours."""

from gongkai.check.rule import Finding, Neighbours, NotRun, Rule, Severity, Words
from gongkai.check.run import Checked, check, rules

__all__ = ["Checked", "Finding", "Neighbours", "NotRun", "Rule", "Severity", "Words", "check", "rules"]
