"""Addresses for the public."""

from django.urls import path

from gongkai.web.portal.views import answers, apply, case, guide
from gongkai.web.portal.views.home import home
from gongkai.web.portal.views.organs import organ, organs

app_name = "portal"
urlpatterns = [
    path("", home, name="home"),
    path("organs/", organs, name="organs"),
    path("organs/<slug:ref>/", organ, name="organ"),
    path("apply/", guide.guide, name="guide"),
    path("apply/receipt/", apply.receipt, name="receipt"),
    path("apply/to/<slug:ref>/", apply.apply, name="apply"),
    path("status/", case.look_up, name="status"),
    path("status/case/", case.case, name="case"),
    path("status/correct/", answers.correct, name="correct"),
    path("status/reasons/", answers.reasons, name="reasons"),
    path("status/letters/<str:ref>/", case.letter, name="letter"),
    path("status/letters/<str:ref>/<slug:suffix>/", case.letter_file, name="letter_file"),
    path("status/files/<str:ref>/", case.file, name="file"),
    path("status/withdraw/", answers.withdraw, name="withdraw"),
    path("status/close/", case.close, name="close"),
]
