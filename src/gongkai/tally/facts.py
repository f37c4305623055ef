"""Plain facts that the annual report counts: applications, documents, decisions, charges, purchases, appeals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class CaseFact:
    """One application: whose it is, when it was received, how and when it was closed.

    `applicant` is a column of table 三 (natural_person …), `outcome` a row (refused.state_secret …).
    """

    ref: str
    applicant: str
    received_on: date
    outcome: str | None = None
    closed_on: date | None = None


@dataclass(frozen=True)
class DocumentFact:
    """A rule or normative document; `kind` is a row of table 二 (rules, normative_documents)."""

    ref: str
    kind: str
    issued_on: date
    disclosed_on: date | None = None
    repealed_on: date | None = None


@dataclass(frozen=True)
class DecisionFact:
    """Licences, penalties, compulsory measures or other decisions; `kind` is a row of table 二.

    One record may stand for several: a month's total is one fact with its `count`.
    """

    ref: str
    kind: str
    decided_on: date
    count: int = 1


@dataclass(frozen=True)
class ItemFact:
    """A kind of licence, penalty or charge on the organ's list, from a day on; `kind` is a row of table 二."""

    ref: str
    kind: str
    listed_on: date
    delisted_on: date | None = None


@dataclass(frozen=True)
class ChargeFact:
    """Money taken as an administrative charge, in yuan."""

    ref: str
    charged_on: date
    amount_yuan: Decimal


@dataclass(frozen=True)
class PurchaseFact:
    """Purchases under central government procurement, in yuan; `count` of them in one record."""

    ref: str
    bought_on: date
    amount_yuan: Decimal
    count: int = 1


@dataclass(frozen=True)
class AppealFact:
    """A reconsideration or lawsuit; `route` is a row and `result` a column of table 四."""

    ref: str
    route: str
    filed_on: date
    result: str | None = None
    closed_on: date | None = None


Fact = CaseFact | DocumentFact | DecisionFact | ItemFact | ChargeFact | PurchaseFact | AppealFact
