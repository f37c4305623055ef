"""Addresses of the screens of proactive disclosure."""

from django.urls import path

from gongkai.web.desk.item_acts import ACTS
from gongkai.web.desk.views import item_acts, item_editor, item_files, item_gates, item_revisions, item_words, items

item_patterns = [
    path("items/", items.items, name="items"),
    path("items/new/", item_editor.new, name="new_item"),
    path("items/below/", items.below, name="items_below"),
    path("items/overseen/", items.overseen, name="overseen_items"),
    path("items/words/", item_words.lists, name="word_lists"),
    path("items/words/<slug:ref>/", item_words.words, name="word_list"),
    path("items/<str:ref>/", items.item, name="item"),
    path("items/<str:ref>/about/", items.about, name="about_item"),
    path("items/<str:ref>/edit/", item_editor.edit, name="edit_item"),
    path("items/<str:ref>/files/add/", item_files.add, name="add_item_file"),
    path("items/<str:ref>/files/<str:file>/", item_files.file, name="item_file"),
    path("items/<str:ref>/files/<str:file>/remove/", item_files.remove, name="remove_item_file"),
    path("items/<str:ref>/gates/", item_gates.gates, name="item_gates"),
    path("items/<str:ref>/gates/check/", item_gates.check, name="check_item"),
    path("items/<str:ref>/gates/<slug:gate>/clear/", item_gates.clear, name="clear_gate"),
    path("items/<str:ref>/gates/<slug:gate>/clear-grave/", item_gates.clear_grave, name="clear_grave_gate"),
    path("items/<str:ref>/revisions/", item_revisions.revisions, name="item_revisions"),
    path("items/<str:ref>/unrelate/", item_acts.unrelate, name="unrelate_item"),
    path("items/<str:ref>/urgent/", item_acts.urgent, name="urgent_withdrawal"),
    *(path(f"items/<str:ref>/{act.id}/", item_acts.view_of(act), name=f"item_{act.id}") for act in ACTS),
]
