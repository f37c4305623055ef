"""What a reader of a draft answer should stop at: others' personal numbers, an unheard third party, open law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from gongkai import procedure
from gongkai.check.disguises import find_disguised_leaks
from gongkai.web.cases.models import Case, Identity, Reply
from gongkai.web.cases.people import open_person

PERSONAL: Final = "personal"
_THIRD_PARTY: Final = "refused.third_party_rights"


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at; `kind` is personal, third_party, remedy or law."""

    kind: str
    words: str


def doubts_of(reply: Reply) -> list[Doubt]:
    """Return what is doubtful in a draft; what is personal keeps it from review until somebody says why it stands."""
    known = procedure.outcome(reply.outcome)
    found = [Doubt(PERSONAL, words) for words in personal_in(reply)]
    if known.id == _THIRD_PARTY and not reply.case.consultations.filter(kind="third_party").exists():
        words = _(
            "没有书面征求第三方意见的记录。《条例》第三十二条：公开会损害第三方合法权益的，应当书面征求第三方的意见。"
        )
        found.append(Doubt("third_party", words))
    if known.remedy == "review" and not reply.remedy.strip():
        found.append(Doubt("remedy", _("这种结果的答复书不自动写救济途径，现在也没有填写：答复书将不载明救济途径。")))
    elif known.remedy == "review":
        found.append(Doubt("remedy", _("救济途径是起草人填写的，不是系统的标准文字，须核对。")))
    if known.review:
        found.append(Doubt("law", _("须由法制机构确认：%(what)s。") % {"what": known.review}))
    return found


def personal_in(reply: Reply) -> list[str]:
    """Return the personal numbers and the like that an answer says of others than the applicant, masked."""
    text = "\n".join((reply.reasons, reply.text, reply.remedy))
    for own in _own_numbers(reply.case):
        text = text.replace(own, "")
    return [f"{leak.why}：{leak.quote}" for leak in find_disguised_leaks(text)]


def _own_numbers(case: Case) -> list[str]:
    """Return the applicant's own numbers, only to leave them out: nobody is shown them, so no reading is recorded."""
    identity = Identity.objects.get(case=case)
    if identity.erased_at is not None:
        return []
    person = open_person(identity.sealed)
    return [own for own in (person.document_number, person.phone, person.email) if own]
