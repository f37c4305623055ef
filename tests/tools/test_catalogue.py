"""What the tool for the English catalogue finds."""

from __future__ import annotations

from tools.catalogue import untranslated


def test_what_is_empty_or_only_guessed_has_no_english() -> None:
    entries = ('msgid "甲"\nmsgstr "A"', 'msgid "乙"\nmsgstr ""', '#, fuzzy\nmsgid "丙"\nmsgstr "guess"')
    assert untranslated("header\n\n" + "\n\n".join(entries) + "\n") == ["乙", "丙"]
