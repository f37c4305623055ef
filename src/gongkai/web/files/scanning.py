"""Ask the operator's scanner for malicious code. Where one is configured and does not answer, nothing passes.

`GONGKAI_SCANNER` is one of::

    unix:/run/clamav/clamd.ctl          clamd on a socket
    tcp:127.0.0.1:3310                  clamd on a port
    command:/usr/bin/clamdscan -        a program: bytes on standard input; exit 0 clean, 1 found, else no answer
"""

from __future__ import annotations

import shlex
import socket
import subprocess
import tempfile
from dataclasses import dataclass
from enum import Enum
from typing import Final

from django.conf import settings

_PIECE: Final = 256 * 1024
_SECONDS: Final = 20.0


class Verdict(Enum):
    """What the scanner said."""

    OFF = "off"
    CLEAN = "clean"
    FOUND = "found"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Scan:
    """A verdict, with the name of what was found."""

    verdict: Verdict
    name: str = ""


def scan(content: bytes, address: str | None = None) -> Scan:
    """Scan the bytes of a file.

    Args:
        content: the whole file.
        address: the scanner; that of the settings where not given.
    """
    scanner = settings.GONGKAI_SCANNER if address is None else address
    kind, _, place = scanner.partition(":")
    if not scanner:
        return Scan(Verdict.OFF)
    try:
        if kind == "command":
            return _by_command(shlex.split(place), content)
        if kind in ("unix", "tcp"):
            return _by_clamd(kind, place, content)
    except (OSError, ValueError, subprocess.SubprocessError):
        return Scan(Verdict.SILENT)
    return Scan(Verdict.SILENT)  # an address nobody understands is a scanner that does not answer


def _by_command(command: list[str], content: bytes) -> Scan:
    with tempfile.TemporaryFile() as given:
        given.write(content)
        given.seek(0)
        done = subprocess.run(command, stdin=given, capture_output=True, timeout=_SECONDS, check=False)
    if done.returncode == 1:
        words = done.stdout.decode("utf-8", "replace").strip().splitlines()
        return Scan(Verdict.FOUND, words[0][:120] if words else "")
    return Scan(Verdict.CLEAN if done.returncode == 0 else Verdict.SILENT)


def _by_clamd(kind: str, place: str, content: bytes) -> Scan:
    if kind == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        target: str | tuple[str, int] = place
    else:
        host, _, port = place.rpartition(":")
        connection = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
        target = (host.strip("[]"), int(port))
    with connection:
        connection.settimeout(_SECONDS)
        connection.connect(target)
        connection.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), _PIECE):
            piece = content[start : start + _PIECE]
            connection.sendall(len(piece).to_bytes(4) + piece)
        connection.sendall(b"\0\0\0\0")
        return _judged(_answer(connection))


def _answer(connection: socket.socket) -> str:
    said = b""
    while len(said) < 4096 and not said.endswith(b"\0"):
        piece = connection.recv(1024)
        if not piece:
            break
        said += piece
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _judged(answer: str) -> Scan:
    words = answer.removeprefix("stream: ")
    if words == "OK":
        return Scan(Verdict.CLEAN)
    if words.endswith(" FOUND"):
        return Scan(Verdict.FOUND, words.removesuffix(" FOUND")[:120])
    return Scan(Verdict.SILENT)
