"""``gongkai serve``: bring the database up to date and answer on the port."""

from __future__ import annotations

import argparse
import os
import sys

from gongkai.web.project.environment import read_environment
from gongkai.web.project.verbs.manage import run_command


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "serve",
        help="启动平台",
        description="准备数据库并启动平台。设置见环境变量 GONGKAI_*。",
        epilog="示例：\n  gongkai serve --port 8000    在本机 8000 端口启动，首次启动会建立演示数据",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--host", default="127.0.0.1", metavar="地址", help="监听的地址，默认 127.0.0.1")
    parser.add_argument("--port", type=int, metavar="端口", help="监听的端口，默认 GONGKAI_PORT 或者 8000")
    parser.add_argument("--workers", type=int, default=2, metavar="个数", help="进程数，默认 2")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Prepare, then become the server."""
    environment = read_environment()
    run_command(["gongkai manage", "prepare"])
    port = args.port or environment.port
    line = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", args.host, "--port", str(port)),
        *("--workers", str(args.workers), "--blocking-threads", "4", "--no-access-log", "--log-level", "warning"),
        *("--respawn-failed-workers", "gongkai.web.project.wsgi:application"),
    ]
    sys.stdout.flush()
    os.execv(sys.executable, line)
