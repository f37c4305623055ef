"""What is due of concerns, opinions, accounts and imports, on the first page."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.desk.office_acts import may_release, organ_publishes
from gongkai.web.desk.task import UNHURRIED, Task, Waits
from gongkai.web.desk.urgency import until
from gongkai.web.disclosure.queries.channels import visible_concerns, visible_media
from gongkai.web.disclosure.queries.special import comment_drafts, visible_imports
from gongkai.web.disclosure.special_choices import ImportState, MediaState
from gongkai.web.organs.access import Viewer, could


def standing_tasks(viewer: Viewer) -> Iterator[Task]:
    """Return what waits for the viewer: to be answered and studied by officers, to be consented to by leaders."""
    if could(viewer, "create", "disclosure_draft"):
        yield from _concerns(viewer)
        yield from _comments(viewer)
    if could(viewer, "publish", "disclosure_item"):
        yield from _accounts(viewer)
        yield from _imports(viewer)


def _concerns(viewer: Viewer) -> Iterator[Task]:
    today = timezone.localdate(viewer.now)
    for row in visible_concerns(viewer).exclude(response__state="published")[:50]:
        due_on = timezone.localdate(row.due_at)
        waits = Waits.OVERDUE if row.due_at < viewer.now else Waits.SOON
        address = reverse("desk:item", args=[row.response.ref]) if row.response else reverse("desk:concerns")
        yield Task(
            waits, row.title, address, _("回应关切"), organ=row.organ.name, due_on=due_on, urgency=until(due_on, today)
        )


def _comments(viewer: Viewer) -> Iterator[Task]:
    today = timezone.localdate(viewer.now)
    rows = comment_drafts(viewer).filter(state="published", comment_period__closes_on__lt=today)
    for item in rows.exclude(comment_period__feedback__state="published")[:50]:
        about = _("%(count)d条意见没有研究") % {"count": getattr(item, "waiting", 0)}
        yield Task(
            Waits.REST,
            item.title,
            reverse("desk:opinions", args=[item.ref]),
            _("决策预公开"),
            about=about,
            organ=item.organ.name,
        )


def _accounts(viewer: Viewer) -> Iterator[Task]:
    for row in visible_media(viewer).filter(state__in=[MediaState.ASKED, MediaState.CLOSING])[:50]:
        if row.asked_by_id != viewer.account_id and organ_publishes(viewer, row.organ_id):
            yield Task(
                Waits.DECIDE,
                row.name,
                reverse("desk:media_account", args=[row.ref]),
                _("新媒体账号"),
                about=str(row.get_state_display()),
                organ=row.organ.name,
                urgency=UNHURRIED,
            )


def _imports(viewer: Viewer) -> Iterator[Task]:
    for book in visible_imports(viewer).filter(state=ImportState.READY)[:20]:
        if may_release(viewer, book):
            about = _("已导入%(count)d件") % {"count": book.done}
            yield Task(
                Waits.PUBLISH, book.name, reverse("desk:past"), _("导入历史信息"), about=about, organ=book.organ.name
            )
