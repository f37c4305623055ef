"""Put a case into the words of its letters, without the applicant's name: that is put in when a file is made."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final

from gongkai import law, procedure
from gongkai.procedure import Remedy
from gongkai.web.cases.choices import ApplicantKind, ReplyKind, Route
from gongkai.web.cases.models import Case, Office, Reply
from gongkai.web.organs.models import Level, Organ, OrganKind

_KINDS: Final = {
    OrganKind.GOVERNMENT: "local_government",
    OrganKind.DEPARTMENT: "local_department",
    OrganKind.DISPATCHED: "dispatched_organ",
    OrganKind.VERTICAL: "vertical_organ",
    OrganKind.AUTHORISED: "authorized_organization",
    OrganKind.DISCLOSURE_OFFICE: "local_department",
}
_DAYS: Final = {
    "reply_days": "answer_deadline",
    "extension_days": "answer_extension",
    "third_party_days": "third_party_opinion",
    "co_maker_days": "co_maker_opinion",
    "payment_days": "fee_payment",
}
FORMS: Final = ("application_form", "registration_form")
_ENDS: Final = "。！？；：…，、.!?;:,"
_BY_INTERNET: Final = (Route.ONLINE, Route.EMAIL)


@dataclass(frozen=True, slots=True)
class Template:
    """A letter's title, whom it goes to, its lines, and what the procedure says of its remedies."""

    kind: str
    title: str
    to: str
    lines: tuple[str, ...]
    document: str
    outcome: str


@cache
def templates() -> Mapping[str, Template]:
    """Return every letter but the reply, by kind."""
    data = tomllib.loads(files("gongkai.web.cases.letters").joinpath("templates.toml").read_text("utf-8"))
    return {
        kind: Template(
            kind, row["title"], row["to"], tuple(row["lines"]), row.get("document", ""), row.get("outcome", "")
        )
        for kind, row in data.items()
    }


def spoken(day: date | None) -> str:
    """Return a day as letters write it."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "（未定）"


def in_paragraphs(texts: Iterable[str]) -> tuple[str, ...]:
    """Return each line that was written as a paragraph of its own."""
    return tuple(line.strip() for text in texts for line in text.splitlines() if line.strip())


def ended(text: str) -> str:
    """Return a text that ends as a sentence does."""
    last = text.rstrip("”’』」）)")
    return text if not last or last[-1] in _ENDS else f"{text}。"


def letter_paragraphs(case: Case, kind: str, on: date, more: Mapping[str, str] | None = None) -> list[str]:
    """Return the paragraphs of a letter other than the reply, with the remedies where the procedure wants them."""
    template = templates()[kind]
    known = case_words(case) | {name: text.strip().rstrip("。") for name, text in (more or {}).items()}
    paragraphs = list(in_paragraphs(line.format_map(known) for line in template.lines))
    if kind not in FORMS:
        paragraphs = [ended(text) for text in paragraphs]
    if template.outcome:
        remedy = remedy_of(case, template.outcome, on)
        paragraphs += [remedy.text] if remedy.carries else []
    return paragraphs


def case_words(case: Case) -> dict[str, str]:
    """Return what every letter may say of a case; nothing that identifies the applicant."""
    receipt = f"收到申请之日为{spoken(case.received_on)}，" if case.received_on else "收到申请之日以双方确认之日为准，"
    return {
        "number": case.number,
        "organ": case.organ.name,
        "you": addressed(case),
        "applicant": "{applicant}",
        "document": "{document}",
        "contact": "{contact}",
        "applicant_kind": str(case.get_applicant_kind_display()),
        "description": case.description,
        "form": str(case.get_form_display()),
        "route": str(case.get_route_display()),
        "medium": str(case.get_medium_display()),
        "arrived_on": spoken(case.arrived_on),
        "received_on": spoken(case.received_on),
        "receipt_day": receipt,
        "due_on": spoken(case.due_on),
        "closed_on": spoken(case.closed_on),
        "handler": case.handler.name if case.handler else "",
        **{word: _days(name, case) for word, name in _DAYS.items()},
    }


def addressed(case: Case) -> str:
    """Return how a letter speaks to the applicant."""
    return "你" if case.applicant_kind == ApplicantKind.NATURAL_PERSON else "你单位"


def _days(name: str, case: Case) -> str:
    on = case.received_on or case.arrived_on
    return law.chinese_number(law.value(name, on=on).count)


def reply_paragraphs(case: Case, reply: Reply, on: date) -> list[str]:
    """Return the reply: receipt, what was asked, the decision with its article, reasons, text, remedies.

    Raises:
        InputError: the reply goes through the internet and the organ named no online channel for reconsideration.
    """
    known = procedure.outcome(reply.outcome)
    day = spoken(case.received_on)
    you = addressed(case)
    asked = ended(case.description.strip())
    lead = f"本机关于{day}收到{you}提交的政府信息公开申请（编号{case.number}），申请内容为：{asked}"
    if reply.kind != ReplyKind.FIRST:
        what = "补充" if reply.kind == ReplyKind.SUPPLEMENT else "更正"
        lead += f"本机关曾于{spoken(case.decided_on)}作出答复，现{what}如下。"
    under = f"根据{law.cite_in_full(known.basis)}的规定，" if known.cites else ""
    paragraphs = [lead, f"经审查，{under}{known.decision.format(you=you)}"]
    if reply.reasons.strip():
        paragraphs.append(f"理由：{ended(reply.reasons.strip())}")
    paragraphs = list(in_paragraphs([*paragraphs, reply.text]))
    remedy = remedy_of(case, reply.outcome, on)
    return [*paragraphs, *in_paragraphs([remedy.text if remedy.carries else reply.remedy])]


def reply_title(reply: Reply) -> str:
    """Return the title of the letter: 告知书 where nothing is decided on the merits, else 答复书."""
    if reply.kind == ReplyKind.SUPPLEMENT:
        return "政府信息公开补充答复书"
    if reply.kind == ReplyKind.CORRECTION:
        return "政府信息公开更正答复书"
    answered = reply.outcome.startswith(("granted", "partly_granted", "refused", "already_public"))
    return "政府信息公开申请答复书" if answered else "政府信息公开申请告知书"


def remedy_of(case: Case, outcome: str, on: date) -> Remedy:
    """Return what a reply must say of remedies, and whether a lawyer has to look at it first."""
    office = Office.objects.filter(organ=case.organ).first()
    return procedure.remedy_for_outcome(
        outcome,
        organ=organ_kind(case.organ),
        on=on,
        authority=_authority(case.organ),
        online=office.reconsideration_online if office and office.reconsideration_online else None,
        by_internet=case.route in _BY_INTERNET,
    )


def organ_kind(organ: Organ) -> str:
    """Return the kind of organ as the rules of reconsideration tell them apart."""
    if organ.kind == OrganKind.GOVERNMENT and organ.level == Level.PROVINCE:
        return "provincial_government"
    if organ.kind == OrganKind.DEPARTMENT and organ.level == Level.STATE:
        return "state_council_department"
    return _KINDS[OrganKind(organ.kind)]


def _authority(organ: Organ) -> str | None:
    """Return the proper name of who reconsiders, where the tree says it for certain."""
    above = organ.parent
    if above is None or above.kind != OrganKind.GOVERNMENT:
        return None
    direct = {"local_department", "local_government", "dispatched_organ"}
    return above.name if organ_kind(organ) in direct else None
