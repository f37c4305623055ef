"""Addresses for programs."""

from django.urls import path

from gongkai.web.api.views.health import healthz, metrics
from gongkai.web.api.views.organs import organs
from gongkai.web.api.views.reports import report
from gongkai.web.api.views.search import search

app_name = "api"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("metrics", metrics, name="metrics"),
    path("api/v1/organs", organs, name="organs"),
    path("api/v1/organs/<slug:ref>/reports/<int:year>", report, name="report"),
    path("api/v1/search", search, name="search"),
]
