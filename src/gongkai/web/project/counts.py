"""Counts that all processes of this machine share and that may be lost: a small SQLite file beside the database.

They are kept apart so that counting costs no synced write of the platform's own data.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from pathlib import Path
from typing import Final

_TABLE: Final = "CREATE TABLE IF NOT EXISTS count (name TEXT PRIMARY KEY, number INTEGER, until REAL) WITHOUT ROWID"
_COUNT: Final = (
    "INSERT INTO count VALUES (:name, 1, :until) ON CONFLICT (name) DO UPDATE SET "
    "number = CASE WHEN until < :now THEN 1 ELSE number + 1 END, "
    "until = CASE WHEN until < :now THEN :until ELSE until END RETURNING number"
)
_CLEAN_EVERY: Final = 1000
_LOG = logging.getLogger(__name__)
_lines = threading.local()


def count(folder: Path, name: str, seconds: float, now: float) -> int:
    """Count one more of a name, and return how many there were since its time began to run.

    Returns 0 where the file cannot be used: a broken count must not stop the platform.
    """
    try:
        line = _line(folder / "counts.sqlite3")
        number = int(line.execute(_COUNT, {"name": name, "now": now, "until": now + seconds}).fetchone()[0])
        _lines.calls = getattr(_lines, "calls", 0) + 1
        if _lines.calls % _CLEAN_EVERY == 0:
            line.execute("DELETE FROM count WHERE until < ?", [now])
    except sqlite3.Error as error:
        _LOG.warning("counts are not kept: %s", error)
        return 0
    return number


def _line(path: Path) -> sqlite3.Connection:
    if getattr(_lines, "path", None) != path:
        line = sqlite3.connect(path, timeout=2, isolation_level=None)
        line.execute("PRAGMA journal_mode=WAL")
        line.execute("PRAGMA synchronous=OFF")
        line.execute(_TABLE)
        _lines.path, _lines.line = path, line
    kept: sqlite3.Connection = _lines.line
    return kept
