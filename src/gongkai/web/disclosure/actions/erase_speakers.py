"""Erase who gave an opinion when the time of keeping is over; what was said and what became of it stay on record."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from gongkai.web.disclosure.models import Opinion
from gongkai.web.disclosure.special_access import opinion_subject
from gongkai.web.journal.actions.record import record_entry
from gongkai.web.journal.masking import mask_numbers
from gongkai.web.journal.sealing import seal, unseal
from gongkai.web.journal.values import Actor


def erase_old_speakers(now: datetime, most: int = 500) -> int:
    """Erase the givers of opinions on drafts that closed so many years ago, each with an entry; return how many."""
    last = _years_before(timezone.localdate(now), settings.GONGKAI_KEEP_OPINIONS)
    rows = Opinion.objects.filter(Q(item__comment_period__closes_on__lte=last), erased_at=None)
    count = 0
    for number in rows.order_by("pk").values_list("pk", flat=True)[:most]:
        with transaction.atomic():
            opinion = Opinion.objects.select_for_update().select_related("item__organ").get(pk=number)
            if opinion.erased_at is None:
                _erase(opinion, now)
                count += 1
    return count


def _erase(opinion: Opinion, now: datetime) -> None:
    """Empty who it was; in the words only the numbers that tell a person are covered."""
    Opinion.objects.filter(pk=opinion.pk).update(
        person_sealed="",
        person_shown={},
        text_sealed=seal(mask_numbers(unseal(opinion.text_sealed))),
        erased_at=now,
        version=F("version") + 1,
    )
    actor = Actor("system", "系统", opinion.item.organ.ref, now)
    record_entry(actor, "disclosure.erase_speaker", opinion_subject(opinion), reason="保存期限届满")


def _years_before(day: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
