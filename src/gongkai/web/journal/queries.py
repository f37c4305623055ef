"""Reads of the journal. What a viewer may see of it is computed in `organs.access`, which hands down a condition."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from gongkai.errors import InputError
from gongkai.web.journal.models import Chain, Entry
from gongkai.web.journal.protection import missing_triggers
from gongkai.web.journal.values import Content, first_hash, instant
from gongkai.web.journal.verification import Checkpoint, Fault, Head, verify_chain


class _Stored:
    """A row as verification needs it, without the cost of a model for each of millions."""

    __slots__ = ("_row", "hash")

    def __init__(self, row: tuple[Any, ...]) -> None:
        self._row = row[:-1]
        self.hash: str = row[-1]

    def content(self) -> Content:
        """Return what the hash must cover."""
        return Content(*self._row)


def entries_within(reach: Q) -> QuerySet[Entry]:
    """Return the entries that a condition allows, newest first."""
    return Entry.objects.filter(reach).order_by("-sequence")


def entries_about(kind: str, ref: str) -> QuerySet[Entry]:
    """Return the history of one object; the caller has already decided that the viewer may read the object."""
    return Entry.objects.filter(object_kind=kind, object_ref=ref)


def head_of_chain() -> Head:
    """Return the head; an empty journal has number 0."""
    chain = Chain.objects.filter(pk=1).first()
    return Head(chain.ref, chain.sequence, chain.hash) if chain else Head("", 0, first_hash(""))


def journal_faults(now: datetime, checkpoints: Iterable[Checkpoint] = ()) -> Iterator[Fault]:
    """Verify the whole journal of this database, its protection included."""
    for name in missing_triggers(connection):
        yield Fault("unprotected", 0, f"数据库保护“{name}”已被去除")
    columns = Entry.objects.order_by("sequence").values_list(*Content.__slots__, "hash")
    rows = (_Stored(row) for row in columns.iterator(chunk_size=5000))
    yield from verify_chain(head_of_chain(), rows, now, checkpoints)


def checkpoint_text(now: datetime) -> str:
    """Return the present head as the text of a checkpoint file, one JSON line."""
    head = head_of_chain()
    return json.dumps({"chain": head.ref, "sequence": head.sequence, "hash": head.hash, "at": instant(now)}) + "\n"


def read_checkpoints(path: Path) -> list[Checkpoint]:
    """Read a file of checkpoints, one JSON object a line.

    Raises:
        InputError: the file is no checkpoint file; the message names the line.
    """
    found: list[Checkpoint] = []
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"检查点文件{path.name}无法读取", why=str(error)) from error
    for number, line in enumerate(lines, 1):
        try:
            point = json.loads(line)
            found.append(Checkpoint(str(point["chain"]), int(point["sequence"]), str(point["hash"]), str(point["at"])))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"检查点文件{path.name}第{number}行无法识别", fix="请使用 journal_checkpoint 导出的文件"
            ) from error
    return found
