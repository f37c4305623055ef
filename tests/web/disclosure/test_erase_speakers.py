"""Who gave an opinion is known for so long as the operator set, and not a day longer."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from items_world import officer
from test_comments import SPEAKER, draft_for_comment, say
from web_world import World

from gongkai.errors import InputError
from gongkai.web.disclosure.actions.ask_comments import read_speaker, text_of
from gongkai.web.disclosure.actions.erase_speakers import erase_old_speakers
from gongkai.web.disclosure.models import Opinion
from gongkai.web.disclosure.restored import settle
from gongkai.web.journal.models import Entry

pytestmark = pytest.mark.django_db
OVER = datetime.fromisoformat("2028-10-21T00:00:00+08:00")
"""Two years after the period of `draft_for_comment` closed on 21 October 2026."""


def opinion_of_somebody(world: World) -> Opinion:
    return say(draft_for_comment(world), "我的电话是13912345678，建议夜间免费")


def test_a_day_before_the_term_nothing_is_erased(world: World) -> None:
    opinion_of_somebody(world)
    assert erase_old_speakers(OVER - timedelta(days=1)) == 0
    assert Opinion.objects.get().person_sealed


def test_at_the_term_nobody_is_known_any_more_and_the_words_stay(world: World) -> None:
    row = opinion_of_somebody(world)
    assert erase_old_speakers(OVER) == 1
    row.refresh_from_db()
    assert (row.person_sealed, row.person_shown, row.erased_at) == ("", {}, OVER)
    assert "建议夜间免费" in text_of(officer(world), row)
    assert "13912345678" not in text_of(officer(world), row)


def test_the_operator_sets_the_term(world: World, settings) -> None:
    settings.GONGKAI_KEEP_OPINIONS = 3
    opinion_of_somebody(world)
    assert (erase_old_speakers(OVER), erase_old_speakers(OVER.replace(year=2029))) == (0, 1)


def test_the_journal_says_that_it_was_done_and_not_who_it_was(world: World) -> None:
    opinion_of_somebody(world)
    erase_old_speakers(OVER)
    entry = Entry.objects.get(action="disclosure.erase_speaker")
    assert (entry.actor_name, SPEAKER.name in str(entry.__dict__)) == ("系统", False)


def test_nobody_opens_what_was_erased(world: World) -> None:
    row = opinion_of_somebody(world)
    erase_old_speakers(OVER)
    row.refresh_from_db()
    with pytest.raises(InputError, match="删除"):
        read_speaker(officer(world), row, reason="核对")


def test_a_restored_past_forgets_again(world: World) -> None:
    opinion_of_somebody(world)
    assert settle(OVER) == ["重新删除的意见人信息：1条"]
    assert erase_old_speakers(OVER) == 0
