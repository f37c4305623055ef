"""New-media accounts: asked for by an officer, opened by a leader, reviewed, closed with a leader's consent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import IntegrityError, transaction
from django.utils import timezone

from gongkai.errors import InputError
from gongkai.web.disclosure.access import KIND, new_target
from gongkai.web.disclosure.listed import channels
from gongkai.web.disclosure.models import MediaAccount, MediaReview
from gongkai.web.disclosure.special_access import account_target, office_subject
from gongkai.web.disclosure.special_choices import MediaState, MediaVerdict
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.organs.access import Refused, Viewer, actor_of, require
from gongkai.web.organs.models import Organ
from gongkai.web.organs.versions import claim_version

_IN_USE: Final = (MediaState.ASKED, MediaState.OPEN, MediaState.CLOSING)


@dataclass(frozen=True, slots=True)
class Wish:
    """An account that an office wants to open."""

    channel: str
    name: str
    purpose: str
    keeper: str
    handle: str = ""
    address: str = ""
    second_because: str = ""


def ask_account(viewer: Viewer, organ: Organ, wish: Wish) -> MediaAccount:
    """Ask to open an account, or to register one that is in use already; a leader decides.

    Raises:
        Refused: the viewer may not write for that organ.
        InputError: something is missing, or the organ has an account on that platform and does not say why another.
    """
    require(viewer, "create", new_target(organ.pk))
    _judge(organ, wish)
    row = MediaAccount(
        organ=organ,
        asked_by_id=viewer.person_id,
        asked_at=viewer.now,
        **{name: getattr(wish, name).strip() for name in Wish.__slots__},
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            _record(viewer, row, "ask_account", after={"channel": row.channel, "name": row.name})
    except IntegrityError as error:
        raise InputError("这个平台上已经登记了同名账号", fix="请核对账号名称", field="name") from error
    return row


def open_account(viewer: Viewer, account: MediaAccount, *, version: int, on: date | None = None) -> None:
    """Consent to an account. `on`: the day on which it was opened, today where it is new.

    Raises:
        Refused: the viewer may not, or asked for it themselves.
        InputError: it was not asked for, or the day is after today.
        StaleVersion: somebody was faster.
    """
    today = timezone.localdate(viewer.now)
    if on is not None and on > today:
        raise InputError("开设日期在今天之后", fix="请核对", field="on")
    values = {"state": MediaState.OPEN, "opened_on": on or today, "approved_by_id": viewer.account_id}
    _decide(viewer, account, MediaState.ASKED, version, "open_account", values)


def refuse_account(viewer: Viewer, account: MediaAccount, *, version: int, reason: str) -> None:
    """Refuse an account that was asked for.

    Raises:
        Refused: the viewer may not, or asked for it themselves.
        InputError: no reason, or it was not asked for.
        StaleVersion: somebody was faster.
    """
    _need(reason, "reason", "不同意开设的理由")
    values = {"state": MediaState.REFUSED, "approved_by_id": viewer.account_id}
    _decide(viewer, account, MediaState.ASKED, version, "refuse_account", values, reason)


def ask_closing(viewer: Viewer, account: MediaAccount, *, version: int, reason: str) -> None:
    """Ask to close an account; a leader decides.

    Raises:
        Refused: the viewer may not.
        InputError: no reason, or the account is not in use.
        StaleVersion: somebody was faster.
    """
    require(viewer, "create", new_target(account.organ_id), account.ref)
    _need(reason, "reason", "注销的理由")
    with transaction.atomic():
        _claim(account, MediaState.OPEN, version)
        account.state, account.closing_reason = MediaState.CLOSING, reason.strip()
        account.asked_by_id = viewer.person_id  # whoever asks for the closing does not consent to it
        account.save(update_fields=["state", "closing_reason", "asked_by"])
        _record(viewer, account, "ask_closing", reason=reason)


def close_account(viewer: Viewer, account: MediaAccount, *, version: int) -> None:
    """Consent to the closing of an account: it stays in the register, closed from today.

    Raises:
        Refused: the viewer may not, or asked for it themselves.
        InputError: nobody asked for it.
        StaleVersion: somebody was faster.
    """
    values = {"state": MediaState.CLOSED, "closed_on": timezone.localdate(viewer.now)}
    _decide(viewer, account, MediaState.CLOSING, version, "close_account", values)


def keep_open(viewer: Viewer, account: MediaAccount, *, version: int, reason: str) -> None:
    """Refuse the closing of an account.

    Raises:
        Refused: the viewer may not, or asked for it themselves.
        InputError: no reason, or nobody asked for it.
        StaleVersion: somebody was faster.
    """
    _need(reason, "reason", "不同意注销的理由")
    _decide(viewer, account, MediaState.CLOSING, version, "keep_open", {"state": MediaState.OPEN}, reason)


def review_account(viewer: Viewer, account: MediaAccount, verdict: str, remark: str = "") -> MediaReview:
    """Write down a look at an account in use.

    Raises:
        Refused: the viewer may not write for that organ.
        InputError: the account is not in use, or what is to be mended is not said.
    """
    require(viewer, "create", new_target(account.organ_id), account.ref)
    if account.state not in (MediaState.OPEN, MediaState.CLOSING):
        raise InputError(f"“{account.name}”不在运行", fix="只检查运行中的账号")
    if verdict not in MediaVerdict.values:
        raise InputError("没有选择结论", fix="请从列表中选择", field="verdict")
    if verdict != MediaVerdict.FIT:
        _need(remark, "remark", "发现的问题和整改要求")
    with transaction.atomic():
        row = MediaReview.objects.create(
            account=account,
            on=timezone.localdate(viewer.now),
            verdict=verdict,
            remark=remark.strip(),
            by_id=viewer.person_id,
        )
        _record(viewer, account, "review_account", after={"verdict": verdict})
    return row


def _judge(organ: Organ, wish: Wish) -> None:
    channel = channels().get(wish.channel)
    if channel is None or not channel.has_account:
        raise InputError("没有选择平台", fix="请从列表中选择", field="channel")
    for name, words in (("name", "账号名称"), ("purpose", "功能定位"), ("keeper", "管理部门")):
        _need(getattr(wish, name), name, words)
    others = MediaAccount.objects.filter(organ=organ, channel=wish.channel, state__in=_IN_USE)
    if others.exists() and not wish.second_because.strip():
        raise InputError(
            f"本机关在{channel.zh}已有账号“{others[0].name}”",
            why="一个单位原则上在同一平台只开设一个账号（国办发〔2018〕123号，据二手来源）",
            fix="请说明再开账号的理由，或者先注销原账号",
            field="second_because",
        )


def _decide(
    viewer: Viewer,
    account: MediaAccount,
    state: MediaState,
    version: int,
    action: str,
    values: Mapping[str, object],
    reason: str = "",
) -> None:
    with transaction.atomic():
        _claim(account, state, version)
        require(viewer, "publish", account_target(account), account.ref)
        if viewer.account_id == account.asked_by_id:
            raise Refused("publish", KIND, account.ref)
        for name, value in values.items():
            setattr(account, name, value)
        account.save(update_fields=[name.removesuffix("_id") for name in values])
        _record(viewer, account, action, reason=reason, after={"state": account.state})


def _claim(account: MediaAccount, state: MediaState, version: int) -> None:
    claim_version(account, version, f"账号“{account.name}”")
    account.refresh_from_db()
    if account.state != state:
        raise InputError(f"“{account.name}”现在是“{account.get_state_display()}”，不能这样办理", fix="请刷新页面")


def _need(text: str, field: str, words: str) -> None:
    if not text.strip():
        raise InputError(f"没有填写{words}", fix="请填写", field=field)


def _record(
    viewer: Viewer, account: MediaAccount, action: str, *, reason: str = "", after: Mapping[str, object] | None = None
) -> None:
    subject = office_subject(account.organ, "account", account.ref)
    record_entry(actor_of(viewer), f"disclosure.{action}", subject, reason=reason, after=after)
