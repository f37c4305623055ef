"""Addresses for staff."""

from django.urls import path

from gongkai.web.desk.views.home import home

app_name = "desk"
urlpatterns = [
    path("", home, name="home"),
]
