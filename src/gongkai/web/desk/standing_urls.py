"""Addresses of standing publications, concerns, comments, channels, accounts and past items."""

from django.urls import path

from gongkai.web.desk.office_acts import ACTS
from gongkai.web.desk.views import channels, concerns, past, standing
from gongkai.web.desk.views.office_acts import view_of

_NAMES = {"media": "media", "concerns": "concern", "channels": "post", "opinions": "opinion", "past": "import"}

standing_patterns = [
    path("standing/", standing.standing, name="standing"),
    path("standing/guide/", standing.guide, name="organ_guide"),
    path("standing/guide/check/", standing.check, name="check_guide"),
    path("standing/guide/issue/", standing.issue_guide, name="issue_guide"),
    path("standing/catalogue/", standing.catalogue, name="catalogue"),
    path("standing/catalogue/issue/", standing.issue_catalogue, name="issue_catalogue"),
    path("standing/standards/", standing.standards, name="import_standard"),
    path("concerns/", concerns.concerns, name="concerns"),
    path("concerns/new/", concerns.new_concern, name="new_concern"),
    path("comments/", concerns.comments, name="comments"),
    path("comments/<str:ref>/", concerns.opinions, name="opinions"),
    path("comments/<str:ref>/new/", concerns.new_opinion, name="new_opinion"),
    path("comments/<str:ref>/feedback/", concerns.feedback, name="draft_feedback"),
    path("opinions/<str:opinions>/speaker/", concerns.speaker, name="opinion_speaker"),
    path("channels/", channels.channels, name="channels"),
    path("channels/new/", channels.new_post, name="new_channel_post"),
    path("channels/import/", channels.import_table, name="import_posts"),
    path("media/", channels.media, name="media"),
    path("media/new/", channels.new_media, name="new_media"),
    path("media/<str:media>/", channels.media_account, name="media_account"),
    path("past/", past.past, name="past"),
    path("past/template/", past.past_template, name="past_template"),
    path("past/folder/", past.list_folder, name="list_folder"),
    path("past/export/", past.export, name="export_items"),
    *(
        path(f"{act.where}/<str:{act.where}>/{act.id}/", view_of(act), name=f"{_NAMES[act.where]}_{act.id}")
        for act in ACTS
    ),
]
