"""Bring the English catalogue up to date with the source strings: find new ones, drop old ones, compile.

    python -m tools.catalogue            # extract; say which strings have no English yet
    python -m tools.catalogue --compile  # compile what a person has filled in

Needs GNU gettext (xgettext, msgmerge, msgfmt). English is written by people, never by this tool.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

WEB: Final = Path(__file__).parents[1] / "src" / "gongkai" / "web"
FOLDER: Final = WEB / "project" / "locale" / "en" / "LC_MESSAGES"
_PROCEDURE: Final = WEB.parent / "procedure"
_DATA: Final = tuple(
    [WEB / "disclosure" / f"{name}.toml" for name in ("categories", "channels", "institutions", "guide_fields")]
    + [_PROCEDURE / f"{name}.toml" for name in ("events", "outcomes")]
)
_SHAPE: Final = ("--no-location", "--no-wrap", "--no-obsolete")


def main(arguments: list[str]) -> int:
    """Extract, or compile; 1 where something has no English."""
    if arguments == ["--compile"]:
        source, compiled = FOLDER / "django.po", FOLDER / "django.mo"
        return subprocess.run(["msgfmt", "--check-format", "-o", compiled, source], check=False).returncode
    missing = extract()
    print("\n".join(missing) or "每一条都有英文。")
    return 1 if missing else 0


def extract() -> list[str]:
    """Rewrite the catalogue with the present source strings, and return those without English."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "web"
        shutil.copytree(WEB, copy, ignore=shutil.ignore_patterns("migrations", "locale", "__pycache__"))
        (copy / "locale" / "en" / "LC_MESSAGES").mkdir(parents=True)
        kept = copy / "locale" / "en" / "LC_MESSAGES" / "django.po"
        shutil.copy(FOLDER / "django.po", kept)
        (copy / "words_of_data.py").write_text(words_of_data(), "utf-8")
        line = [sys.executable, "-m", "django", "makemessages", "-l", "en", *_SHAPE, "-v", "0"]
        subprocess.run(line, cwd=copy, check=True)
        text = re.sub(r'^"(POT-Creation|PO-Revision)-Date: .*\n', "", kept.read_text("utf-8"), flags=re.MULTILINE)
    (FOLDER / "django.po").write_text(text, "utf-8")
    return untranslated(text)


def words_of_data() -> str:
    """Return the Chinese names in the data that pages show, written so that they are found like any source string."""
    named = (re.findall(r'^zh = "(.+)"$', path.read_text("utf-8"), re.MULTILINE) for path in _DATA)
    return "".join(f"_({json.dumps(name, ensure_ascii=False)})\n" for names in named for name in names)


def untranslated(text: str) -> list[str]:
    """Return the source strings whose English is empty or only guessed."""
    entries = text.split("\n\n")[1:]
    without = [one for one in entries if one.rstrip().endswith('msgstr ""') or "\n#, fuzzy" in f"\n{one}"]
    return [found[1] for one in without if (found := re.search(r'^msgid "(.+)"$', one, re.MULTILINE))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
