"""Add an entry to the journal. Called by every action, last, inside the action's own transaction."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import connection

from gongkai.errors import InputError
from gongkai.web.journal.masking import mask_numbers
from gongkai.web.journal.models import Chain, Entry
from gongkai.web.journal.rows import insert_row, read_row
from gongkai.web.journal.sealing import Private
from gongkai.web.journal.values import Actor, Content, Subject, canonical, first_hash, hash_content

_MOVE_ON: Final = f"UPDATE {Chain._meta.db_table} SET sequence = %s, hash = %s, at = %s WHERE id = 1"


@dataclass(frozen=True, slots=True)
class Act:
    """One act to be written down: its namespaced verb, what is acted on, why, and the fields that change."""

    name: str
    subject: Subject
    reason: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)


def record_entry(
    actor: Actor,
    action: str,
    subject: Subject,
    *,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Entry:
    """Tie one entry to the end of the chain.

    The head of the chain stays locked until the transaction ends, so call this last: what an action still has to lock
    after it may wait for another action that waits for the head.

    Args:
        actor: who acts, and when.
        action: namespaced verb, such as `organs.rename_organ`.
        subject: what is acted on.
        reason: why, in the person's words; personal numbers in it are masked.
        before: the fields that change, as they were; a value that identifies a person is wrapped in `Private`.
        after: the same fields as they are now.

    Raises:
        InputError: called outside a transaction, or a personal number stands in the fields in clear.
    """
    return record_entries(actor, [Act(action, subject, reason, before or {}, after or {})])[0]


def record_entries(actor: Actor, acts: Sequence[Act]) -> list[Entry]:
    """Tie the entries of many acts of one person to the end of the chain, in their order; else as `record_entry`."""
    if not connection.in_atomic_block:
        named = acts[0].name if acts else ""
        raise InputError(f"操作{named}没有在事务中写日志", fix="请在写入数据的同一事务里调用 record_entry")
    shown = [(act, _shown(act.before, act.name), _shown(act.after, act.name)) for act in acts]
    if not shown:
        return []
    head = _locked_head()
    entries: list[Entry] = []
    last, at = head.hash, head.at
    for sequence, (act, old, new) in enumerate(shown, head.sequence + 1):
        content = Content(
            sequence=sequence,
            at=actor.at,
            actor_ref=actor.ref,
            actor_name=actor.name,
            organ_ref=act.subject.organ_ref or actor.organ_ref,
            action=act.name,
            object_kind=act.subject.kind,
            object_ref=act.subject.ref,
            reason=mask_numbers(act.reason),
            before=old,
            after=new,
            clock_back=at is not None and actor.at < at,
            previous_hash=last,
        )
        last, at = hash_content(content), content.at
        entries.append(Entry(hash=last, **{name: getattr(content, name) for name in Content.__slots__}))
        _tie(entries[-1])
    return entries


def _tie(entry: Entry) -> None:
    """Write an entry down and move the head on to it: the database lets the head make no longer step."""
    insert_row(entry)
    with connection.cursor() as cursor:
        at = connection.ops.adapt_datetimefield_value(entry.at)
        cursor.execute(_MOVE_ON, [entry.sequence, entry.hash, at])


def _locked_head() -> Chain:
    head = read_row(Chain, "id", 1, lock=True)
    if head is None:
        ref = str(uuid.uuid4())
        Chain.objects.bulk_create([Chain(pk=1, ref=ref, hash=first_hash(ref))], ignore_conflicts=True)
        head = read_row(Chain, "id", 1, lock=True)
    if head is None:
        raise RuntimeError("the journal has no head")
    return head


def _shown(fields: Mapping[str, Any], action: str) -> str:
    text = canonical({name: _value(value) for name, value in fields.items()})
    if mask_numbers(text) != text:
        raise InputError(
            f"操作{action}要把身份数据写进日志", why="日志不得出现明文身份数据", fix="请用 Private 包住该字段的值"
        )
    return text


def _value(value: Any) -> Any:  # noqa: ANN401 - whatever JSON can say
    return value.shown() if isinstance(value, Private) else value
