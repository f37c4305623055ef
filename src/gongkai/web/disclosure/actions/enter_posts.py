"""Enter what was published in another channel, one by one or from a table; strike a line that was wrong."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.disclosure.access import new_target
from gongkai.web.disclosure.days import read_day
from gongkai.web.disclosure.listed import channels
from gongkai.web.disclosure.models import ChannelPost, Item, MediaAccount
from gongkai.web.disclosure.special_access import office_subject
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Viewer, actor_of, require
from gongkai.web.organs.models import Organ
from gongkai.web.organs.sheets import CellFault, Row, Sheet, SheetFaults
from gongkai.web.organs.versions import claim_version

MOST_AT_ONCE: Final = 100_000
POST_COLUMNS: Final = {
    "渠道": "如 微信公众号、信息公告栏、电子信息屏、广播、宣传单",
    "账号": "新媒体渠道必填：已登记的账号名称",
    "内容": "标题或者内容摘要",
    "发布日期": "如 2023-05-08",
    "网址或者地点": "可空",
    "条数": "可空，默认1",
    "索引号": "可空；内容是本平台已有信息的，填它的索引号",
}


@dataclass(frozen=True, slots=True)
class Post:
    """Something published in a channel."""

    channel: str
    title: str
    on: date
    address: str = ""
    count: int = 1
    item: Item | None = None
    account: MediaAccount | None = None


def enter_post(viewer: Viewer, organ: Organ, post: Post) -> ChannelPost:
    """Enter one post.

    Raises:
        Refused: the viewer may not write for that organ.
        InputError: something is missing or cannot be right.
    """
    require(viewer, "create", new_target(organ.pk))
    judge_post(organ, post, timezone.localdate(viewer.now))
    with transaction.atomic():
        row = _row(viewer, organ, post)
        row.save(force_insert=True)
        after = {"channel": row.channel, "on": row.on, "count": row.count}
        record_entry(actor_of(viewer), "disclosure.enter_post", office_subject(organ, "post", row.ref), after=after)
    return row


def import_posts(viewer: Viewer, organ: Organ, sheet: Sheet) -> int:
    """Enter every row of a table, or none; a row that stands in the books already is passed over.

    Raises:
        Refused: the viewer may not.
        SheetFaults: every fault, with its cell.
    """
    require(viewer, "create", new_target(organ.pk))
    accounts = {account.name: account for account in MediaAccount.objects.filter(organ=organ)}
    numbers = {row.values["索引号"] for row in sheet.rows}
    items = {item.index_number: item for item in Item.objects.filter(organ=organ, index_number__in=numbers - {""})}
    posts, faults = _judged(viewer, organ, sheet, accounts, items)
    if faults:
        raise SheetFaults(faults)
    with transaction.atomic():
        keys = {key for key, _ in posts}
        known = set(ChannelPost.objects.filter(line_key__in=keys).values_list("line_key", flat=True))
        rows = [_row(viewer, organ, post, key) for key, post in posts if key not in known]
        ChannelPost.objects.bulk_create(rows, batch_size=500)
        after = {"lines": len(rows), "known": len(posts) - len(rows)}
        record_entry(actor_of(viewer), "disclosure.import_posts", office_subject(organ, "posts"), after=after)
    return len(rows)


def strike_post(viewer: Viewer, post: ChannelPost, *, version: int, reason: str) -> None:
    """Strike a line that was wrong: it is kept, but counts no more.

    Raises:
        Refused: the viewer may not.
        InputError: no reason is given.
        StaleVersion: somebody was faster.
    """
    require(viewer, "create", new_target(post.organ_id), post.ref)
    if not reason.strip():
        raise InputError("没有填写删去的理由", fix="请填写", field="reason")
    with transaction.atomic():
        claim_version(post, version, "这条记录")
        ChannelPost.objects.filter(pk=post.pk).update(struck_at=viewer.now, struck_because=reason.strip()[:200])
        before = {"channel": post.channel, "on": post.on, "count": post.count}
        subject = office_subject(post.organ, "post", post.ref)
        record_entry(actor_of(viewer), "disclosure.strike_post", subject, reason=reason, before=before)


def judge_post(organ: Organ, post: Post, today: date) -> None:
    """Refuse what cannot have been published.

    Raises:
        InputError: with the field that is wrong.
    """
    channel = channels().get(post.channel)
    if channel is None:
        raise InputError("没有这个渠道", fix="可填：" + "、".join(_typed().values()), field="channel")
    if channel.is_automatic:
        raise InputError("本平台发布的条数由系统统计，不用登记", fix="请选择其他渠道", field="channel")
    if not post.title.strip() or len(post.title) > 200:
        raise InputError("内容没有填写或者超过200字", fix="请填写标题或者摘要", field="title")
    if post.on > today:
        raise InputError("发布日期在今天之后", fix="请在发布后登记", field="on")
    if not 1 <= post.count <= MOST_AT_ONCE:
        raise InputError(f"条数应当在1至{MOST_AT_ONCE}之间", fix="请核对", field="count")
    if post.item is not None and post.item.organ_id != organ.pk:
        raise InputError("所选的信息不是本机关的", fix="请核对索引号", field="item")
    _judge_account(organ, post, has_account=channel.has_account)


def _judge_account(organ: Organ, post: Post, *, has_account: bool) -> None:
    account = post.account
    if has_account and account is None:
        raise InputError("没有选择新媒体账号", why="新媒体账号应当先登记", fix="请选择已登记的账号", field="account")
    if account is None:
        return
    if account.organ_id != organ.pk or account.channel != post.channel:
        raise InputError("账号不属于本机关的这个渠道", fix="请核对", field="account")
    was_open = account.opened_on is not None and account.opened_on <= post.on
    if not was_open or (account.closed_on is not None and post.on > account.closed_on):
        raise InputError("账号在发布当日没有开通", fix="请核对账号的开设和注销日期", field="account")


def _judged(
    viewer: Viewer, organ: Organ, sheet: Sheet, accounts: Mapping[str, MediaAccount], items: Mapping[str, Item]
) -> tuple[list[tuple[str, Post]], list[CellFault]]:
    found: list[tuple[str, Post]] = []
    faults: list[CellFault] = []
    seen: dict[str, int] = {}
    for row in sheet.rows:
        try:
            post = _post(row, accounts, items)
            judge_post(organ, post, timezone.localdate(viewer.now))
        except InputError as error:
            words = "，".join(filter(None, (error.what, error.fix)))
            faults.append(sheet.fault(row, _COLUMN_OF.get(error.field or "", "内容"), words))
            continue
        line = "|".join(
            [
                organ.ref,
                post.channel,
                post.account.ref if post.account else "",
                post.title,
                post.on.isoformat(),
                post.address,
            ]
        )
        seen[line] = seen.get(line, 0) + 1  # the same line twice in one table is two posts
        found.append((_key(f"{line}|{seen[line]}"), post))
    return found, faults


_COLUMN_OF: Final = {
    "channel": "渠道",
    "account": "账号",
    "title": "内容",
    "on": "发布日期",
    "count": "条数",
    "item": "索引号",
}


def _post(row: Row, accounts: Mapping[str, MediaAccount], items: Mapping[str, Item]) -> Post:
    said = row.values
    account, item = accounts.get(said["账号"]), items.get(said["索引号"])
    if said["账号"] and account is None:
        raise InputError("没有登记这个账号", fix="请先登记账号", field="account")
    if said["索引号"] and item is None:
        raise InputError("本机关没有这个索引号", fix="请核对", field="item")
    known = {zh: channel for channel, zh in _typed().items()}
    return Post(
        channel=known.get(said["渠道"], said["渠道"]),
        title=said["内容"],
        on=read_day(said["发布日期"], "on"),
        address=said["网址或者地点"][:300],
        count=_number(said["条数"]),
        item=item,
        account=account,
    )


def _typed() -> dict[str, str]:
    return {channel.id: channel.zh for channel in channels().values() if not channel.is_automatic}


def _number(text: str) -> int:
    if text and not (text.isdecimal() and len(text) < 7):
        raise InputError("不是整数", fix="请填写条数", field="count")
    return int(text or 1)


def _key(line: str) -> str:
    return hashlib.sha256(line.encode()).hexdigest()


def _row(viewer: Viewer, organ: Organ, post: Post, key: str | None = None) -> ChannelPost:
    return ChannelPost(
        organ=organ,
        item=post.item,
        channel=post.channel,
        account=post.account,
        title=post.title.strip(),
        on=post.on,
        address=post.address.strip(),
        count=post.count,
        line_key=key,
        entered_by_id=viewer.person_id,
        entered_at=viewer.now,
    )
