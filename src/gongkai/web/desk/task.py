"""One thing that waits for the viewer, whatever room it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from django.utils.translation import gettext_lazy as _

from gongkai.web.desk.urgency import Urgency


class Waits(Enum):
    """Why something waits, in the order of the first page. A room sorts its tasks under one of these."""

    OVERDUE = _("已逾期")
    SOON = _("快到期")
    REVIEW = _("等待我审核")
    RETURNED = _("退回我修改")
    DECIDE = _("等待我审批")
    REGISTER = _("等待登记")
    CONFIRM = _("等待确认收到")
    ASSIGN = _("等待分办")
    SERVE = _("等待送达")
    PUBLISH = _("等待发布")
    REPORT = _("等待编制或者报送")
    OTHERS = _("等待他人")
    REST = _("其他在办事项")


UNHURRIED: Final = Urgency("", "")


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the first page.

    Attributes:
        waits: under which heading it stands.
        title: short: a number, a title.
        address: where the viewer goes on, or "".
        kind: what it is, shown as a tag: 依申请公开, 主动公开, 年度报告 …
        about: one line more, never an applicant's identity.
        organ: whose.
        due_on: the last day, if there is one; the order within a heading.
        urgency: what the last day means today (`gongkai.web.desk.urgency`).
    """

    waits: Waits
    title: str
    address: str
    kind: str
    about: str = ""
    organ: str = ""
    due_on: date | None = None
    urgency: Urgency = UNHURRIED


TONES: Final = {Waits.OVERDUE: "bad", Waits.SOON: "warn"}
