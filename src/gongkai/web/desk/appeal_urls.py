"""Addresses of appeals."""

from django.urls import path

from gongkai.web.desk.views import appeal_steps, appeals

appeal_patterns = [
    path("appeals/", appeals.appeals, name="appeals"),
    path("appeals/new/", appeals.new, name="new_appeal"),
    path("appeals/import/", appeals.take_in, name="import_appeals"),
    path("appeals/template/", appeals.template_file, name="appeal_template"),
    path("appeals/<str:ref>/", appeals.appeal, name="appeal"),
    path("appeals/<str:ref>/change/", appeals.change, name="change_appeal"),
    path("appeals/<str:ref>/answer/", appeal_steps.answer, name="answer_appeal"),
    path("appeals/<str:ref>/decide/", appeal_steps.decide, name="decide_appeal"),
    path("appeals/<str:ref>/hand-over/", appeal_steps.hand_over, name="hand_over_appeal"),
    path("appeals/<str:ref>/files/", appeal_steps.add_file, name="add_appeal_file"),
    path("appeals/<str:ref>/files/<str:file>/", appeal_steps.file, name="appeal_file"),
]
