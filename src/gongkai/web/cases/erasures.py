"""Whose identity was erased, noted beside the database, so that an older state that is restored forgets them too."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

_LOG = logging.getLogger(__name__)


def note_erasure(ref: str) -> None:
    """Remember outside the database whose identity was erased: the case's reference and nothing else."""
    try:
        with _path().open("a", encoding="ascii") as file:
            file.write(ref + "\n")
    except OSError as error:
        _LOG.warning("erasure of case %s is not noted beside the database: %s", ref, error)


def erased_refs() -> Iterable[str]:
    """Return the cases whose identity was erased, as noted beside the database."""
    return _path().read_text("ascii").split() if _path().exists() else ()


def _path() -> Path:
    home: Path = settings.ENVIRONMENT.home
    return home / "erased-cases.txt"
