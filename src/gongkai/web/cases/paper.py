"""What is odd about an application entered from paper: the paper may really say so, so a person confirms it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final

from gongkai.check.privacy import is_identity_number
from gongkai.errors import InputError
from gongkai.web.cases.choices import DocumentKind, Route
from gongkai.web.cases.intake import Application

LONG_AGO: Final = timedelta(days=60)


def refuse_doubts(application: Application, arrived_on: date, today: date, sure: Collection[str]) -> None:
    """Refuse what is odd and was not confirmed.

    Raises:
        InputError: its `field` is the name to confirm it by.
    """
    for doubt in doubts(application, arrived_on, today):
        if doubt.field not in sure:
            raise doubt


def doubts(application: Application, arrived_on: date, today: date) -> Iterator[InputError]:
    """Yield what is odd about a paper, each under the name by which an officer confirms it."""
    if today - arrived_on > LONG_AGO:
        yield InputError(
            f"到达日期{arrived_on}距今天超过60天",
            why=f"编号将是{arrived_on.year}年的，答复期限也从那时起算，可能一登记就已逾期",
            fix="请核对年份；确实如此的，请勾选这里后再提交",
            field="sure_on",
        )
    person = application.person
    number = person.document_number.strip()
    if number and person.document_kind == DocumentKind.IDENTITY_CARD and not is_identity_number(number):
        yield InputError(
            "身份证号码的位数、出生日期或者校验码不对",
            why="照错误的号码查不到同一申请人的其他申请",
            fix="请对照申请书改正；申请书确实这样写的，请勾选这里后再提交，以后告知补正",
            field="sure_document_number",
        )
    if application.route == Route.POST and not person.address.strip():
        yield InputError(
            "选择邮寄取得，没有填写通信地址",
            why="没有地址无法邮寄答复",
            fix="请填写地址；申请书确实没有写的，请勾选这里后再提交，以后告知补正",
            field="sure_address",
        )
