"""An applicant's particulars as a page lists them, masked or not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from gongkai.web.cases.choices import DocumentKind
from gongkai.web.cases.people import Person


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and a value."""

    name: str
    value: str


def facts_of(person: Person) -> list[Fact]:
    """Return everything about an applicant, as it was read with a reason."""
    return [Fact(_("姓名或者名称"), person.name), *masked_facts(asdict(person))]


def masked_facts(person: Mapping[str, str]) -> list[Fact]:
    """Return the particulars that are there, without the name."""
    names = {
        "representative": _("法定代表人或者负责人"),
        "contact": _("联系人"),
        "document_kind": _("身份证明"),
        "document_number": _("证件号码"),
        "phone": _("电话"),
        "email": _("电子邮箱"),
        "address": _("通信地址"),
        "postal_code": _("邮政编码"),
    }
    kinds = dict(DocumentKind.choices)
    return [Fact(name, str(kinds.get(person[key], person[key]))) for key, name in names.items() if person.get(key)]
