"""A real server for benches and faults: granian with workers, a throw-away home, and browsers that file over HTTP."""

from __future__ import annotations

import contextlib
import http.client
import itertools
import os
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlencode

_addresses = itertools.count(1)
FIELDS = {
    "looked": "on", "description": "故障演练：2025年度道路维修合同", "form": "electronic", "route": "online",
    "applicant_kind": "natural_person", "name": "演练甲", "document_kind": "other", "document_number": "T-1",
    "email": "drill@example.invalid",
}  # fmt: skip


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(
    home: Path, *, workers: int = 2, settings: Mapping[str, str] | None = None, application: str = ""
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Start the server as `gongkai serve` does, give its port and process, stop it."""
    port = free_port()
    environment = {
        **os.environ,
        "GONGKAI_HOME": str(home),
        "GONGKAI_MODE": "demo",
        "GONGKAI_TRUSTED_PROXIES": "127.0.0.1",
    }
    environment |= dict(settings or {})
    line = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "4", "--no-access-log", "--log-level", "critical"),
        *("--respawn-failed-workers", "--respawn-interval", "0.5"),
        application or "gongkai.web.project.wsgi:application",
    ]
    server = subprocess.Popen(line, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        _await(port)
        yield port, server
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _await(port: int, most: float = 90) -> None:
    end = time.monotonic() + most
    while time.monotonic() < end:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if Browser(port).get("/healthz")[0] in (200, 404):
                return
        time.sleep(0.2)
    raise TimeoutError("the server did not start")


def workers_of(server: subprocess.Popen[bytes]) -> list[int]:
    """Return the processes of the workers."""
    path = Path(f"/proc/{server.pid}/task/{server.pid}/children")
    found = [int(pid) for pid in path.read_text().split()]
    return [pid for pid in found if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()]


class Browser:
    """One visitor with cookies and an address of their own."""

    def __init__(self, port: int, timeout: float = 60) -> None:
        self.port, self.timeout = port, timeout
        self.cookies: dict[str, str] = {}
        number = next(_addresses) + os.getpid() * 251
        self.address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        self._line: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, http.client.HTTPMessage, str]:
        """Send one request on a connection that is kept."""
        headers = {"X-Forwarded-For": self.address, "Host": f"127.0.0.1:{self.port}"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._line = self._line or http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            self._line.request(method, path, body or None, headers)
            answer = self._line.getresponse()
            text = answer.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            self._line.close()
            self._line = None
            raise
        for cookie in answer.msg.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.msg, text

    def get(self, path: str) -> tuple[int, http.client.HTTPMessage, str]:
        """Ask for a page."""
        return self.ask("GET", path)

    def post(self, path: str, fields: Mapping[str, str]) -> tuple[int, http.client.HTTPMessage, str]:
        """Send a form; the token against forgery is taken from the cookie."""
        token = next((value for name, value in self.cookies.items() if name.endswith("csrf")), "")
        return self.ask("POST", path, urlencode({**fields, "csrfmiddlewaretoken": token}))


def file_over_http(browser: Browser, organ: str, key: str = "") -> int:
    """File an application, with a form's key where given; return the status: 302 is the acknowledgement."""
    if not browser.cookies:
        browser.get(f"/apply/to/{organ}/")
    return browser.post(f"/apply/to/{organ}/", {**FIELDS, "submission_key": key or secrets.token_urlsafe(24)})[0]


def number_of_receipt(browser: Browser) -> str:
    """Return the number on the receipt of what was filed last."""
    found = re.search(r"〔\d{4}〕第\d{4,}号", browser.get("/apply/receipt/")[2])
    return found.group() if found else ""
