"""Find out whether the journal was tampered with. A pure function over rows, so that any copy can be judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from gongkai.web.journal.values import Content, first_hash, hash_content

Kind = Literal["edited", "deleted", "inserted", "reordered", "truncated", "forked", "rewritten", "clock", "unprotected"]


class Row(Protocol):
    """What is needed of an entry."""

    @property
    def hash(self) -> str:
        """The hash that stands in the row."""

    def content(self) -> Content:
        """Return what the hash must cover."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of the chain, as the database has it."""

    ref: str
    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head as it was at some moment, kept outside the database."""

    ref: str
    sequence: int
    hash: str
    at: str


@dataclass(frozen=True, slots=True)
class Fault:
    """One sign of tampering, at the first row that shows it."""

    kind: Kind
    sequence: int
    message: str


def verify_chain(
    head: Head, rows: Iterable[Row], now: datetime, checkpoints: Iterable[Checkpoint] = ()
) -> Iterator[Fault]:
    """Yield every fault of the rows, given in order of their number, against the head and the outside checkpoints."""
    wanted: dict[int, list[Checkpoint]] = {}
    for checkpoint in checkpoints:
        if checkpoint.ref != head.ref:
            yield Fault("rewritten", 0, "检查点属于另一条日志链，数据库可能被整体替换")
        wanted.setdefault(checkpoint.sequence, []).append(checkpoint)
    last, last_hash, last_at = 0, first_hash(head.ref), None
    used = {last_hash}
    for row in rows:
        content = row.content()
        yield from _row_faults(content, row.hash, last, last_hash, used)
        yield from _clock_faults(content, last_at, now)
        for checkpoint in wanted.pop(content.sequence, ()):
            if checkpoint.hash != row.hash:
                yield Fault("rewritten", content.sequence, f"与{checkpoint.at}导出的检查点不符，此前的记录被整体改写")
        used = {last_hash, content.previous_hash}
        last, last_hash, last_at = content.sequence, row.hash, content.at
    for sequence in sorted(number for number in wanted if number > last):
        yield Fault("truncated", last, f"检查点记有第{sequence}条，日志只到第{last}条，末尾被截去")
    if head.sequence > last:
        yield Fault("truncated", last, f"链头记有{head.sequence}条，日志只有{last}条，末尾被截去")
    elif head.sequence < last or head.hash != last_hash:
        yield Fault("inserted", last, "链头与最后一条记录不符，有记录绕过程序写入")


def _row_faults(content: Content, stored: str, last: int, last_hash: str, used: set[str]) -> Iterator[Fault]:
    number = content.sequence
    own = hash_content(content) == stored
    linked = content.previous_hash == last_hash
    if number <= last and own and content.previous_hash in used:
        yield Fault("forked", number, "同一条记录之后接了两条记录，日志分叉")
    elif number <= last:
        yield Fault("inserted", number, "编号重复，有记录被插入")
    elif number > last + 1:
        yield Fault("deleted", number, f"缺少第{last + 1}条至第{number - 1}条，记录被删除")
    elif not own and not linked:
        yield Fault("reordered", number, "内容和位置都与校验值不符，记录被调换或替换")
    elif not own:
        yield Fault("edited", number, "内容与校验值不符，记录被修改")
    elif not linked:
        yield Fault("inserted", number, "与前一条记录不相连，有记录被插入或替换")


def _clock_faults(content: Content, last_at: datetime | None, now: datetime) -> Iterator[Fault]:
    if last_at is not None and content.at < last_at and not content.clock_back:
        yield Fault("clock", content.sequence, "时间早于前一条记录而没有标明，时间被改动")
    if content.at > now:
        yield Fault("clock", content.sequence, "时间晚于现在")
