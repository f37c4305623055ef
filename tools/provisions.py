"""What the tests use beside Python: Debian's Chromium with a Chinese font, a PostgreSQL server.

Installed where we may (root, on Debian, packages in reach); where not, the caller says loudly what could not run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_PATIENCE: Final = 300
"""Seconds that one call of apt-get may take; a machine without network is told apart much sooner."""
_APT: Final = ("apt-get", "-qq", "-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=15", "-o", "APT::Color=0")


@dataclass(frozen=True)
class Provision:
    """Something that tests need.

    Attributes:
        name: what it is called on screen.
        packages: Debian's packages that bring it.
        unrun: which tests do not run without it.
        find: where it is now, or None.
    """

    name: str
    packages: tuple[str, ...]
    unrun: str
    find: Callable[[], Path | None]


def find_chromium() -> Path | None:
    """Return the browser that the tests drive."""
    path = Path(os.environ.get("GONGKAI_CHROMIUM", "/usr/bin/chromium"))
    return path if path.exists() else None


def find_server() -> Path | None:
    """Return the folder of initdb and pg_ctl."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).resolve().parent if on_path else None


CHROMIUM: Final = Provision(
    "Chromium", ("chromium", "fonts-noto-cjk"), "浏览器测试（tests/web/browser）", find_chromium
)
POSTGRESQL: Final = Provision("PostgreSQL", ("postgresql",), "平台在 PostgreSQL 上的测试（tests/web）", find_server)


def missing_after_installing(wanted: Iterable[Provision], environ: Mapping[str, str] = os.environ) -> list[Provision]:
    """Install what is missing, if we may, and return what is missing still."""
    missing = [one for one in wanted if one.find() is None]
    if missing and _may_install(environ):
        print(f"正在安装测试所需的 {'、'.join(one.name for one in missing)}…", flush=True)
        _install([package for one in missing for package in one.packages])
    return [one for one in missing if one.find() is None]


def why_not_installed(environ: Mapping[str, str] = os.environ) -> str:
    """Say why something is still missing."""
    if environ.get("GONGKAI_INSTALL") == "0":
        return "设置了 GONGKAI_INSTALL=0，不自动安装"
    if not shutil.which("apt-get"):
        return "本机没有 apt-get"
    return "不是 root，无权安装" if os.getuid() != 0 else "apt-get 没有装上，可能连不上软件源"


def _may_install(environ: Mapping[str, str]) -> bool:
    return os.getuid() == 0 and shutil.which("apt-get") is not None and environ.get("GONGKAI_INSTALL") != "0"


def _install(packages: list[str]) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        try:
            subprocess.run([*_APT, *words], check=False, timeout=_PATIENCE, env=environment, stdout=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            print(f"apt-get {words[0]} 超过 {_PATIENCE} 秒没有完成，不再等待。", flush=True)
            return
