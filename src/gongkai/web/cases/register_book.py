"""The register book as a spreadsheet: its template, and each row as a past case, every fault with its cell."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from gongkai import procedure
from gongkai.check.privacy import is_identity_number
from gongkai.clocks import WorkingCalendar
from gongkai.errors import GongkaiError
from gongkai.procedure.events import FieldValue
from gongkai.web.cases.choices import ApplicantKind, CopyForm, DocumentKind, Medium, Route
from gongkai.web.cases.intake import CHANNELS, Application, judge_application
from gongkai.web.cases.past import PastCase
from gongkai.web.cases.past_order import WrongEvent, judge_events
from gongkai.web.cases.people import Person
from gongkai.web.organs.models import Account
from gongkai.web.organs.sheets import CellFault, Row, Sheet

_T = TypeVar("_T")
OFFICE: Final = "disclosure_office"
COLUMNS: Final = {
    "原登记编号": "可空",
    "提交方式": "、".join(str(label) for label in Medium.labels),
    "到达日期": "如 2023-05-08",
    "确认日期": "在线、电子邮件、平常信函、传真提交的必填",
    "申请人类型": "、".join(str(label) for label in ApplicantKind.labels),
    "申请人": "姓名或者名称",
    "证件类型": "、".join(str(label) for label in DocumentKind.labels),
    "证件号码": "可空",
    "联系电话": "可空",
    "电子邮箱": "可空",
    "联系地址": "可空",
    "内容描述": "所需信息的名称、文号或者其他特征性描述",
    "获取方式": "、".join(str(label) for label in CopyForm.labels),
    "获取途径": "、".join(str(label) for label in Route.labels),
    "经办人": "平台用户名；正在办理的必填",
    "补正告知日期": "没有补正的空着",
    "补正期限": "要求申请人在哪一天前补正",
    "收到补正日期": "没有收到的空着",
    "延期告知日期": "没有延期的空着",
    "延期工作日": "没有延期的空着",
    "办理结果": "结果代码（如 G2、D4、U1a）；撤回的填 O3，逾期不补正的填 O1；正在办理的空着",
    "理由": "不予公开等应当说明理由的必填",
    "决定日期": "正在办理的空着",
    "送达日期": "邮寄的为交邮日期；没有送达的空着",
    "送达方式": "、".join(procedure.labels("methods").values()),
}


class _Wrong(Exception):
    """A cell that cannot be read."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row, read by column."""

    row: Row

    def text(self, column: str, *, needed: bool = False) -> str:
        value = self.row.values[column].strip()
        if needed and not value:
            raise _Wrong(column, "没有填写")
        return value

    def day(self, column: str, *, needed: bool = False) -> date | None:
        text = self.text(column, needed=needed)
        if not text:
            return None
        match = re.fullmatch(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]00:00:00)?", text)
        try:
            return date(*(int(part) for part in match.groups())) if match else _no_date(column)
        except ValueError:
            return _no_date(column)

    def choice(self, column: str, known: Mapping[str, str], default: str = "") -> str:
        text = self.text(column, needed=not default)
        if not text:
            return default
        found = [value for value, label in known.items() if text in (value, label)]
        if not found:
            raise _Wrong(column, "不在可选范围内，可填：" + "、".join(known.values()))
        return found[0]


def template() -> bytes:
    """Return the empty register book with its columns and how to fill them."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, help_sheet = book.add_worksheet("登记簿"), book.add_worksheet("填写说明")
    bold, text = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "@"})
    for place, (name, explanation) in enumerate(COLUMNS.items()):
        sheet.write(0, place, name, bold)
        sheet.set_column(place, place, 40 if name == "内容描述" else 14, text)
        help_sheet.write(place, 0, name, bold)
        help_sheet.write(place, 1, explanation)
    help_sheet.set_column(1, 1, 80)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def read_register(
    sheet: Sheet,
    *,
    today: date,
    calendar: WorkingCalendar,
    officers: Mapping[str, Account],
    key: Callable[[Row], str],
) -> tuple[list[tuple[Row, PastCase]], list[CellFault]]:
    """Return every row as a past case, and every fault; where there is a fault nothing should be taken in."""
    found: list[tuple[Row, PastCase]] = []
    faults: list[CellFault] = []
    for row in sheet.rows:
        try:
            past = _past(_Cells(row), officers, key(row))
            judge_events(past, today, calendar)
            found.append((row, past))
        except _Wrong as wrong:
            faults.append(sheet.fault(row, wrong.column, wrong.message))
        except WrongEvent as wrong:
            column = _COLUMN_OF.get(wrong.field or "") or _DAY_OF.get(wrong.kind, "到达日期")
            faults.append(sheet.fault(row, column, f"：{wrong.message}"))
        except GongkaiError as error:
            column = _COLUMN_OF.get(error.field or "", "到达日期")
            faults.append(sheet.fault(row, column, f"：{error.message}"))
    return found, faults


_COLUMN_OF: Final = {
    "name": "申请人",
    "applicant_kind": "申请人类型",
    "document_number": "证件号码",
    "description": "内容描述",
    "confirmed": "确认日期",
    "confirmed_on": "确认日期",
    "channel": "提交方式",
    "reply_by": "补正期限",
    "days": "延期工作日",
    "outcome": "办理结果",
    "reasons": "理由",
    "method": "送达方式",
}
_DAY_OF: Final = {
    "received": "到达日期",
    "registered": "确认日期",
    "correction_asked": "补正告知日期",
    "corrected": "收到补正日期",
    "extended": "延期告知日期",
    "decided": "决定日期",
    "correction_lapsed": "决定日期",
    "withdrawn": "决定日期",
    "served": "送达日期",
}
"""Where the day of each kind of event stands."""


def _past(cells: _Cells, officers: Mapping[str, Account], key: str) -> PastCase:
    application = _application(cells)
    judge_application(application, paper=True)
    medium = cells.choice("提交方式", _labels(Medium))
    arrived_on = cells.day("到达日期", needed=True)
    handler = cells.text("经办人")
    if handler and handler not in officers:
        raise _Wrong("经办人", "不是本机关经办人的用户名")
    return PastCase(
        application=application,
        medium=medium,
        arrived_on=_given(arrived_on),
        events=tuple(_events(cells, medium, _given(arrived_on))),
        former_number=cells.text("原登记编号")[:60],
        handler=officers.get(handler),
        key=key,
    )


def _application(cells: _Cells) -> Application:
    person = Person(
        name=cells.text("申请人", needed=True),
        document_kind=cells.choice("证件类型", _labels(DocumentKind), DocumentKind.IDENTITY_CARD),
        document_number=cells.text("证件号码"),
        phone=cells.text("联系电话"),
        email=cells.text("电子邮箱"),
        address=cells.text("联系地址"),
    )
    _judge_written(person)
    return Application(
        applicant_kind=cells.choice("申请人类型", _labels(ApplicantKind)),
        person=person,
        description=cells.text("内容描述", needed=True),
        form=cells.choice("获取方式", _labels(CopyForm), CopyForm.ELECTRONIC),
        route=cells.choice("获取途径", _labels(Route), Route.POST),
    )


def _judge_written(person: Person) -> None:
    """Refuse a number or an address that cannot be; a number of fifteen digits was issued until 2013."""
    number = person.document_number
    is_old = len(number) == 15 and number.isdecimal()
    if number and person.document_kind == DocumentKind.IDENTITY_CARD and not (is_old or is_identity_number(number)):
        raise _Wrong("证件号码", "不是身份证号码：位数、出生日期或者校验码不对；原件就是这样的，请空着")
    if person.email:
        try:
            validate_email(person.email)
        except ValidationError:
            raise _Wrong("电子邮箱", "不是电子邮箱地址；没有的请空着") from None


def _events(cells: _Cells, medium: str, arrived_on: date) -> list[procedure.Event]:
    confirmed = cells.day("确认日期")
    fields: dict[str, FieldValue] = {"channel": CHANNELS[Medium(medium)]}
    if confirmed is not None:
        fields["confirmed_on"] = confirmed
    events = [("received", arrived_on, OFFICE, fields), ("registered", confirmed or arrived_on, OFFICE, {})]
    if asked := cells.day("补正告知日期"):
        reply_by = _given(cells.day("补正期限", needed=True))
        events.append(("correction_asked", asked, OFFICE, {"items": "见原登记簿", "reply_by": reply_by}))
    if corrected := cells.day("收到补正日期"):
        events.append(("corrected", corrected, OFFICE, {}))
    if told := cells.day("延期告知日期"):
        events.append(("extended", told, "disclosure_office_head", {"days": _number(cells, "延期工作日")}))
    events += _ending(cells)
    return [procedure.Event(f"e{n}", kind, on, by, known) for n, (kind, on, by, known) in enumerate(events, 1)]


def _ending(cells: _Cells) -> list[tuple[str, date, str, dict[str, FieldValue]]]:
    code = cells.text("办理结果")
    if not code:
        return []
    known = [o for o in procedure.outcomes().values() if code in (o.code, o.id, o.zh)]
    if not known:
        raise _Wrong("办理结果", "不是结果代码")
    on = _given(cells.day("决定日期", needed=True))
    if known[0].by_event:
        events = {"O1": ("correction_lapsed", OFFICE), "O3": ("withdrawn", "applicant")}
        if known[0].code not in events:
            raise _Wrong("办理结果", "这一结果不能从登记簿导入，请在平台登记收费通知后办理")
        kind, by = events[known[0].code]
        return [(kind, on, by, {})]
    fields: dict[str, FieldValue] = {"outcome": known[0].id}
    if reasons := cells.text("理由"):
        fields["reasons"] = reasons
    found: list[tuple[str, date, str, dict[str, FieldValue]]] = [("decided", on, OFFICE, fields)]
    if served := cells.day("送达日期"):
        method = cells.choice("送达方式", procedure.labels("methods"))
        found.append(("served", served, OFFICE, {"method": method}))
    return found


def _labels(kind: type[Medium | ApplicantKind | DocumentKind | CopyForm | Route]) -> dict[str, str]:
    return {str(value): str(label) for value, label in kind.choices}


def _number(cells: _Cells, column: str) -> int:
    text = cells.text(column, needed=True)
    if not text.isdecimal() or len(text) > 3:
        raise _Wrong(column, "应当是整数")
    return int(text)


def _no_date(column: str) -> date:
    raise _Wrong(column, "不是日期，应当如 2023-05-08")


def _given(value: _T | None) -> _T:
    assert value is not None
    return value
