"""Addresses of the annual report's screens."""

from django.urls import path

from gongkai.web.desk.views import report_cell, report_steps, report_text, report_versions, reports

_CELL = "reports/<str:ref>/cells/<slug:table>/<str:row>/<slug:column>/"

report_patterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/new/", reports.begin, name="begin_report"),
    path("reports/<str:ref>/", reports.report, name="report"),
    path("reports/<str:ref>/compile/", report_steps.compile_again, name="compile_report"),
    path("reports/<str:ref>/figures/", report_cell.figures, name="report_figures"),
    path(_CELL, report_cell.cell, name="report_cell"),
    path(f"{_CELL}restore/", report_cell.restore, name="restore_cell"),
    path("reports/<str:ref>/text/<int:number>/", report_text.text, name="report_text"),
    path("reports/<str:ref>/text/<int:number>/check/", report_text.look, name="look_at_text"),
    path("reports/<str:ref>/answer/", report_steps.answer, name="answer_finding"),
    path("reports/<str:ref>/override/", report_steps.override, name="override_finding"),
    path("reports/<str:ref>/submit/", report_steps.submit, name="submit_report"),
    path("reports/<str:ref>/correct/", report_steps.correct, name="correct_report"),
    path("reports/<str:ref>/publish/", report_steps.publish, name="publish_report"),
    path("reports/<str:ref>/versions/<int:version>/", report_versions.version, name="report_version"),
    path("reports/<str:ref>/versions/<int:version>/<slug:format>/", report_versions.file, name="report_file"),
]
