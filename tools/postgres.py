"""Run a command against a throw-away PostgreSQL cluster, whose address it finds in GONGKAI_TEST_DATABASE.

    python -m tools.postgres pytest tests/web

The cluster lives in a temporary folder, listens on a unix socket only, and is gone afterwards. Where there is no server
and none can be installed, this says so loudly and exits 0: the same tests have run on SQLite.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_USER = "postgres"


def main(command: list[str]) -> int:
    """Start, run, stop."""
    binaries = find_server() or install_server()
    if binaries is None:
        print(
            "\n!! 没有在 PostgreSQL 上测试：找不到服务器程序，也不能安装（apt-get install postgresql-15）。\n",
            file=sys.stderr,
        )
        return 0
    with cluster(binaries) as address:
        environment = {**os.environ, "GONGKAI_TEST_DATABASE": address}
        return subprocess.run([sys.executable, "-m", *command], env=environment, check=False).returncode


def find_server() -> Path | None:
    """Return the folder of initdb and pg_ctl."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).resolve().parent if on_path else None


def install_server() -> Path | None:
    """Install Debian's server where we may: as root, on Debian."""
    if os.getuid() != 0 or not shutil.which("apt-get"):
        return None
    subprocess.run(["apt-get", "install", "-y", "-qq", "postgresql-15"], check=False, stdout=subprocess.DEVNULL)
    return find_server()


@contextmanager
def cluster(binaries: Path) -> Iterator[str]:
    """Start a cluster and give its address."""
    folder = Path(tempfile.mkdtemp(prefix="gongkai-postgres-"))
    lower = ["runuser", "-u", _USER, "--"] if os.getuid() == 0 else []
    if lower:
        shutil.chown(folder, _USER, _USER)
    user = _USER if lower else os.environ.get("USER", _USER)
    data, log = folder / "data", folder / "log"

    def run(*arguments: str) -> None:
        subprocess.run([*lower, *arguments], check=True, stdout=subprocess.DEVNULL, cwd=folder)

    try:
        run(str(binaries / "initdb"), "-D", str(data), "-U", user, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        options = f"-c listen_addresses='' -k {folder} -c max_connections=60"
        run(str(binaries / "pg_ctl"), "-D", str(data), "-l", str(log), "-o", options, "-w", "start")
        try:
            yield f"postgresql://{user}@/postgres?host={folder}"
        finally:
            run(str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
