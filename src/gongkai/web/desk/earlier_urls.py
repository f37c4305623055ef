"""Addresses of reports published before, and of an area at a glance."""

from django.urls import path

from gongkai.web.desk.views import area, earlier

earlier_patterns = [
    path("reports/earlier/", earlier.earlier, name="earlier"),
    path("reports/earlier/<str:ref>/", earlier.report, name="earlier_report"),
    path("reports/earlier/<str:ref>/original/", earlier.original, name="earlier_original"),
    path("upward/area/", area.area, name="area"),
]
