"""Addresses of what goes up: the board of a superior, one submission, files entered for others, roll-ups."""

from django.urls import path

from gongkai.web.desk.views import collect, entered, rollups, sent, submissions

_CELL = "<slug:table>/<str:row>/<slug:column>/"

upward_patterns = [
    path("upward/collect/", collect.collect, name="collect"),
    path("upward/collect/prepare/", collect.prepare, name="prepare_area"),
    path("upward/collect/accept/", collect.accept, name="accept_reports"),
    path("upward/collect/remind/", collect.remind, name="remind_organs"),
    path("upward/collect/enter/<slug:organ>/", entered.enter, name="enter_file"),
    path("upward/collect/files/<str:entered>/", entered.file, name="entered_file"),
    path("upward/collect/files/<str:entered>/original/", entered.original, name="entered_original"),
    path("upward/collect/submissions/<str:ref>/", submissions.submission, name="submission"),
    path("upward/collect/submissions/<str:ref>/marked/", submissions.marked, name="marked_submission"),
    path("upward/collect/submissions/<str:ref>/remark/", submissions.remark, name="remark_submission"),
    path("upward/collect/submissions/<str:ref>/unremark/", submissions.unremark, name="unremark_submission"),
    path("upward/collect/submissions/<str:ref>/return/", submissions.send_back, name="return_submission"),
    path("upward/collect/submissions/<str:ref>/accept/", submissions.accept, name="accept_submission"),
    path("upward/collect/submissions/<str:ref>/recall/", submissions.take_back, name="recall_submission"),
    path("upward/", sent.sent, name="sent"),
    path("upward/report/<str:ref>/", sent.hand_up, name="hand_up"),
    path("upward/collect/rollups/make/", rollups.make, name="make_rollup"),
    path("upward/collect/rollups/<str:ref>/", rollups.rollup, name="rollup"),
    path(f"upward/collect/rollups/<str:ref>/{_CELL}", rollups.cell, name="rollup_cell"),
    path(f"upward/collect/rollups/<str:ref>/of/<str:frozen>/{_CELL}", rollups.source, name="rollup_source"),
]
