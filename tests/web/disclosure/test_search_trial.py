"""A corpus whose right answers are known from how it was made: each fragment is found, the wanted item is in front.

`tools/bench_search.py` asks the same of a larger corpus on both databases.
"""

from __future__ import annotations

import pytest
from tools.search_corpus import fragments, make_corpus, named
from tools.search_trial import Trial, judge_fragments, judge_named, judge_order, load
from web_world import World

SIZE = 400


@pytest.fixture
def trial(world: World) -> Trial:
    return load(make_corpus(SIZE))


def test_the_search_holds_what_it_promises(trial: Trial) -> None:
    """One corpus for all three promises: making it takes longest."""
    pieces, asked = list(fragments(trial.corpus, 130)), list(named(trial.corpus, 100))
    assert judge_fragments(trial, pieces).missed == []
    assert judge_fragments(trial, pieces).too_many == []
    found = judge_named(trial, asked)
    assert len(found.missed) <= 0.05 * len(asked), found.missed
    assert judge_order(trial, [one.words for one in pieces[:30] + asked[:30]]) == []
