"""Graduated fees: by item within a natural month, or by page within one application; never both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai import law
from gongkai.errors import AmountError
from gongkai.law import Mark, Schedule

MOST = 1_000_000
"""A count above this is a slip of the keyboard, not an application."""


@dataclass(frozen=True)
class FeeStep:
    """One band: units `first` to `last` at one price each."""

    first: int
    last: int
    each: int
    basis: str

    @property
    def sum(self) -> int:
        """What the band costs, in yuan."""
        return (self.last - self.first + 1) * self.each


@dataclass(frozen=True)
class Fee:
    """A fee in yuan, with the bands that make it up.  `free` is how many units cost nothing."""

    amount_yuan: int
    steps: tuple[FeeStep, ...]
    free: int
    counted: str
    per: str
    basis: str
    mark: Mark
    note: str

    @property
    def confirmed(self) -> bool:
        """Whether the schedule was read whole in the official text."""
        return self.mark.confirmed


@dataclass(frozen=True)
class Charged:
    """An application that counts towards a month's items."""

    ref: str
    applicant: str
    organ: str
    received_on: date
    items: int = 1


def fee_by_items(items: int, *, on: date, before: int = 0) -> Fee:
    """The fee for `items` applications of one applicant to one organ in one month, after `before` earlier ones."""
    _check(items, "items", "件数")
    _check(before, "before", "本月此前件数")
    return _fee(law.schedule("fee_by_items", on=on), before, before + items)


def fee_by_pages(pages: int, *, on: date) -> Fee:
    """The fee for one application by the pages provided."""
    _check(pages, "pages", "页数")
    return _fee(law.schedule("fee_by_pages", on=on), 0, pages)


def fees_by_month(applications: Iterable[Charged]) -> dict[tuple[str, str, int, int], Fee]:
    """Fees by item for each applicant, organ, year and month."""
    counts: Counter[tuple[str, str, int, int]] = Counter()
    last: dict[tuple[str, str, int, int], date] = {}
    for application in applications:
        _check(application.items, "items", f"申请{application.ref}的件数")
        on = application.received_on
        key = (application.applicant, application.organ, on.year, on.month)
        counts[key] += application.items
        last[key] = max(last.get(key, on), on)
    return {key: fee_by_items(count, on=last[key]) for key, count in sorted(counts.items())}


def _check(count: int, field: str, zh: str) -> None:
    if isinstance(count, bool) or not isinstance(count, int):
        raise AmountError(f"{zh}（{field}）应当是整数，收到的是“{count}”", field=field)
    if not 0 <= count <= MOST:
        why = "数目不能是负数" if count < 0 else f"数目超过{MOST}，应当是录入有误"
        raise AmountError(f"{zh}（{field}）为{count}", why=why, fix="请核对后重新填写", field=field)


def _fee(schedule: Schedule, before: int, count: int) -> Fee:
    bands = [
        FeeStep(max(first, before + 1), last, each, tier.basis)
        for tier in schedule.tiers
        for first, last, each in tier.bands(count)
        if last > before
    ]
    return Fee(
        amount_yuan=sum(band.sum for band in bands),
        steps=tuple(band for band in bands if band.each),
        free=sum(band.last - band.first + 1 for band in bands if not band.each),
        counted=schedule.counted,
        per=schedule.per,
        basis=schedule.basis,
        mark=schedule.mark,
        note=schedule.note,
    )
