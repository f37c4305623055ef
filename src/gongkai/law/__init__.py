"""Instruments, citations and dated numbers of law, as data.

Ask :func:`value` for a number on a date and :func:`article` for a text by its address (``oir#33.2``).
"""

from gongkai.law.articles import Article, Passage, article, passage
from gongkai.law.citations import Citation, cite, cite_in_full
from gongkai.law.instruments import Instrument, instrument, instruments
from gongkai.law.marks import Mark
from gongkai.law.numerals import chinese_number
from gongkai.law.parameters import DatedValue, Parameter, parameter, parameters, value
from gongkai.law.schedules import Schedule, Tier, schedule

__all__ = [
    "Article",
    "Citation",
    "DatedValue",
    "Instrument",
    "Mark",
    "Parameter",
    "Passage",
    "Schedule",
    "Tier",
    "article",
    "chinese_number",
    "cite",
    "cite_in_full",
    "instrument",
    "instruments",
    "parameter",
    "parameters",
    "passage",
    "schedule",
    "value",
]
