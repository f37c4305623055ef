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

from tools.provisions import POSTGRESQL, find_server, missing_after_installing, why_not_installed

_USER = "postgres"


def main(command: list[str]) -> int:
    """Start, run, stop."""
    missing_after_installing([POSTGRESQL])
    binaries = find_server()
    if binaries is None:
        print(
            f"\n!! 没有在 PostgreSQL 上运行：找不到服务器程序，{why_not_installed()}（apt-get install postgresql）。\n",
            file=sys.stderr,
        )
        return 0
    with cluster(binaries) as address:
        environment = {**os.environ, "GONGKAI_TEST_DATABASE": address}
        return subprocess.run([sys.executable, "-m", *command], env=environment, check=False).returncode


@contextmanager
def cluster(binaries: Path, *settings: str) -> Iterator[str]:
    """Start a cluster with further settings and give its address."""
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
        options += "".join(f" -c {setting}" for setting in settings)
        run(str(binaries / "pg_ctl"), "-D", str(data), "-l", str(log), "-o", options, "-w", "start")
        try:
            yield f"postgresql://{user}@/postgres?host={folder}"
        finally:
            run(str(binaries / "pg_ctl"), "-D", str(data), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
