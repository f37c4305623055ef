"""Cases for the tests: events in a few words."""

from __future__ import annotations

from datetime import date

from gongkai.procedure import Event, kinds

FIELDS = {
    "received": {"channel": "in_person"},
    "correction_asked": {"items": "请写明文号", "reply_by": date(2026, 3, 20)},
    "extended": {"days": 10},
    "fee_notified": {"amount_yuan": 100},
    "served": {"method": "post"},
    "decided": {"outcome": "granted"},
    "transferred": {"to": "某某局"},
    "supplemented": {"what": "补充附件"},
    "split": {"parts": ("a", "b")},
}


def event(kind, day, /, *, by=None, ref=None, **fields):
    """An event of March 2026 (or of the day given) by whoever may do it first."""
    on = date.fromisoformat(day) if "-" in str(day) else date(2026, 3, int(day))
    who = by or kinds()[kind].by[0]
    return Event(ref or f"{kind}-{on.isoformat()}", kind, on, who, FIELDS.get(kind, {}) | fields)


def opened():
    """An application received and registered on 2 March 2026; its reply is due on 30 March."""
    return [event("received", 2), event("registered", 2)]
