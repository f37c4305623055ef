"""Addresses for staff."""

from django.urls import path

from gongkai.web.desk.appeal_urls import appeal_patterns
from gongkai.web.desk.case_urls import case_patterns
from gongkai.web.desk.earlier_urls import earlier_patterns
from gongkai.web.desk.item_urls import item_patterns
from gongkai.web.desk.register_urls import register_patterns
from gongkai.web.desk.report_urls import report_patterns
from gongkai.web.desk.standing_urls import standing_patterns
from gongkai.web.desk.upward_urls import upward_patterns
from gongkai.web.desk.views import accounts, chains, home, imports, journal, looks, organs, posts, reviews

app_name = "desk"
urlpatterns = [
    *case_patterns,
    *standing_patterns,
    *register_patterns,
    *earlier_patterns,
    *appeal_patterns,
    *report_patterns,
    *item_patterns,
    *upward_patterns,
    path("", home.home, name="home"),
    path("organs/", organs.organs, name="organs"),
    path("organs/new/", organs.new_organ, name="new_organ"),
    path("organs/import/", imports.import_organs, name="import_organs"),
    path("organs/import/template/", imports.organs_template, name="import_organs_template"),
    path("organs/<slug:ref>/", organs.organ, name="organ"),
    path("organs/<slug:ref>/succeed/", organs.succeed, name="succeed_organ"),
    path("people/", accounts.accounts, name="accounts"),
    path("people/new/", accounts.new_account, name="new_account"),
    path("people/stale/", accounts.stale, name="stale_accounts"),
    path("people/import/", imports.import_accounts, name="import_accounts"),
    path("people/import/template/", imports.accounts_template, name="import_accounts_template"),
    path("people/<str:ref>/", accounts.account, name="account"),
    path("people/<str:ref>/activity/", accounts.activity, name="account_activity"),
    path("people/<str:ref>/reset/", accounts.reset, name="account_reset"),
    path("posts/", posts.posts, name="posts"),
    path("posts/new/", posts.new_post, name="new_post"),
    path("posts/<int:number>/approve/", posts.approve, name="approve_post"),
    path("posts/<int:number>/end/", posts.end, name="end_post"),
    path("posts/<int:number>/ask-end/", posts.ask, name="ask_end_post"),
    path("posts/<int:number>/keep/", posts.keep, name="keep_post"),
    path("reviews/", reviews.reviews, name="reviews"),
    path("reviews/<str:ref>/", reviews.review, name="review"),
    path("reviews/<str:ref>/pass/", reviews.pass_on, name="pass_review"),
    path("reviews/<str:ref>/return/", reviews.send_back, name="return_review"),
    path("reviews/<str:ref>/cancel/", reviews.cancel, name="cancel_review"),
    path("chains/", chains.chains, name="chains"),
    path("chains/<slug:ref>/<slug:kind>/", chains.chain, name="chain"),
    path("looks/", looks.looks, name="looks"),
    path("looks/<int:number>/note/", looks.note, name="note_look"),
    path("journal/", journal.journal, name="journal"),
    path("journal/verify/", journal.verify, name="verify_journal"),
    path("journal/checkpoint/", journal.checkpoint, name="journal_checkpoint"),
]
