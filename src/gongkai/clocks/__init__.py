"""Working days and deadlines that explain themselves.

:func:`deadline` runs one clock; :func:`reply_deadline` follows an application through consultation, extension and
restart; :func:`receive` settles the day of receipt.
"""

from gongkai.clocks.calendar import (
    FIRST_DAY,
    Day,
    WorkingCalendar,
    build_calendar,
    calendar_for,
    national_calendar,
)
from gongkai.clocks.deadlines import deadline
from gongkai.clocks.definitions import Clock, clock, clocks, consultation_kinds, restart_kinds
from gongkai.clocks.notices import Notice, notices_in, packaged_notices, read_notice
from gongkai.clocks.receipt import Channel, Receipt, channels, receive
from gongkai.clocks.reply import Consultation, Extension, ReplyFacts, Restart, reply_deadline
from gongkai.clocks.sheets import Explained, Sheet, Square, Stretch, explain
from gongkai.clocks.values import Deadline, Step

__all__ = [
    "FIRST_DAY",
    "Channel",
    "Clock",
    "Consultation",
    "Day",
    "Deadline",
    "Explained",
    "Extension",
    "Notice",
    "Receipt",
    "ReplyFacts",
    "Restart",
    "Sheet",
    "Square",
    "Step",
    "Stretch",
    "WorkingCalendar",
    "build_calendar",
    "calendar_for",
    "channels",
    "clock",
    "clocks",
    "consultation_kinds",
    "deadline",
    "explain",
    "national_calendar",
    "notices_in",
    "packaged_notices",
    "read_notice",
    "receive",
    "reply_deadline",
    "restart_kinds",
]
