"""Addresses of the case screens."""

from django.urls import path

from gongkai.web.desk.acts import ACTS
from gongkai.web.desk.views import (
    case,
    cases,
    files,
    identity,
    letters,
    looks,
    notifications,
    office,
    paper,
    register_book,
    replies,
)
from gongkai.web.desk.views.case_acts import view_of

case_patterns = [
    path("cases/", cases.cases, name="cases"),
    path("cases/export/", cases.export, name="export_cases"),
    path("cases/paper/", paper.register, name="register_paper"),
    path("cases/import/", register_book.import_register, name="import_register"),
    path("cases/import/template/", register_book.register_template, name="register_template"),
    path("office/", office.office, name="office"),
    path("inbox/", notifications.inbox, name="inbox"),
    path("inbox/read/", notifications.all_read, name="all_read"),
    path("cases/<str:ref>/", case.case, name="case"),
    path("cases/<str:ref>/identity/", identity.identity, name="identity"),
    path("cases/<str:ref>/look/", looks.declared, name="look"),
    path("cases/<str:ref>/files/add/", files.add, name="add_file"),
    path("cases/<str:ref>/files/<str:file>/", files.file, name="file"),
    path("cases/<str:ref>/files/<str:file>/clear/", files.clear, name="clear_file"),
    path("cases/<str:ref>/reply/", replies.draft, name="draft_reply"),
    path("cases/<str:ref>/reply/draft/", replies.edit, name="edit_reply"),
    path("cases/<str:ref>/reply/submit/", replies.submit, name="submit_reply"),
    path("cases/<str:ref>/records/<slug:record>/<slug:suffix>/", letters.record_file, name="record_file"),
    path("cases/<str:ref>/letters/<str:letter>/", letters.letter, name="letter"),
    path("cases/<str:ref>/letters/<str:letter>/file/<slug:suffix>/", letters.letter_file, name="letter_file"),
    path("cases/<str:ref>/letters/<str:letter>/serve/", letters.serve, name="serve_letter"),
    *(path(f"cases/<str:ref>/{act.id}/", view_of(act), name=f"case_{act.id}") for act in ACTS),
]
