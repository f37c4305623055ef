"""``gongkai serve``: bring the database up to date and answer on the port."""

from __future__ import annotations

import argparse
import os
import socket
import sys

from gongkai.errors import InputError
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
    port = args.port or read_environment().port
    refuse_taken(args.host, port)
    os.environ["GONGKAI_PORT"] = str(port)  # what the log-ins are printed with
    run_command(["gongkai manage", "prepare"])
    print("\n按 Ctrl+C 停止。")
    line = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", args.host, "--port", str(port)),
        *("--workers", str(args.workers), "--blocking-threads", "4", "--no-access-log", "--log-level", "warning"),
        *("--respawn-failed-workers", "gongkai.web.project.wsgi:application"),
    ]
    sys.stdout.flush()
    os.execv(sys.executable, line)


def refuse_taken(host: str, port: int) -> None:
    """Refuse a port on which somebody answers already: the server itself would quietly share it.

    Raises:
        InputError: it is taken, or not ours to take.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            raise InputError(
                f"不能监听 {host}:{port}",
                why=f"{error.strerror}，可能平台已经启动，或者端口被别的程序占用",
                fix=f"请关闭占用它的程序，或者换一个端口：GONGKAI_PORT={port + 1} make run",
            ) from error
