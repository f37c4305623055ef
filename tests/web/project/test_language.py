"""The English catalogue: compiled from what stands beside it, nothing left empty."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import gongkai.web.project

FOLDER = Path(gongkai.web.project.__file__).parent / "locale" / "en" / "LC_MESSAGES"


def test_the_compiled_catalogue_says_what_the_source_says() -> None:
    with (FOLDER / "django.mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    source = (FOLDER / "django.po").read_text("utf-8")
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', source, re.MULTILINE)
    assert len(pairs) > 150
    for chinese, english in pairs:
        assert english, chinese
        assert compiled.gettext(chinese.replace('\\"', '"')) == english.replace('\\"', '"')


def test_placeholders_are_the_same_in_both_languages() -> None:
    source = (FOLDER / "django.po").read_text("utf-8")
    for chinese, english in re.findall(r'^msgid "(.+)"\nmsgstr "(.*)"$', source, re.MULTILINE):
        assert set(re.findall(r"%\(\w+\)[sd]", chinese)) == set(re.findall(r"%\(\w+\)[sd]", english))
