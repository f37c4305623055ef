"""Reads of annual reports; the viewer comes first."""

from gongkai.web.reporting.queries.reports import (
    cells_of,
    children_with_cell,
    frozen_of,
    previous_frozen,
    publication_of_item,
    publications_of,
    published_items,
    published_of,
    published_years,
    report_for,
    report_of,
    sections_of,
    versions_of,
    visible_reports,
)
from gongkai.web.reporting.queries.sources import Source, Sources, source_names, sources_of

__all__ = [
    "Source",
    "Sources",
    "cells_of",
    "children_with_cell",
    "frozen_of",
    "previous_frozen",
    "publication_of_item",
    "publications_of",
    "published_items",
    "published_of",
    "published_years",
    "report_for",
    "report_of",
    "sections_of",
    "source_names",
    "sources_of",
    "versions_of",
    "visible_reports",
]
