"""One writer of a process at a time asks SQLite for the write lock; the others wait for that one.

SQLite has whoever finds the database locked sleep and try again, for ever longer times: eight writers together leave
the lock unused for a third of the time. Waiting for one another costs nothing, and whoever is next goes on at once.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from typing import Any, Final

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

_turns: Final[defaultdict[str, threading.Lock]] = defaultdict(threading.Lock)
_USUAL_WAIT: Final = 5.0
_Base: Any = base.DatabaseWrapper


class DatabaseWrapper(_Base):  # type: ignore[misc]
    """A connection that has its turn from the beginning of a transaction to its end."""

    _turn: threading.Lock | None = None

    def _start_transaction_under_autocommit(self) -> None:
        turn = _turns[str(self.settings_dict["NAME"])]
        if not turn.acquire(timeout=self.settings_dict["OPTIONS"].get("timeout", _USUAL_WAIT)):
            raise OperationalError("database is locked")
        self._turn = turn
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self._leave()
            raise

    def _commit(self) -> None:
        super()._commit()
        self._leave()

    def _rollback(self) -> None:
        try:
            super()._rollback()
        finally:
            self._leave()

    def _close(self) -> None:
        try:
            super()._close()
        finally:
            self._leave()

    def _leave(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.release()
