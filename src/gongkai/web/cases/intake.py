"""What an application says, as a value: the fields of Article 29 and nothing more."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from gongkai.errors import InputError
from gongkai.web.cases.choices import CopyForm, Medium, Route
from gongkai.web.cases.people import Person, judge_person
from gongkai.web.journal.sealing import fingerprint

CHANNELS: Final = {
    Medium.ONLINE: "internet",
    Medium.COUNTER: "in_person",
    Medium.SIGNED_POST: "signed_post",
    Medium.ORDINARY_POST: "ordinary_post",
    Medium.FAX: "fax",
    Medium.EMAIL: "internet",
}
"""The channel of Article 31 by which each way of handing in is judged."""
LONGEST: Final = 5000
_FORMS: Final = frozenset(CopyForm.values)
_ROUTES: Final = frozenset(Route.values)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in."""

    name: str
    content: bytes
    kind: str = "application"


@dataclass(frozen=True, slots=True)
class Application:
    """What the applicant states."""

    applicant_kind: str
    person: Person
    description: str
    form: str = CopyForm.ELECTRONIC
    route: str = Route.ONLINE
    suggests_publishing: bool = False

    def digest(self) -> str:
        """Return a keyed hash of all of it, to tell a repeated submission from another one under the same key."""
        said = {name: getattr(self, name) for name in self.__slots__} | {"person": self.person.said()}
        return fingerprint(json.dumps(said, ensure_ascii=False, sort_keys=True))


def judge_application(application: Application, *, paper: bool = False) -> None:
    """Refuse what lacks a statutory field.

    Raises:
        InputError: the field at fault is named.
    """
    judge_person(application.person, application.applicant_kind, paper=paper)
    if not application.description.strip():
        raise InputError(
            "没有填写所需政府信息的描述",
            why="条例第二十九条要求写明名称、文号或者便于查询的其他特征性描述",
            fix="请填写",
            field="description",
        )
    if len(application.description) > LONGEST:
        raise InputError(f"内容描述超过{LONGEST}字", fix="请写明要点，详细材料可以作为附件提交", field="description")
    if application.form not in _FORMS:
        raise InputError("没有选择获取信息的方式", fix="请从列表中选择", field="form")
    if application.route not in _ROUTES:
        raise InputError("没有选择获取信息的途径", fix="请从列表中选择", field="route")
