"""The first page."""

from __future__ import annotations

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from gongkai.web.disclosure.categories import categories
from gongkai.web.disclosure.search import SearchQuery, counts_by_category, listed
from gongkai.web.organs.access import open_to_all
from gongkai.web.organs.public_pages import public_page
from gongkai.web.organs.requests import Request
from gongkai.web.portal.columns import COLUMNS

EXAMPLES: Final = (_("规范性文件"), _("部门预算"), _("行政处罚"), _("征收补偿"), _("年度报告"))
NEWEST: Final = 8


@open_to_all("the public first page")
@public_page
@require_safe
def home(request: Request) -> HttpResponse:
    """Show the search, the columns, what is new."""
    counts = counts_by_category(request.now)
    context = {
        "columns": COLUMNS.values(),
        "examples": EXAMPLES,
        "newest": listed(request.now, SearchQuery(newest=True), NEWEST),
        "category_counts": [(one, counts[one.id]) for one in categories().values() if one.id in counts],
    }
    return render(request, "portal/home.html", context)
