"""Addresses for the public."""

from django.urls import path

from gongkai.web.portal.report_urls import report_patterns
from gongkai.web.portal.views import (
    answers,
    apply,
    case,
    check,
    columns,
    feeds,
    guide,
    identity,
    items,
    mine,
    standing,
    subscribe,
)
from gongkai.web.portal.views.home import home
from gongkai.web.portal.views.language import choose_language
from gongkai.web.portal.views.organs import organ, organs
from gongkai.web.portal.views.search import search, suggestions

app_name = "portal"
urlpatterns = [
    path("apply/to/<slug:ref>/", apply.apply, name="apply"),
    path("apply/receipt/", apply.receipt, name="receipt"),
    path("apply/", guide.guide, name="guide"),
    *report_patterns,
    path("", home, name="home"),
    path("organs/", organs, name="organs"),
    path("organs/<slug:ref>/", organ, name="organ"),
    path("organs/<slug:ref>/guide/", standing.organ_guide, name="organ_guide"),
    path("organs/<slug:ref>/institutions/", standing.organ_institutions, name="organ_institutions"),
    path("organs/<slug:ref>/catalogue/", standing.organ_catalogue, name="organ_catalogue"),
    path("comments/", standing.drafts, name="drafts"),
    path("items/<slug:ref>/opinion/", standing.opinion, name="opinion"),
    path("items/<slug:ref>/opinion/taken/", standing.opinion_taken, name="opinion_taken"),
    path("organs/<slug:ref>/<slug:column>/", columns.organ_column, name="organ_column"),
    path("columns/<slug:column>/", columns.column, name="column"),
    path("search/", search, name="search"),
    path("search/suggestions/", suggestions, name="suggestions"),
    path("items/<slug:ref>/", items.item, name="item"),
    path("items/<slug:ref>/code.svg", items.code, name="item_code"),
    path("items/<slug:ref>/files/<slug:file>/", items.item_file, name="item_file"),
    path("items/<slug:ref>/files/<slug:file>/preview/", items.item_preview, name="item_preview"),
    path("items/<slug:ref>/files/<slug:file>/picture/", items.item_picture, name="item_picture"),
    path("feed/", feeds.feed, name="feed"),
    path("export/", feeds.table, name="export"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("sitemap-<int:part>.xml", feeds.sitemap_part, name="sitemap_part"),
    path("robots.txt", feeds.robots, name="robots"),
    path("subscribe/", subscribe.ask, name="subscribe"),
    path("subscribe/confirm/<str:token>/", subscribe.confirm, name="confirm_subscription"),
    path("subscribe/leave/<str:token>/", subscribe.leave, name="leave_subscription"),
    path("language/choose/", choose_language, name="choose_language"),
    path("check/", check.check, name="check"),
    path("check/<slug:ref>/", check.check_at, name="check_at"),
    path("status/", case.look_up, name="status"),
    path("status/case/", case.case, name="case"),
    path("status/correct/", answers.correct, name="correct"),
    path("status/reasons/", answers.reasons, name="reasons"),
    path("status/identity/", identity.correct, name="identity"),
    path("status/identity/erase/", identity.erase, name="erase_identity"),
    path("mine/", mine.mine, name="mine"),
    path("mine/<str:ref>/", mine.open_own, name="open_own"),
    path("status/letters/<str:ref>/", case.letter, name="letter"),
    path("status/letters/<str:ref>/<slug:suffix>/", case.letter_file, name="letter_file"),
    path("status/files/<str:ref>/", case.file, name="file"),
    path("status/withdraw/", answers.withdraw, name="withdraw"),
    path("status/close/", case.close, name="close"),
]
