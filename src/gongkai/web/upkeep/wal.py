"""SQLite's log of what is not yet in the file: kept small, and said aloud where a long reader keeps it large."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import connection

LARGEST: Final = 64 * 1024 * 1024
_WAIT_SECONDS: Final = 5
_LOG = logging.getLogger(__name__)


def wal_bytes() -> int:
    """Return how large the log is; 0 where there is none, as with PostgreSQL."""
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    return log.stat().st_size if connection.vendor == "sqlite" and log.exists() else 0


def bound_wal(now: datetime) -> int:
    """Bring a log that has grown too large into the file and cut it off; 0 where it need not be done.

    Raises:
        TimeoutError: a connection has been reading since before, so that nothing after it may be brought over. What is
            written stays safe; the periodic work shows the failure until that connection ends.
    """
    before = wal_bytes()
    if before <= LARGEST:
        return 0
    with closing(sqlite3.connect(connection.settings_dict["NAME"], timeout=_WAIT_SECONDS)) as line:
        busy, _, _ = line.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        _LOG.warning("the log of the database has %d MiB: some connection keeps an old state open", before >> 20)
        raise TimeoutError(f"数据库的 WAL 文件已有 {before >> 20} MiB，有连接长时间占用旧的状态，不能收回")
    return 1
