"""How an application may end, and what follows from it in law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai import law
from gongkai.errors import InputError
from gongkai.law import Mark
from gongkai.law.files import load


@dataclass(frozen=True)
class Outcome:
    """One way to end an application.

    `reasons` cites the duty to give reasons, `force` is mandatory, qualified or discretionary for what is withheld.
    `decision` is the sentence of the reply, with {you} for who asked; `cites` is whether the reply names the basis.
    `after` names an event that must have happened first; `by_event` outcomes come from an event, not from a decision.
    """

    id: str
    code: str
    zh: str
    basis: str
    row: str
    reconsider_first: str
    remedy: str
    mark: Mark
    reasons: str | None = None
    force: str | None = None
    after: str | None = None
    by_event: bool = False
    review: str = ""
    decision: str = ""
    cites: bool = True

    @property
    def needs_legal_review(self) -> bool:
        """Whether a lawyer has to settle something before the document goes out."""
        return bool(self.review)

    def must_reconsider_first(self, on: date) -> str:
        """Whether 复议前置 applies to a decision of that day: yes, no or review."""
        if self.reconsider_first == "no" or not law.value("reconsider_first", on=on).value:
            return "no"
        return self.reconsider_first


@dataclass(frozen=True)
class Document:
    """A document other than the reply; `remedy` as for outcomes."""

    id: str
    zh: str
    remedy: str
    mark: Mark
    review: str


@cache
def outcomes() -> dict[str, Outcome]:
    """All outcomes by id, in the order of the annual report."""
    return {
        name: Outcome(
            id=name,
            code=row["code"],
            zh=row["zh"],
            basis=row["basis"],
            row=row["row"],
            reconsider_first=row["reconsider_first"],
            remedy=row["remedy"],
            mark=Mark(row["mark"]),
            reasons=row.get("reasons"),
            force=row.get("force"),
            after=row.get("after"),
            by_event=row.get("by_event", False),
            review=row.get("review", ""),
            decision=row.get("decision", ""),
            cites=row.get("cites", True),
        )
        for name, row in load("gongkai.procedure", "outcomes.toml").items()
    }


def outcome(name: str) -> Outcome:
    """One outcome by id or by its short code (D1)."""
    for known in outcomes().values():
        if name in {known.id, known.code}:
            return known
    raise InputError(
        f"没有名为“{name}”的办理结果",
        fix="可用：" + "、".join(f"{o.code}（{o.zh}）" for o in outcomes().values()),
        field="outcome",
    )


@cache
def documents() -> dict[str, Document]:
    """All other documents by id."""
    return {
        name: Document(name, row["zh"], row["remedy"], Mark(row["mark"]), row["review"])
        for name, row in load("gongkai.procedure", "documents.toml").items()
    }
