"""The remedy paragraph that a document must, or must not, carry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gongkai import law
from gongkai.errors import InputError, LawError
from gongkai.law import DatedValue, Mark
from gongkai.law.files import load
from gongkai.procedure.outcomes import Outcome, documents, outcome


@dataclass(frozen=True)
class Remedy:
    """A remedy paragraph.  `text` is empty where the document must not carry one; `why` says why."""

    text: str
    carries: bool
    needs_legal_review: bool
    why: tuple[str, ...]
    basis: tuple[str, ...]
    mark: Mark


@cache
def _data() -> dict[str, Any]:
    return load("gongkai.procedure", "remedies.toml")


def organ_kinds() -> dict[str, str]:
    """Kinds of organ that the rules of reconsideration tell apart, with their Chinese names."""
    return {name: row["zh"] for name, row in _data()["organ"].items()}


def remedy_for_document(name: str) -> Remedy:
    """What a document other than the reply says of remedies: nothing."""
    if name not in documents():
        raise InputError(f"没有名为“{name}”的文书", fix="可用：" + "、".join(documents()), field="document")
    known = documents()[name]
    why = (known.review,) if known.review else ()
    return Remedy("", False, known.remedy == "review", why, (), known.mark)


def remedy_for_outcome(
    name: str,
    *,
    organ: str,
    on: date,
    authority: str | None = None,
    online: str | None = None,
    by_internet: bool = False,
) -> Remedy:
    """The remedy paragraph of a reply.

    `organ` is a kind of organ, `on` the day of the reply, `authority` the proper name of who reconsiders.  A reply
    served through the internet must give the online channel (`online`) for filing reconsideration.
    """
    known = outcome(name)
    if known.remedy != "ordinary":
        reviewed = (known.review,) if known.review else ()
        return Remedy("", False, bool(reviewed), reviewed, (known.basis,), known.mark)
    who, who_basis, who_mark = _authority(organ, on)
    first = known.must_reconsider_first(on)
    if by_internet and not online and on >= law.instrument("arl").first_day:
        raise InputError(
            "缺少提交行政复议申请书的互联网渠道（online）",
            why=f"{law.cite('arl#22.2').zh}：通过互联网渠道送达决定书的，应当同时提供",
            field="online",
        )
    reconsider = law.value("reconsideration_application", on=on)
    words = _words(known, "reconsider_first" if first != "no" else "either", on, authority or who, reconsider)
    if _data()["organ"][organ].get("final_ruling"):
        words += _data()["words"]["final_ruling"]
    if online:
        words += _data()["words"]["online"].format(online=online)
    why = _reasons_for_review(known, first, who_mark, reconsider)
    basis = (reconsider.basis, who_basis, *(("arl#23.1.4",) if first != "no" else ()))
    return Remedy(words, True, bool(why), why, basis, who_mark if not who_mark.confirmed else known.mark)


def _authority(organ: str, on: date) -> tuple[str, str, Mark]:
    if organ not in _data()["organ"]:
        kinds = "、".join(f"{name}（{zh}）" for name, zh in organ_kinds().items())
        raise InputError(f"没有名为“{organ}”的机关类型", fix=f"可用：{kinds}", field="organ")
    known = _data()["organ"][organ]
    found = [row for row in known["authority"] if row["from"] <= on]
    if not found:
        first = known["authority"][0]["from"]
        raise LawError(
            f"“{known['zh']}”在{on.isoformat()}的复议机关没有收录", why=f"收录自{first.isoformat()}起", field="on"
        )
    return found[-1]["zh"], found[-1]["basis"], Mark(found[-1]["mark"])


def _words(known: Outcome, form: str, on: date, authority: str, reconsider: DatedValue) -> str:
    words: str = _data()["words"][form]
    return words.format(
        what="本答复" if not known.by_event else "本告知",
        reconsider=f"{law.chinese_number(reconsider.count)}日",
        after=f"{law.chinese_number(law.value('suit_after_reconsideration', on=on).count)}日",
        direct=f"{law.chinese_number(law.value('suit_direct', on=on).count)}个月",
        authority=authority,
    )


def _reasons_for_review(known: Outcome, first: str, who: Mark, reconsider: DatedValue) -> tuple[str, ...]:
    reasons = []
    if known.review:
        reasons.append(known.review)
    if first == "review" and not known.review:
        reasons.append("是否应当先申请行政复议未定")
    if not who.confirmed or not reconsider.confirmed:
        reasons.append("2024年1月1日以前的行政复议规定未经官方全文核对")
    return tuple(reasons)
