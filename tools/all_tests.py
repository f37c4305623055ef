"""Run every test: on SQLite with the browser, then the platform's again on a throw-away PostgreSQL.

    python -m tools.all_tests

Installs Chromium and PostgreSQL where it may. What could not run is said at the very end, where it is read; the tests
that did run decide the exit code.
"""

from __future__ import annotations

import os
import subprocess
import sys

from tools.provisions import CHROMIUM, POSTGRESQL, Provision, missing_after_installing, why_not_installed

_PYTEST = (sys.executable, "-m", "pytest", "-n", os.environ.get("GONGKAI_TEST_PROCESSES", "2"))
_ON_POSTGRESQL = ("tests/web", "--ignore=tests/web/browser", "--ignore=tests/web/project/test_routes.py")
"""What a database can change. What a browser shows and whom a route lets in was seen on SQLite: minutes are dear."""


def main() -> int:
    """Provide, run both, report."""
    missing = missing_after_installing([CHROMIUM, POSTGRESQL])
    codes = {"SQLite": subprocess.run(_PYTEST, check=False).returncode}
    if POSTGRESQL not in missing:
        print("\n平台的测试，在 PostgreSQL 上再运行一遍：", flush=True)
        line = [sys.executable, "-m", "tools.postgres", *_PYTEST[2:], *_ON_POSTGRESQL]
        codes["PostgreSQL"] = subprocess.run(line, check=False).returncode
    return report(codes, missing)


def report(codes: dict[str, int], missing: list[Provision]) -> int:
    """Say what failed and what did not run; return the exit code."""
    for name, code in codes.items():
        print(f"{name}：{'通过' if code == 0 else '有测试未通过'}")
    if missing:
        width = 100
        print("!" * width)
        for one in missing:
            print(f"!! 没有运行：{one.unrun}，因为缺少 {one.name}（{why_not_installed()}）。")
            print(f"!! NOT RUN for want of {one.name}. 安装：apt-get install {' '.join(one.packages)}")
        print("!" * width)
    return max(codes.values())


if __name__ == "__main__":
    sys.exit(main())
