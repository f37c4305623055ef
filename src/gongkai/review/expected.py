"""Who should have reported: a list of organs held against the reports that came."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from gongkai.errors import InputError
from gongkai.review.record import Record

_HEADS: Final = frozenset({"机关", "机关名称", "单位", "单位名称", "名称", "部门", "organ", "name"})
_SIGNS: Final = re.compile(r"[\s（）()〔〕【】《》“”\"'·\-—]")
_LEAST_TAIL: Final = 4


@dataclass(frozen=True, slots=True)
class Organ:
    """An organ that should report: its name and other names of it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roll:
    """The list held against the reports: whose came (with the reports), whose is missing, which nobody expected."""

    came: tuple[tuple[Organ, tuple[Record, ...]], ...]
    missing: tuple[Organ, ...]
    unexpected: tuple[Record, ...]

    def rows(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield organ, state, organ as the report writes it and file, the missing first."""
        for organ in self.missing:
            yield organ.name, "缺报", "", ""
        for organ, records in self.came:
            for record in records:
                yield organ.name, _state(record, records), record.organ or "", record.name
        for record in self.unexpected:
            yield "", "名单外", record.organ or "", record.name


def _state(record: Record, records: Sequence[Record]) -> str:
    if record.error:
        return "无法读取"
    return "重复报送" if len(records) > 1 else "已报"


def parse_expected(text: str) -> tuple[Organ, ...]:
    """Return the organs of a list: one a line, name first, then any other names.

    Raises:
        InputError: the list names nobody.
    """
    organs = []
    for row in csv.reader(io.StringIO(text.lstrip("\ufeff"))):
        names = [cell.strip() for cell in row if cell.strip()]
        if names and not names[0].startswith("#") and names[0].lower() not in _HEADS:
            aliases = [part.strip() for cell in names[1:] for part in re.split(r"[;；、|]", cell) if part.strip()]
            organs.append(Organ(names[0], tuple(aliases)))
    if not organs:
        raise InputError("应报名单是空的", fix="每行写一个机关名称，后面可以写别名，用逗号隔开", field="expected")
    return tuple(organs)


def call_roll(organs: Sequence[Organ], records: Sequence[Record]) -> Roll:
    """Hold the list against the reports.

    A report answers to an organ by its name or another name of it, signs left out; else where exactly one of the names
    ends with the other (区财政局 for 某某区财政局). A file that could not be read answers by its own name.
    """
    found: dict[int, list[Record]] = {}
    unexpected = []
    names = [[_key(name) for name in (organ.name, *organ.aliases)] for organ in organs]
    for record in records:
        index = _match(names, record)
        if index is None:
            unexpected += [] if record.error else [record]
        else:
            found.setdefault(index, []).append(record)
    return Roll(
        tuple((organs[index], tuple(found[index])) for index in sorted(found)),
        tuple(organ for index, organ in enumerate(organs) if index not in found),
        tuple(unexpected),
    )


def _match(names: Sequence[Sequence[str]], record: Record) -> int | None:
    if record.organ is None:
        stem = _key(record.stem)
        held = [index for index, own in enumerate(names) if any(len(n) >= _LEAST_TAIL and n in stem for n in own)]
        return held[0] if len(held) == 1 else None
    own = _key(record.organ)
    exact = [index for index, known in enumerate(names) if own in known]
    if exact:
        return exact[0]
    tails = [index for index, known in enumerate(names) if any(_is_tail(own, name) for name in known)]
    return tails[0] if len(tails) == 1 else None


def _is_tail(first: str, second: str) -> bool:
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) >= _LEAST_TAIL and longer.endswith(shorter)


def _key(name: str) -> str:
    return _SIGNS.sub("", name)
