"""The columns of an appeal, for its form and for the spreadsheet; and how what was typed becomes an appeal's values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from gongkai.web.appeals.choices import Instance, Procedure, Result, Route
from gongkai.web.cases.models import Case
from gongkai.web.journal.sealing import mask, seal
from gongkai.web.organs.columns import Column, EntryFaults, in_order, not_ahead, read_values
from gongkai.web.organs.models import Organ

CASE: Final = "case_number"
COMPLAINANT: Final = "complainant"
COLUMNS: Final = (
    Column("route", "救济途径", "choice", needed=True, choices=Route.choices),
    Column("instance", "审级", "choice", choices=Instance.choices, help="行政诉讼必填；二审、再审各登记一条"),
    Column("procedure", "审理程序", "choice", choices=Procedure.choices, help="空着的按普通程序"),
    Column("forum", "复议机关或者法院", needed=True, most=100),
    Column("number", "案号", most=80),
    Column(COMPLAINANT, "申请人或者原告", most=60, help="加密保存，列表只显示遮蔽后的名称"),
    Column("about", "争议事项", "long", needed=True, most=2000),
    Column(CASE, "关联的依申请公开案件", help="平台编号，如 2025-0001；没有的空着", most=40),
    Column("filed_on", "受理（立案）日期", "day", needed=True),
    Column("copy_received_on", "收到副本之日", "day", help="收到复议申请书或者起诉状副本之日，答复期限从次日起算"),
    Column("answered_on", "提交答复（答辩）之日", "day"),
    Column("result", "结果", "choice", choices=Result.choices, help="尚未审结的空着"),
    Column("closed_on", "审结日期", "day"),
    Column("outcome", "结果说明", "long", most=2000),
)
_NUMBER: Final = re.compile(r"〔?(\d{4})〕?\s*(?:第|-)?\s*(\d{1,6})\s*号?")


def judge_appeal(organ: Organ, values: Mapping[str, str], today: date) -> dict[str, Any]:
    """Return the values of an appeal's columns in the database.

    Raises:
        EntryFaults: a value is missing or cannot stand.
    """
    found = read_values(COLUMNS, values, today, _RULES)
    found["procedure"] = found["procedure"] or Procedure.ORDINARY
    name = found.pop(COMPLAINANT)
    found["complainant_sealed"], found["complainant_shown"] = (seal(name), mask(name)) if name else ("", "")
    found["case"] = _case(organ, found.pop(CASE))
    return found


def _case(organ: Organ, number: str) -> Case | None:
    if not number:
        return None
    match = _NUMBER.fullmatch(number)
    rows = Case.objects.filter(organ=organ, year=int(match[1]), serial=int(match[2])) if match else Case.objects.none()
    case = rows.first()
    if case is None:
        raise EntryFaults([(CASE, "本机关没有这个编号的案件，应当如 2025-0001")])
    return case


def _instance_of_suit(found: Mapping[str, Any], today: date) -> tuple[str, str]:
    is_suit = found["route"] != Route.RECONSIDERATION
    if is_suit and not found["instance"]:
        return "instance", "行政诉讼没有填写审级"
    return "instance", "行政复议不填审级" if found["instance"] and not is_suit else ""


def _result_with_day(found: Mapping[str, Any], today: date) -> tuple[str, str]:
    if found["result"] and not found["closed_on"]:
        return "closed_on", "填了结果，没有填审结日期"
    return "result", "填了审结日期，没有填结果" if found["closed_on"] and not found["result"] else ""


_RULES: Final = (
    not_ahead("filed_on"),
    not_ahead("copy_received_on"),
    not_ahead("answered_on"),
    not_ahead("closed_on"),
    in_order("filed_on", "closed_on", "早于受理（立案）日期"),
    in_order("copy_received_on", "answered_on", "早于收到副本之日"),
    _instance_of_suit,
    _result_with_day,
)
