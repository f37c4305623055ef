"""What a process that parses untrusted files takes from itself before it opens one."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import sys
from typing import Any

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES, _DIE_WITH_PARENT = 38, 1
_REFUSED_EVENTS = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "shutil.", "os.remove",
    "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod", "os.chown", "os.truncate", "ftplib.",
    "urllib.", "smtplib.", "http.", "webbrowser.", "pty.",
)  # fmt: skip


def confine(cpu_seconds: int, memory_bytes: int) -> None:
    """Bound this process for good: time, memory, files, other processes, network.

    Args:
        cpu_seconds: after so much computing the kernel ends the process.
        memory_bytes: address space beyond what is already mapped is refused past this.
    """
    os.chdir("/")
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        libc.prctl(_DIE_WITH_PARENT, 9, 0, 0, 0)
        libc.unshare(_NEW_USER | _NEW_NET)  # no network at all, where the system lets an ordinary user do so
    for kind, most in (
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (bound, bound))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse what no parser needs. A hook that was added cannot be taken away."""
    if event.startswith(_REFUSED_EVENTS):
        raise PermissionError(f"解析进程不允许：{event}")
    is_path = event == "open" and isinstance(arguments[0], (str, bytes)) and isinstance(arguments[2], int)
    if is_path and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND):
        raise PermissionError("解析进程不允许写文件")
