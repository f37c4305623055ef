"""Addresses for the public."""

from django.urls import path

from gongkai.web.portal.views.home import home
from gongkai.web.portal.views.organs import organ, organs

app_name = "portal"
urlpatterns = [
    path("", home, name="home"),
    path("organs/", organs, name="organs"),
    path("organs/<slug:ref>/", organ, name="organ"),
]
