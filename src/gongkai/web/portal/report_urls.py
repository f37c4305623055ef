"""Addresses of published annual reports."""

from django.urls import path

from gongkai.web.portal.views import reports

report_patterns = [
    path("organs/<slug:ref>/reports/", reports.reports, name="reports"),
    path("organs/<slug:ref>/reports/<int:year>/", reports.report, name="report"),
    path("organs/<slug:ref>/reports/<int:year>/file/<slug:format>/", reports.file, name="report_file"),
    path(
        "organs/<slug:ref>/reports/<int:year>/cells/<slug:table>/<str:row>/<slug:column>/",
        reports.cell,
        name="report_cell",
    ),
]
