"""Addresses of published annual reports."""

from django.urls import path

from gongkai.web.portal.views import compare, reports

report_patterns = [
    path("reports/compare/", compare.beside, name="compare_reports"),
    path("organs/<slug:ref>/reports/years/", compare.years, name="report_years"),
    path("organs/<slug:ref>/reports/below/", compare.overview, name="report_overview"),
    path("organs/<slug:ref>/reports/", reports.reports, name="reports"),
    path("organs/<slug:ref>/reports/<int:year>/", reports.report, name="report"),
    path("organs/<slug:ref>/reports/<int:year>/file/<slug:format>/", reports.file, name="report_file"),
    path(
        "organs/<slug:ref>/reports/<int:year>/cells/<slug:table>/<str:row>/<slug:column>/",
        reports.cell,
        name="report_cell",
    ),
]
