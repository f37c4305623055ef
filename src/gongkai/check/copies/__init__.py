"""Copied passages: sentences that stand, with other names and numbers, in another report."""

from gongkai.check.copies.differences import Difference, differences
from gongkai.check.copies.pairs import CopiedPair, CopiedSentence, Copies, find_copies, report_passages
from gongkai.check.copies.passages import Passage, Sentence, own_sentences

__all__ = [
    "CopiedPair",
    "CopiedSentence",
    "Copies",
    "Difference",
    "Passage",
    "Sentence",
    "differences",
    "find_copies",
    "own_sentences",
    "report_passages",
]
