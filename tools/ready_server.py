"""A real server that stands at once, again and again: the platform is loaded one time, and every start is a fork of it.

    python -m tools.ready_server PORT WORKERS

Each line on the input starts granian in a process group of its own and is answered with that group's number. The group
is granian's own main process and its workers, as `gongkai serve` has them; killing it is killing the whole server.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

_APPLICATION = "gongkai.web.project.wsgi:application"


def main(words: list[str]) -> None:
    """Load, then start whenever asked."""
    port, workers = int(words[0]), int(words[1])
    from django.urls import get_resolver  # noqa: PLC0415

    import gongkai.web.project.wsgi  # noqa: F401, PLC0415 - loaded here once, for all the servers

    _ = get_resolver().url_patterns
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _line in sys.stdin:
        group = os.fork()
        if not group:
            os.setsid()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _serve(port, workers)
        print(group, flush=True)


def _serve(port: int, workers: int) -> None:
    from granian import Granian  # noqa: PLC0415
    from granian.constants import Interfaces  # noqa: PLC0415

    os.close(sys.stdin.fileno())
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())
    Granian(
        _APPLICATION, port=port, interface=Interfaces.WSGI, workers=workers, blocking_threads=4, log_enabled=False,
        respawn_failed_workers=True,
    ).serve()  # fmt: skip
    os._exit(0)


class ReadyServer:
    """The client's side: start a server, kill it whole."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process, self.group = process, 0

    def start(self) -> None:
        """Start a server; it answers a moment later."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.group = int(self.process.stdout.readline())

    def kill(self) -> None:
        """Kill the main process and every worker, with what they had in hand."""
        if self.group:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.group, signal.SIGKILL)
            self.group = 0


@contextlib.contextmanager
def ready_server(home: Path, port: int, *, workers: int = 2) -> Iterator[ReadyServer]:
    """Give a server that is not started yet."""
    environment = {
        **os.environ,
        "GONGKAI_HOME": str(home), "GONGKAI_MODE": "demo", "GONGKAI_TRUSTED_PROXIES": "127.0.0.1",
        "GONGKAI_PERIODIC": "none",
    }  # fmt: skip
    line = [sys.executable, "-m", "tools.ready_server", str(port), str(workers)]
    process = subprocess.Popen(line, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    server = ReadyServer(process)
    try:
        yield server
    finally:
        server.kill()
        process.kill()
        process.wait()


if __name__ == "__main__":
    main(sys.argv[1:])
