"""The bare question to the index, as somebody would write it who has nothing else to do: how many, and the newest."""

from __future__ import annotations

from django.db import connection

from gongkai.web.disclosure.search.folding import fold_word
from gongkai.web.disclosure.search.tokens import numbers_of_word, pairs, spelled


def bare_search(words: str) -> tuple[int, list[int]]:
    """Return the number of finds and the twenty newest; the words are one fragment."""
    word = fold_word(words)
    if connection.vendor == "postgresql":
        found = "SELECT item_id FROM disclosure_search_index WHERE numbers @> %s::bigint[]"
        question: object = numbers_of_word(word)
    else:
        found = "SELECT rowid FROM disclosure_search_index WHERE disclosure_search_index MATCH %s"
        phrase = '"' + " ".join(spelled(pair) for pair in pairs(word)) + '"'
        question = f"body : {phrase}" if len(word) > 1 else f"singles : {spelled(word)}"
    rows = f"FROM disclosure_searchentry WHERE item_id IN ({found})"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) {rows}", [question])
        total = cursor.fetchone()[0]
        cursor.execute(f"SELECT item_id {rows} ORDER BY publish_at DESC, item_id DESC LIMIT 20", [question])
        return total, [row[0] for row in cursor.fetchall()]
