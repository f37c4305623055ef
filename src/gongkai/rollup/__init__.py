"""From the reports of the organs below, and the organ's own figures (本级), to the figures of a whole area (汇总)."""

from gongkai.rollup.figures import Figure, Lack, Part, Why
from gongkai.rollup.roll_up import RollUp, Version, roll_up
from gongkai.rollup.written import rolled_report

__all__ = ["Figure", "Lack", "Part", "RollUp", "Version", "Why", "roll_up", "rolled_report"]
