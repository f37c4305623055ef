"""Requests meant to wear a real server out, and questions meant to find out who has an account.

    python -m tools.faults_floods [--only floods|looks] [--tries 250]

floods (P17): bodies that trickle in, a thousand and one fields, a hundred and one files, a body of no told length, a
field padded with blanks; each is answered 4xx or let go, the memory stays flat, and others are served meanwhile.
looks (P08): signing in with names that exist and names that do not: same status, same page, same time. Exit 0 where all
held.
"""

# ruff: noqa: PLC0415 - Django is set up after the environment of the faults is
from __future__ import annotations

import argparse
import contextlib
import re
import secrets
import socket
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tools.case_ledger import ORGANS, note, prepared
from tools.live import Browser, serving, workers_of

_FORM = f"/apply/to/{ORGANS[0]}/"
_BOUNDARY = "----gongkai-drill"


def main(words: list[str]) -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", choices=("floods", "looks"))
    parser.add_argument("--tries", type=int, default=250)
    chosen = parser.parse_args(words)
    plans: dict[str, Callable[[], bool]] = {"floods": _floods, "looks": lambda: _looks(chosen.tries)}
    held = [plan() for name, plan in plans.items() if chosen.only in (None, name)]
    return 0 if all(held) else 1


def _floods() -> bool:
    with prepared() as home, serving(home) as (port, server):
        _p95(port)
        usual = _p95(port)
        before = _memory(workers_of(server))
        with _trickling(port, 40):
            meanwhile = _p95(port)
        answers = {name: _send(port, request) for name, request in _requests().items()}
        grown = (_memory(workers_of(server)) - before) / 2**20
        after = _p95(port)
    shown = ", ".join(f"{name} {status} in {took:.1f} s" for name, (status, took) in answers.items())
    line = (
        f"page p95 {usual:.0f} ms, {meanwhile:.0f} ms beside 40 trickling bodies, {after:.0f} ms afterwards; {shown}; "
    )
    line += f"memory +{grown:.0f} MiB"
    refused = all(400 <= status < 500 and took < 5 for name, (status, took) in answers.items() if name != "no length")
    clean = refused and answers["no length"][0] in (
        200,
        400,
        411,
    )  # the form again: a body without a length is not read
    return note("P17 floods", line, held=clean and grown < 64 and meanwhile < max(2 * usual, usual + 50))


def _p95(port: int, times: int = 60) -> float:
    browser, took = Browser(port, timeout=20), []
    for number in range(times):
        began = time.monotonic()
        assert browser.get(f"/organs/?drill={number}")[0] == 200
        took.append((time.monotonic() - began) * 1000)
    return statistics.quantiles(took, n=20)[-1]


@contextlib.contextmanager
def _trickling(port: int, count: int) -> Iterator[None]:
    """Keep so many connections that promise a large form and send it byte by byte."""
    head = f"POST {_FORM} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 100000\r\n"
    head += "Content-Type: application/x-www-form-urlencoded\r\n\r\n"
    lines = [socket.create_connection(("127.0.0.1", port)) for _ in range(count)]
    over = threading.Event()

    def trickle() -> None:
        while not over.wait(0.2):
            for line in lines:
                with contextlib.suppress(OSError):
                    line.sendall(b"a")

    for line in lines:
        line.sendall(head.encode())
    thread = threading.Thread(target=trickle)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        for line in lines:
            line.close()


def _requests() -> dict[str, bytes]:
    fields = "&".join(f"field{number}=1" for number in range(1001)).encode()
    files = b"".join(_part(f"file{number}", b"x", f"{number}.txt") for number in range(101)) + _end()
    padded = _part("description", b" " * 2_000_000, encoding="base64") + _end()
    multipart = f"multipart/form-data; boundary={_BOUNDARY}"
    chunk = b"fa0\r\n" + b"a=1&" * 1000 + b"\r\n"
    return {
        "1,001 fields": _post("application/x-www-form-urlencoded", fields),
        "101 files": _post(multipart, files),
        "padded base64": _post(multipart, padded),
        "no length": _post(
            "application/x-www-form-urlencoded", chunk * 200 + b"0\r\n\r\n", "Transfer-Encoding: chunked"
        ),
        "10 MB of a form": _post("application/x-www-form-urlencoded", b"a" * 10_000_000),
    }


def _post(kind: str, body: bytes, length: str = "") -> bytes:
    token = secrets.token_hex(16)
    head = f"POST {_FORM} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {kind}\r\nX-CSRFToken: {token}\r\n"
    head += f"Cookie: gongkai-csrf={token}\r\nConnection: close\r\n{length or f'Content-Length: {len(body)}'}\r\n\r\n"
    return head.encode() + body


def _part(name: str, content: bytes, file: str = "", encoding: str = "") -> bytes:
    head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"'
    head += f'; filename="{file}"' if file else ""
    head += f"\r\nContent-Transfer-Encoding: {encoding}" if encoding else ""
    return f"{head}\r\n\r\n".encode() + content + b"\r\n"


def _end() -> bytes:
    return f"--{_BOUNDARY}--\r\n".encode()


def _send(port: int, request: bytes) -> tuple[int, float]:
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        with contextlib.suppress(OSError):  # an answer may come before all was sent
            line.sendall(request)
        answer = b""
        with contextlib.suppress(OSError):
            answer = line.recv(4096)
    found = re.match(rb"HTTP/1\.[01] (\d{3})", answer)
    return int(found.group(1)) if found else 499, time.monotonic() - began


def _memory(workers: list[int]) -> int:
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in workers)
    return pages * 4096


def _looks(tries: int) -> bool:
    took: dict[bool, list[float]] = {True: [], False: []}
    seen: dict[bool, set[tuple[int, str]]] = {True: set(), False: set()}
    with prepared() as home, serving(home) as (port, _):
        from gongkai.web.organs.models import Account

        names = list(Account.objects.filter(kind="staff").values_list("username", flat=True))
        for number in range(tries):
            name = names[number % len(names)]
            for exists in (True, False) if number % 2 else (False, True):
                asked = name if exists else f"{name[:-1]}{secrets.token_hex(1)}x"
                status, page, seconds = _sign_in(port, asked)
                took[exists].append(seconds * 1000)
                seen[exists].add((status, page))
    known, unknown = (statistics.mean(sorted(took[each])[: tries * 9 // 10]) for each in (True, False))
    line = f"{tries} tries each: {known:.1f} ms with a name that exists, {unknown:.1f} ms with one that does not; "
    line += f"{len(seen[True] | seen[False])} kinds of answer"
    return note("P08 who has an account", line, held=abs(known - unknown) < 10 and seen[True] == seen[False])


def _sign_in(port: int, name: str) -> tuple[int, str, float]:
    browser = Browser(port)
    browser.get("/accounts/login/")
    began = time.monotonic()
    status, _, page = browser.post("/accounts/login/", {"login": name, "password": "not the password"})
    took = time.monotonic() - began
    masked = re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]*"', "", page).replace(name, "")
    return status, masked, took


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
