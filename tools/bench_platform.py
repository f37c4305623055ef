"""Measure the platform on a real server: filing, lists and case pages, the journal.

    python -m tools.bench_platform [--cases 200000] [--seconds 6] [--write]
    python -m tools.postgres tools.bench_platform

Filing is held against a bare Django view that inserts one row with the same durability, in turns within one run: a new
project's own middleware (session, forgery token, sign-in, messages) and a form of the same fields, on the same server
with the same workers and the same settings of the database (WAL, synchronous=FULL), each answer after its commit. Pages
with very many cases are held against the same pages with 1,000. `--write` puts the figures into the reference.
"""

# ruff: noqa: PLC0415 - Django is set up after the environment of the bench is
from __future__ import annotations

import argparse
import contextlib
import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from tools.case_ledger import ORGANS, prepared
from tools.live import FIELDS, Browser, serving, workers_of

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "benchmarks-platform.md"
Target = tuple[int, "subprocess.Popen[bytes]", str]
ROUNDS = 3
CLIENTS = 8
PAGES = {
    "工作台首页": "/desk/",
    "案件列表": "/desk/cases/",
    "案件列表，快到期": "/desk/cases/?urgency=soon",
    "案件列表，第100页": "/desk/cases/?page=100",
    "案件列表，中文查找": "/desk/cases/?word=%E5%BE%81%E5%9C%B0%E8%A1%A5%E5%81%BF",
    "案件页": "/desk/cases/{ref}/",
}
HELD = ("案件列表", "案件页")


def main(words: list[str]) -> int:
    """Measure, print, and with --write put the figures on the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--only", choices=("filing", "pages"))
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args(words)
    lines: list[str] = []
    held = True
    if chosen.only != "pages":
        held &= _filing(chosen.seconds, lines)
    if chosen.only != "filing":
        held &= _pages(chosen.cases, lines)
    print("\n".join(lines))
    if chosen.write:
        PAGE.write_text(_page(lines), "utf-8")
    return 0 if held else 1


def _page(lines: list[str]) -> str:
    database = "PostgreSQL" if os.environ.get("GONGKAI_TEST_DATABASE") else "SQLite（WAL，synchronous=FULL）"
    start = f"由 `python -m tools.bench_platform --write` 写成，{date.today()}。"  # noqa: DTZ011, TID251 - a report of today
    machine = f"{os.cpu_count()} 个处理器，客户端在同一台机器上，{database}。granian，2 个进程。"
    return "\n".join(
        ["# 平台的测量", "", start, machine, "绝对数字随机器而变，比值在同一次运行中取得。", "", *lines, ""]
    )


class Sender:
    """A connection that sends one ready-made request after another and reads each answer to its end."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.kept = b""

    def send(self, request: bytes) -> int:
        """Send, and return the status."""
        self.socket.sendall(request)
        while b"\r\n\r\n" not in self.kept:
            self._more()
        head, _, self.kept = self.kept.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        size = int(length.group(1)) if length else 0
        while len(self.kept) < size:
            self._more()
        self.kept = self.kept[size:]
        return int(head[9:12])

    def _more(self) -> None:
        piece = self.socket.recv(65536)
        if not piece:
            raise ConnectionError("the server closed the connection")
        self.kept += piece


def _request(path: str, port: int, address: str, cookies: str, fields: dict[str, str]) -> bytes:
    body = urlencode(fields).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX-Forwarded-For: {address}\r\nCookie: {cookies}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _file_for(port: int, path: str, token: str, seconds: float, number: int) -> list[float]:
    """File for so many seconds; return how long each took."""
    sender, took = Sender(port), []
    end = time.monotonic() + seconds
    while (began := time.monotonic()) < end:
        serial = len(took)
        address = f"10.{number}.{serial >> 8 & 255}.{serial & 255}"
        fields = {**FIELDS, "submission_key": secrets.token_urlsafe(24), "csrfmiddlewaretoken": token}
        status = sender.send(_request(path, port, address, f"gongkai-csrf={token}", fields))
        if status != 302:
            raise RuntimeError(f"answered {status}")
        took.append(time.monotonic() - began)
    return took


@contextlib.contextmanager
def _bare(home: Path) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    subprocess.run([sys.executable, "-m", "tools.bare_site"], env={**os.environ, "GONGKAI_HOME": str(home)}, check=True)
    with serving(home, application="tools.bare_site:application") as served:
        yield served


class Rate(NamedTuple):
    """Filings a second, their p95, and the server's processor time for each, both in milliseconds."""

    rate: float
    p95: float
    worked: float


def _rate(pool: ProcessPoolExecutor, target: Target, seconds: float) -> Rate:
    port, server, path = target
    token, before = secrets.token_hex(16), _worked(server)
    results = [pool.submit(_threads, port, path, token, seconds, number) for number in range(2)]
    took = [each for result in results for each in result.result()]
    worked = (_worked(server) - before) / len(took) * 1000
    return Rate(len(took) / seconds, statistics.quantiles(took, n=20)[-1] * 1000, worked)


def _worked(server: subprocess.Popen[bytes]) -> float:
    """Return the seconds of processor time that the server's workers have used."""
    times = [Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split() for pid in workers_of(server)]
    return sum(int(each[11]) + int(each[12]) for each in times) / os.sysconf("SC_CLK_TCK")


def _threads(port: int, path: str, token: str, seconds: float, number: int) -> list[float]:
    took: list[float] = []

    def one(thread: int) -> None:
        took.extend(_file_for(port, path, token, seconds, number * 16 + thread + secrets.randbelow(8) * 32))

    threads = [threading.Thread(target=one, args=(thread,)) for thread in range(CLIENTS // 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return took


def _filing(seconds: float, lines: list[str]) -> bool:
    rates: dict[str, list[Rate]] = {"raw": [], "bare": [], "filing": []}
    with (
        ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool,
        tempfile.TemporaryDirectory(prefix="gongkai-bare-") as bare_home,
        prepared() as home,
        _bare(Path(bare_home)) as bare,
        serving(home) as ours,
    ):
        targets: dict[str, Target] = {
            "raw": (*bare, "/raw/"),
            "bare": (*bare, "/insert/"),
            "filing": (*ours, f"/apply/to/{ORGANS[0]}/"),
        }
        for target in targets.values():
            _rate(pool, target, 1)  # warm
        for _ in range(ROUNDS):
            for name, target in targets.items():
                rates[name].append(_rate(pool, target, seconds))
    middle = {name: Rate(*map(statistics.median, zip(*found, strict=True))) for name, found in rates.items()}
    shown = {name: f"{each.rate:.0f} | {each.p95:.0f} | {each.worked:.1f}" for name, each in middle.items()}
    ratio = statistics.median(f.rate / b.rate for f, b in zip(rates["filing"], rates["bare"], strict=True))
    ratio_raw = statistics.median(f.rate / b.rate for f, b in zip(rates["filing"], rates["raw"], strict=True))
    of_work = middle["bare"].worked / middle["filing"].worked
    lines += [
        "## 提交申请", "",
        f"{CLIENTS} 个客户端同时提交，两个网站轮流各 {ROUNDS} 轮、每轮 {seconds:.0f} 秒，取中位数。", "",
        "| 做法 | 每秒 | p95（毫秒） | 服务器每件的处理器时间（毫秒） |", "|---|---:|---:|---:|",
        f"| 没有中间件和表单、只执行一条 INSERT 的视图 | {shown['raw']} |",
        f"| 新建的 Django 项目：自带中间件，同样栏目的表单，插入一行 | {shown['bare']} |",
        f"| 公开：一件申请（编号、身份加密、期限、日志、提醒、回执） | {shown['filing']} |",
        "",
        f"相当于新建项目插入一行的 {ratio:.0%}，目标 50%；相当于一条 INSERT 的 {ratio_raw:.0%}。",
        f"按服务器的处理器时间比较是 {of_work:.0%}（机器上有别的工作时，这个数更可信）。",
        "",
    ]  # fmt: skip
    return ratio >= 0.5


def _pages(cases: int, lines: list[str]) -> bool:
    few, _, _ = _measure_pages(1000)
    many, speed, size = _measure_pages(cases)
    lines += [
        "## 案件多了以后", "", f"经办人打开各页的 p95（毫秒），本机关分别有 1,000 件和 {cases:,} 件。", "",
        "| 页面 | 1,000 件 | " + f"{cases:,} 件 | 比值 |", "|---|---:|---:|---:|",
    ]  # fmt: skip
    for name in PAGES:
        lines.append(f"| {name} | {few[name]:.0f} | {many[name]:.0f} | {many[name] / few[name]:.1f} |")
    lines += [
        "", "目标：案件列表和案件页的比值不超过 3。", "", "## 核验日志", "",
        f"{size:,} 条，每秒 {speed:,.0f} 条；目标 50,000。", "",
    ]  # fmt: skip
    return all(many[name] <= 3 * few[name] for name in HELD)


def _measure_pages(cases: int) -> tuple[dict[str, float], float, int]:
    from tools.many_cases import fill

    with prepared() as home:
        from django.db import connection
        from django.utils import timezone

        from gongkai.web.journal.queries import head_of_chain, journal_faults
        from gongkai.web.organs.models import Account, Organ

        now = timezone.now()
        officer = Account.objects.get(username="officer3")
        fill(Organ.objects.get(ref=ORGANS[0]), officer, cases, now)
        began = time.monotonic()
        assert not list(journal_faults(timezone.now()))
        speed = head_of_chain().sequence / (time.monotonic() - began)
        size, cookie = head_of_chain().sequence, _session(officer)
        connection.close()
        with serving(home) as (port, _):
            browser = Browser(port)
            browser.cookies["gongkai-session"] = cookie
            ref = f"bench{cases - 1:012d}"
            found = {name: _p95(browser, path.format(ref=ref)) for name, path in PAGES.items()}
    return found, speed, size


def _p95(browser: Browser, path: str, times: int = 60) -> float:
    took = []
    for number in range(times + 5):
        began = time.monotonic()
        status, _, text = browser.get(path)
        assert status == 200, (path, status, text[:300])
        if number >= 5:
            took.append(time.monotonic() - began)
    return statistics.quantiles(took, n=20)[-1] * 1000


def _session(account: object) -> str:
    """Return the key of a session in which an officer has signed in."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store[SESSION_KEY] = str(account.pk)  # type: ignore[attr-defined]
    store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    store[HASH_SESSION_KEY] = account.get_session_auth_hash()  # type: ignore[attr-defined]
    store.save()
    return str(store.session_key)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
