"""Gongkai (公开): open-government-information software, from the record to the report."""

__version__ = "0.1.0"
