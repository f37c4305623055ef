"""The plain values of the journal: who acts, on what, and the content that is hashed. No database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from json.encoder import encode_basestring
from typing import Any, Final

ALGORITHM: Final = "sha256"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts and when: a member of staff, an applicant, or the system itself.

    Attributes:
        ref: stable reference of the account; `system` for the machine, `public` for a person without an account.
        name: the name shown in the journal. An applicant's name never stands here.
        organ_ref: the organ for which the person acts, or "".
        at: the instant of the act, taken once at the edge.
    """

    ref: str
    name: str
    organ_ref: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Subject:
    """What is acted on: `kind` is a name of the permission matrix, `ref` the object's public reference."""

    kind: str
    ref: str
    organ_ref: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """Everything in one entry that the hash covers."""

    sequence: int
    at: datetime
    actor_ref: str
    actor_name: str
    organ_ref: str
    action: str
    object_kind: str
    object_ref: str
    reason: str
    before: str
    after: str
    clock_back: bool
    previous_hash: str


def canonical(value: Mapping[str, Any]) -> str:
    """Return the one JSON text of a mapping: sorted keys, no spaces, Chinese as itself."""
    return _ENCODER.encode(value)


def hash_content(content: Content) -> str:
    """Return the SHA-256 of an entry's content, which includes the hash of the entry before it."""
    return hashlib.sha256(_hashed_text(content).encode()).hexdigest()


def _hashed_text(content: Content) -> str:
    """Return the canonical JSON of a content, put together by hand: verifying reads it for every row there is."""
    quoted = encode_basestring
    return (
        f'{{"action":{quoted(content.action)},'
        f'"actor":[{quoted(content.actor_ref)},{quoted(content.actor_name)},{quoted(content.organ_ref)}],'
        f'"after":{quoted(content.after)},"at":"{instant(content.at)}","before":{quoted(content.before)},'
        f'"clock_back":{"true" if content.clock_back else "false"},'
        f'"object":[{quoted(content.object_kind)},{quoted(content.object_ref)}],'
        f'"previous":{quoted(content.previous_hash)},"reason":{quoted(content.reason)},"sequence":{content.sequence}}}'
    )


def first_hash(chain_ref: str) -> str:
    """Return what stands for "the entry before" in the first entry: it ties every entry to this one database."""
    return hashlib.sha256(canonical({"chain": chain_ref}).encode()).hexdigest()


def instant(moment: datetime) -> str:
    """Return an instant in one spelling, whatever the time zone it was given in."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return instant(value)
    return str(value)


_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
