"""Every address of the platform."""

from django.urls import include, path
from django.views.i18n import set_language

handler500 = "gongkai.web.project.outages.broken"
urlpatterns = [
    path("", include("gongkai.web.portal.urls")),
    path("desk/", include("gongkai.web.desk.urls")),
    path("", include("gongkai.web.api.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("language/", set_language, name="set_language"),
]
