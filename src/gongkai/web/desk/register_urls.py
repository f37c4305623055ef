"""Addresses of the registers."""

from django.urls import path

from gongkai.web.desk.views import checking, register_acts, register_entries, registers

register_patterns = [
    path("checking/", checking.checking, name="checking"),
    path("registers/", registers.overview, name="registers"),
    path("registers/years/<int:year>/<slug:book>/close/", register_acts.close, name="close_register"),
    path("registers/years/<int:year>/<slug:book>/reopen/", register_acts.reopen, name="reopen_register"),
    path("registers/<slug:book>/", registers.book, name="register"),
    path("registers/<slug:book>/template/", registers.template_file, name="book_template"),
    path("registers/<slug:book>/export/", registers.export, name="export_register"),
    path("registers/<slug:book>/import/", register_acts.take_in, name="import_book"),
    path("registers/<slug:book>/new/", register_entries.new, name="new_entry"),
    path("registers/<slug:book>/entries/<str:ref>/", register_entries.entry, name="entry"),
    path("registers/<slug:book>/entries/<str:ref>/change/", register_entries.change, name="change_entry"),
    path("registers/<slug:book>/entries/<str:ref>/void/", register_entries.void, name="void_entry"),
    path("registers/<slug:book>/entries/<str:ref>/evidence/", register_entries.evidence, name="add_evidence"),
    path(
        "registers/<slug:book>/entries/<str:ref>/evidence/<str:file>/",
        register_entries.evidence_file,
        name="evidence",
    ),
]
