"""Kill the whole server with SIGKILL again and again while citizens file over HTTP (F01).

    python -m tools.faults_kills [--kills 200] [--minutes 20]
    python -m tools.postgres tools.faults_kills

Every kill ends granian's main process and all workers at one stroke, at a chance moment after it began to answer; then
the server is started anew on the same data. In the end every application that was answered with a receipt is there,
whole, with its journal entry, and no number is missing. Exit 0 where that holds and all kills were done.
"""

from __future__ import annotations

import argparse
import http.client
import random
import secrets
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable

from tools.case_ledger import ORGANS, judge, note, prepared
from tools.live import Browser, file_over_http, free_port
from tools.ready_server import ready_server

_MOST_OF_ONE_ADDRESS = 10
_BROKEN = (OSError, http.client.HTTPException)


def main(words: list[str]) -> int:
    """Run."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--minutes", type=float, default=20, help="stop after so long, however many it were")
    chosen = parser.parse_args(words)
    return 0 if kill_often(chosen.kills, chosen.minutes) else 1


class Citizens:
    """Threads that file for ever, and the keys of the forms that were answered with a receipt."""

    def __init__(self, port: int, count: int) -> None:
        self.port, self.stopped = port, threading.Event()
        self.acknowledged: list[str] = []
        self.broken = 0
        self.statuses: Counter[int] = Counter()
        self.threads = [threading.Thread(target=self._go_on, args=(number,)) for number in range(count)]
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        """Let each finish what it is at."""
        self.stopped.set()
        for thread in self.threads:
            thread.join()

    def _go_on(self, number: int) -> None:
        chance = random.Random(number)
        while not self.stopped.is_set():
            browser = Browser(self.port, timeout=30)
            for _ in range(_MOST_OF_ONE_ADDRESS):
                tries = 1 + (chance.random() < 0.5)  # half of them try again with the same form
                self._file(browser, ORGANS[number % len(ORGANS)], tries)

    def _file(self, browser: Browser, organ: str, tries: int) -> None:
        key = secrets.token_urlsafe(24)
        for _ in range(tries):
            if self.stopped.is_set():
                return
            try:
                status = self._form(browser, organ)
                if status == 200:
                    status = file_over_http(browser, organ, key)
            except _BROKEN:
                self.broken += 1
                time.sleep(0.02)
                continue
            self.statuses[status] += 1
            if status == 302:
                self.acknowledged.append(key)
                return
            time.sleep(0.02)

    def _form(self, browser: Browser, organ: str) -> int:
        """Get the form, once; whoever has none sends nothing."""
        if any(name.endswith("csrf") for name in browser.cookies):
            return 200
        return browser.get(f"/apply/to/{organ}/")[0]


def kill_often(kills: int, minutes: float) -> bool:
    """Kill so often, and judge."""
    chance = random.Random(20261123)
    port, killed, at_work = free_port(), 0, 0
    began = time.monotonic()
    with prepared() as home, ready_server(home, port) as server:
        citizens = Citizens(port, 4)
        while killed < kills and time.monotonic() < began + minutes * 60:
            server.start()
            before = len(citizens.acknowledged)
            at_work += until(lambda: len(citizens.acknowledged) > before, 20)  # noqa: B023 - used at once
            time.sleep(chance.uniform(0.0, 0.4))
            server.kill()
            killed += 1
        server.start()
        citizens.stop()
        server.kill()
        found = judge(keys=citizens.acknowledged)
    line = f"{killed} kills of the whole server ({at_work} of them while it gave receipts) in "
    line += f"{time.monotonic() - began:.0f} s, {len(citizens.acknowledged)} receipts, {citizens.broken} broken "
    line += f"requests, answers {dict(citizens.statuses)}: {found}"
    held = found.holds and killed >= kills and at_work >= kills * 9 // 10
    return note("F01 kill -9 of the whole server", line, held=held)


def until(true: Callable[[], bool], most: float) -> bool:
    """Wait until something is true, and return whether it came to be."""
    end = time.monotonic() + most
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.005)
    return False


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
