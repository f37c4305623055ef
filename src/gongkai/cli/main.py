"""The `gongkai` command: find the verb's module, run it, turn a known error into one clear line."""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import os
import pkgutil
import sys
from collections.abc import Sequence
from typing import NoReturn

from gongkai import __version__, cli
from gongkai.errors import GongkaiError

_DESCRIPTION = "政府信息公开：从台账到年度报告。读取、检查、转换年度报告，计算法定期限和费用。"
_EPILOG = """常用：
  gongkai check 年报.docx            检查一份年度报告
  gongkai check 文件夹/              检查一批报告
  gongkai read 年报.txt              读出各张表的数字
  gongkai deadline --received 2026-09-21 --channel in_person   算答复期限
  gongkai rules                      查看全部检查规则

每个命令都有说明：gongkai 命令 --help"""
FAILED = 2


class _Parser(argparse.ArgumentParser):
    """A parser that explains a wrong call in Chinese."""

    def format_help(self) -> str:
        return _in_chinese(super().format_help())

    def format_usage(self) -> str:
        return _in_chinese(super().format_usage())

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(FAILED, f"{self.prog}：参数有误：{_translate(message)}。用 {self.prog} --help 查看用法。\n")


def _in_chinese(text: str) -> str:
    words = {
        "usage: ": "用法：",
        "\noptions:\n": "\n选项：\n",
        "\npositional arguments:\n": "\n参数：\n",
        "show this help message and exit": "显示本说明",
    }
    for english, chinese in words.items():
        text = text.replace(english, chinese)
    return text


def _translate(message: str) -> str:
    known = {
        "the following arguments are required: ": "缺少参数 ",
        "unrecognized arguments: ": "不认识的参数 ",
        "argument ": "参数 ",
        "invalid choice: ": "没有这个选项 ",
        "(choose from ": "（可选 ",
        "expected one argument": "后面要跟一个值",
        "expected at least one argument": "后面至少要跟一个值",
        "not allowed with argument": "不能同时使用",
        "one of the arguments ": "以下参数须选一个：",
        " is required": "",
        "invalid int value": "不是整数",
    }
    for english, chinese in known.items():
        message = message.replace(english, chinese)
    return message.replace("）)", "）").removesuffix(")") + ("）" if "（可选" in message else "")


def _verb_names() -> list[str]:
    """Return the modules of `gongkai.cli` that are verbs."""
    names = (module.name for module in pkgutil.iter_modules(cli.__path__))
    return [name for name in names if not name.startswith("_") and name != "main"]


def build_parser(called: str | None = None) -> argparse.ArgumentParser:
    """Return the parser with every verb, or with the one that was called, so that the others need not be loaded."""
    parser = _Parser(
        prog="gongkai",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="显示本说明")
    parser.add_argument("--version", action="version", version=f"gongkai {__version__}", help="显示版本")
    verbs = parser.add_subparsers(title="命令", metavar="命令", dest="verb", required=True, parser_class=_Parser)
    names = _verb_names()
    if called in names:
        importlib.import_module(f"{cli.__name__}.{called}").add_parser(verbs)
        return parser
    for name in names:
        importlib.import_module(f"{cli.__name__}.{name}").add_parser(verbs)
    for entry in sorted(importlib.metadata.entry_points(group="gongkai.commands"), key=lambda entry: entry.name):
        entry.load().add_parser(verbs)  # verbs of other rooms (serve, manage), where they are installed
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit status: 0 done, 1 done with faults found, 2 could not be done."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    args = build_parser(words[0] if words else None).parse_args(words)
    try:
        status: int = args.run(args)
        sys.stdout.flush()
    except GongkaiError as error:
        print(f"gongkai {args.verb}：{error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # The reader of our output closed it (head, less): that is no fault of ours.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("已中断。", file=sys.stderr)
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
