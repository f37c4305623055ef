"""Periodic work inside the server's own processes, for installations that have no timer."""

from __future__ import annotations

import logging
import threading
import time
from typing import Final

from django.db import DatabaseError, connection
from django.utils import timezone

from gongkai.web.upkeep.running import run_due

FIRST_AFTER: Final = 60.0
EVERY: Final = 60.0
_LOG = logging.getLogger(__name__)


def start() -> threading.Thread:
    """Start the thread that looks once a minute; of several processes only one does each job."""
    thread = threading.Thread(target=_go_on, name="gongkai-periodic", daemon=True)
    thread.start()
    return thread


def _go_on() -> None:
    time.sleep(FIRST_AFTER)
    while True:
        try:
            run_due(timezone.now())
        except DatabaseError as error:  # the next minute tries again
            _LOG.warning("periodic work was not done: %s", type(error).__name__)
        finally:
            connection.close()
        time.sleep(EVERY)
