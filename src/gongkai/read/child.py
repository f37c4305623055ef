"""The process that parses one untrusted file: bytes in on standard input, a report or a refusal out as JSON.

    python -I -m gongkai.read.child CPU_SECONDS MEMORY_BYTES NAME < FILE

Started by `gongkai.read.sandbox`; of no use by itself.
"""

from __future__ import annotations

import os
import sys

from gongkai.errors import UnreadableFile, UnsafeFile
from gongkai.form import editions
from gongkai.read.files import MOST_BYTES, read_bytes
from gongkai.read.labels import labels
from gongkai.read.limits import confine
from gongkai.read.wire import pack_error, pack_report

MOST_RESULT = 48 * 1024 * 1024


def main() -> int:
    """Read the file and write the result."""
    cpu_seconds, memory_bytes, name = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    editions()
    labels()
    confine(cpu_seconds, memory_bytes)
    result = _result(name)
    if len(result) > MOST_RESULT:
        result = pack_error(UnsafeFile(f"“{name}”读出的内容过大", fix="请确认文件来源"))
    with os.fdopen(1, "wb", closefd=False) as out:
        out.write(result)
    return 0


def _result(name: str) -> bytes:
    try:
        with os.fdopen(0, "rb", closefd=False) as given:
            data = given.read(MOST_BYTES + 1)
        return pack_report(read_bytes(data, name))
    except UnreadableFile as error:
        return pack_error(error)
    except MemoryError:
        return pack_error(UnsafeFile(f"解析“{name}”所需内存超过上限，已停止", fix="请确认文件来源"))
    except RecursionError:
        return pack_error(UnsafeFile(f"“{name}”嵌套过深", fix="请确认文件来源"))
    except Exception as error:
        why = f"解析时出错（{type(error).__name__}）"
        return pack_error(UnreadableFile(f"无法读取“{name}”", why=why, fix="请重新保存或换一种格式后再读"))


if __name__ == "__main__":
    raise SystemExit(main())
