"""``gongkai manage``: the platform's own commands, such as migrate, demo, journal_verify."""

from __future__ import annotations

import argparse
import importlib
import os

from gongkai.errors import MissingTool


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the verb."""
    parser = subparsers.add_parser(
        "manage",
        help="平台管理命令",
        description="运行平台的管理命令，例如 migrate、demo、journal_verify。",
        epilog="示例：\n  gongkai manage journal_verify    核对操作记录是否被改动",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", metavar="命令", nargs=argparse.REMAINDER, help="管理命令和参数，留空列出全部")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Hand the rest of the line to Django."""
    run_command(["gongkai manage", *(args.command or ["help"])])
    return 0


def run_command(line: list[str]) -> None:
    """Run one management command.

    Raises:
        MissingTool: the platform is not installed beside the core.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.project.settings")
    try:
        management = importlib.import_module("django.core.management")
    except ImportError as error:
        raise MissingTool("没有安装平台部分", fix="请运行 pip install 'gongkai[web]'") from error
    management.execute_from_command_line(line)
