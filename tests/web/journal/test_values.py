"""What an entry's hash covers is one text, however it is put together."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongkai.web.journal.values import Content, canonical, hash_content, instant

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(st.lists(TEXT, min_size=10, max_size=10), st.booleans(), st.integers(1, 10**9))
def test_the_hash_is_that_of_the_canonical_json_of_every_field(words: list[str], back: bool, sequence: int) -> None:
    at = datetime(2026, 9, 21, tzinfo=UTC) + timedelta(microseconds=sequence)
    content = Content(sequence, at, *words[:9], back, words[9])
    whole = {
        "action": content.action,
        "actor": [content.actor_ref, content.actor_name, content.organ_ref],
        "after": content.after,
        "at": instant(at),
        "before": content.before,
        "clock_back": back,
        "object": [content.object_kind, content.object_ref],
        "previous": content.previous_hash,
        "reason": content.reason,
        "sequence": sequence,
    }
    assert hash_content(content) == hashlib.sha256(canonical(whole).encode()).hexdigest()
