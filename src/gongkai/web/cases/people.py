"""Who an applicant is: the values of Article 29, how they are judged, sealed and shown masked."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

from gongkai.check.privacy import is_identity_number
from gongkai.errors import InputError
from gongkai.web.cases.choices import ApplicantKind, DocumentKind
from gongkai.web.journal.sealing import fingerprint, mask, seal, unseal

_PLACE = re.compile(r"^.{0,30}?(?:自治县|自治旗|[县区旗]|(?<!自治)州|市(?!.{0,12}[县区旗市]))")

_KINDS: Final = frozenset(ApplicantKind.values)
_DOCUMENTS: Final = frozenset(DocumentKind.values)


@dataclass(frozen=True, slots=True)
class Person:
    """What the application says about the applicant: name, proof of identity, ways to reach them; nothing more.

    Attributes:
        representative: of an organisation, who signs for it; else "".
        contact: of an organisation, or of who applies through an agent, whom to reach; else "".
    """

    name: str
    document_kind: str = DocumentKind.IDENTITY_CARD
    document_number: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postal_code: str = ""
    representative: str = ""
    contact: str = ""

    def said(self) -> dict[str, str]:
        """Return all of it by name."""
        return {name: getattr(self, name) for name in self.__slots__}

    def sealed(self) -> str:
        """Return all of it encrypted."""
        return seal(json.dumps(self.said(), ensure_ascii=False))

    def shown(self) -> dict[str, str]:
        """Return the masked values: what a page shows unless reading was permitted and recorded."""
        user, at, host = self.email.partition("@")
        shown = {
            "name": mask(self.name),
            "document_kind": self.document_kind,
            "document_number": mask(self.document_number),
            "phone": mask(self.phone),
            "email": f"{mask(user)}{at}{host}",
            "address": _county_of(self.address),
            "representative": mask(self.representative),
            "contact": mask(self.contact),
        }
        return {name: value for name, value in shown.items() if getattr(self, name)}

    def number_print(self) -> str:
        """Return the keyed hash of the proof of identity, by which one person's applications are found."""
        number = re.sub(r"[\s-]", "", self.document_number).upper()
        return fingerprint(f"{self.document_kind}:{number}") if number else ""

    def name_print(self) -> str:
        """Return the keyed hash of the name."""
        return fingerprint("name:" + re.sub(r"\s", "", self.name)) if self.name else ""


def open_person(sealed: str) -> Person:
    """Decrypt; who calls has asked the policy and writes the journal entry."""
    return Person(**json.loads(unseal(sealed)))


def judge_person(person: Person, kind: str, *, paper: bool = False) -> None:
    """Refuse an applicant whose statutory particulars are missing or cannot be (Article 29).

    Args:
        person: what the application says.
        kind: column of table 三.
        paper: registered from paper, where what is missing is asked for by 补正 instead of refused.

    Raises:
        InputError: the field at fault is named.
    """
    if kind not in _KINDS:
        raise InputError("没有选择申请人类型", fix="请从列表中选择", field="applicant_kind")
    if not person.name.strip():
        raise InputError("没有填写姓名或者名称", why="条例第二十九条要求写明", fix="请填写", field="name")
    if person.document_kind not in _DOCUMENTS:
        raise InputError("没有选择证件类型", fix="请从列表中选择", field="document_kind")
    if paper:
        return
    if not person.document_number.strip():
        raise InputError(
            "没有填写证件号码", why="条例第二十九条要求提供身份证明", fix="请填写", field="document_number"
        )
    number = person.document_number.strip()
    if person.document_kind == DocumentKind.IDENTITY_CARD and not is_identity_number(number):
        raise InputError("身份证号码不正确", why="位数、出生日期或者校验码不对", fix="请核对", field="document_number")
    if not (person.phone or person.email or person.address):
        raise InputError(
            "没有填写联系方式", why="条例第二十九条要求写明", fix="请至少填写电话、邮箱、地址中的一项", field="phone"
        )


def _county_of(address: str) -> str:
    found = _PLACE.match(address)
    return f"{found.group()}***" if found else "***"
