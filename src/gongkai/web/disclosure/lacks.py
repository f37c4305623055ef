"""What is missing or out of date in an organ's standing publications, each with why and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai import law
from gongkai.web.disclosure.access import new_target
from gongkai.web.disclosure.catalogue import catalogue_of, rules
from gongkai.web.disclosure.choices import ItemKind, RelationKind
from gongkai.web.disclosure.guide import digest_of_guide, lacking
from gongkai.web.disclosure.listed import Institution, channels, institutions
from gongkai.web.disclosure.models import Concern, Guide, GuideIssue, MediaAccount, Opinion, Relation
from gongkai.web.disclosure.queries.channels import is_silent
from gongkai.web.disclosure.queries.public import public_items
from gongkai.web.disclosure.special_choices import MediaState, Verdict
from gongkai.web.organs.access import Viewer, require
from gongkai.web.organs.models import Organ, OrganKind

_MONTH = timedelta(days=30)


class Where(StrEnum):
    """The part of the office's standing work that something is missing from."""

    GUIDE = "guide"
    INSTITUTIONS = "institutions"
    CATALOGUE = "catalogue"
    INTERPRETATION = "interpretation"
    CONCERNS = "concerns"
    COMMENTS = "comments"
    MEDIA = "media"


@dataclass(frozen=True, slots=True)
class Lack:
    """Something missing or out of date. `is_missing`: the law asks for it; otherwise it is a reminder."""

    where: Where
    what: str
    why: str
    fix: str
    is_missing: bool = True
    ref: str = ""


def lacks_of(viewer: Viewer, organ: Organ) -> list[Lack]:
    """Return everything that is missing or out of date, what the law asks for first.

    Raises:
        Refused: the viewer may not read drafts of that organ.
    """
    require(viewer, "list", new_target(organ.pk), organ.ref)
    today = timezone.localdate(viewer.now)
    found = [
        *_guide(viewer, organ, today),
        *_institutions(viewer, organ),
        *_catalogue(viewer, organ, today),
        *_interpretations(viewer, organ, today),
        *_concerns(viewer, organ),
        *_comments(organ, today),
        *_media(organ, today),
    ]
    return sorted(found, key=lambda lack: not lack.is_missing)


def asked_institutions(organ: Organ) -> list[Institution]:
    """Return the rules that an organ has to give itself; some are asked of governments only."""
    is_government = organ.kind == OrganKind.GOVERNMENT
    return [one for one in institutions().values() if is_government or not one.only_governments]


def _guide(viewer: Viewer, organ: Organ, today: date) -> Iterator[Lack]:
    guide = Guide.objects.filter(organ=organ).first() or Guide(organ=organ)
    basis = law.cite("oir#12.2").zh
    for field in lacking(organ, guide):
        who = _("请系统管理员在“机关”中填写") if field.kept_in == "contact" else _("请在“公开指南”中填写")
        yield Lack(Where.GUIDE, _("公开指南缺少“%s”") % field.zh, basis, who)
    issue = GuideIssue.objects.filter(item__in=public_items(viewer.now), organ=organ).order_by("-pk").first()
    if issue is None:
        yield Lack(Where.GUIDE, _("公开指南还没有发布"), basis, _("请生成公开指南并送审、发布"))
    elif issue.digest != digest_of_guide(organ, guide):
        why = _("指南内容在发布后有改动；%s要求及时更新") % law.cite("oir#12.1").zh
        yield Lack(Where.GUIDE, _("已发布的公开指南不是最新内容"), why, _("请重新生成公开指南并发布"))
    months = rules()["reminders"]["guide_months"]
    if guide.checked_on is None or today - guide.checked_on > months * _MONTH:
        why = _("超过%d个月没有核对（提醒周期由本平台设定）") % months
        yield Lack(Where.GUIDE, _("请核对公开指南"), why, _("核对无误后点“已核对”"), is_missing=False)


def _institutions(viewer: Viewer, organ: Organ) -> Iterator[Lack]:
    rows = public_items(viewer.now).filter(organ=organ, kind=ItemKind.INSTITUTION)
    there = set(rows.values_list("institution__institution", flat=True))
    for one in asked_institutions(organ):
        if one.id not in there:
            what = _("公开制度缺少“%s”") % one.zh
            yield Lack(Where.INSTITUTIONS, what, law.cite(one.basis).zh, _("请发布这项制度"), ref=one.id)


def _catalogue(viewer: Viewer, organ: Organ, today: date) -> Iterator[Lack]:
    months = rules()["reminders"]["category_months"]
    for line in catalogue_of(organ, viewer.now):
        basis, name = law.cite(line.category.article).zh, line.category.zh
        if line.is_gap:
            fix = _("请发布；确不涉及的，请写明理由")
            yield Lack(Where.CATALOGUE, _("目录中“%s”没有内容") % name, basis, fix, ref=line.category.id)
        elif line.latest_on and today - line.latest_on > months * _MONTH:
            what = _("目录中“%(name)s”自%(on)s起没有更新") % {"name": name, "on": line.latest_on.isoformat()}
            why = _("超过%d个月（提醒周期由本平台设定）") % months
            yield Lack(Where.CATALOGUE, what, why, _("请核对是否有应当公开的内容"), False, line.category.id)


def _interpretations(viewer: Viewer, organ: Organ, today: date) -> Iterator[Lack]:
    """Say which policies promised an explanation when they went out alone and still have none."""
    done = Relation.objects.filter(kind=RelationKind.INTERPRETS, item__in=public_items(viewer.now)).values("other")
    rows = public_items(viewer.now).filter(organ=organ, release__is_explained=True).exclude(pk__in=done)
    for item in rows.select_related("release"):
        what, why = _("《%s》还没有解读") % item.title, _("发布时的理由：%s") % item.release.alone_because
        yield Lack(Where.INTERPRETATION, what, why, _("请发布解读并关联这份文件"), ref=item.ref)


def _concerns(viewer: Viewer, organ: Organ) -> Iterator[Lack]:
    answered = public_items(viewer.now).values("pk")
    for row in Concern.objects.filter(organ=organ).exclude(response__in=answered):
        is_late = row.due_at < viewer.now
        why = _("应当在%s前回应") % timezone.localtime(row.due_at).strftime("%Y-%m-%d %H:%M")
        what = (_("关切“%s”逾期未回应") if is_late else _("关切“%s”等待回应")) % row.title
        yield Lack(Where.CONCERNS, what, why, _("请起草并发布回应"), is_late, row.ref)


def _comments(organ: Organ, today: date) -> Iterator[Lack]:
    rows = Opinion.objects.filter(item__organ=organ, item__comment_period__closes_on__lt=today)
    pending = rows.filter(verdict=Verdict.PENDING).values("item__ref", "item__title").distinct()
    for row in pending.order_by("item__ref"):
        what, why = _("《%s》收到的意见没有研究完") % row["item__title"], law.cite("major_decisions#18").zh
        yield Lack(Where.COMMENTS, what, why, _("请逐条填写处理结果"), ref=row["item__ref"])
    over = organ.items.filter(comment_period__closes_on__lt=today, state="published")
    for item in over.exclude(comment_period__feedback__state="published"):
        what, why = _("《%s》没有公布意见采纳情况") % item.title, law.cite("major_decisions#32").zh
        yield Lack(Where.COMMENTS, what, why, _("请起草并发布反馈公告"), ref=item.ref)


def _media(organ: Organ, today: date) -> Iterator[Lack]:
    weeks = law.value("media_update", on=today).count
    rows = MediaAccount.objects.filter(organ=organ, state=MediaState.OPEN).annotate(last=Max("posts__on"))
    for account in rows:
        if is_silent(account, account.last, today - timedelta(weeks=weeks)):
            what = _("%(channel)s“%(name)s”超过%(weeks)d周没有更新") % {
                "channel": channels()[account.channel].zh,
                "name": account.name,
                "weeks": weeks,
            }
            why = _("政务新媒体检查的单项否决情形（据二手来源）")
            yield Lack(Where.MEDIA, what, why, _("请更新、登记发布情况，或者申请注销"), False, account.ref)
