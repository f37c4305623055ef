"""Give every hostile file to the sandbox and measure what it costs.

    .venv/bin/python -m tools.faults_formats [CLASS-WORD …]

Exit status 1 where a file took more than 10 s of computing or 512 MiB, or the parent met anything but a report or a
refusal with a reason.
"""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "read"))

from hostile import CLASSES

from gongkai.errors import UnreadableFile
from gongkai.read import sandbox

MOST_SECONDS = 10.0
MOST_BYTES = 512 * 1024 * 1024


def main(words: list[str]) -> int:
    """Run the classes whose names hold one of the words, or all."""
    failures = count = 0
    worst_cpu = worst_memory = 0.0
    for name, make in CLASSES.items():
        if words and not any(word in name for word in words):
            continue
        for case, data in make():
            count += 1
            started = time.perf_counter()
            child = os.fork()
            if child == 0:
                os._exit(_try(case, data))
            _, status, used = os.wait4(child, 0)
            cpu = used.ru_utime + used.ru_stime
            memory = used.ru_maxrss * 1024
            worst_cpu, worst_memory = max(worst_cpu, cpu), max(worst_memory, memory)
            bad = os.waitstatus_to_exitcode(status) != 0 or cpu > MOST_SECONDS + 1.5
            failures += bad
            mark = "！" if bad else "  "
            print(f"{mark}{name} {case[:40]!r} {cpu:.2f}s {time.perf_counter() - started:.2f}s", flush=True)
    print(f"{count} 个文件，{len(CLASSES)} 类，失败 {failures}；运算最多 {worst_cpu:.2f} 秒")
    return int(failures > 0)


def _try(case: str, data: bytes) -> int:
    """Read one file in the sandbox; 0 where there is a report or a refusal in Chinese."""
    try:
        report = sandbox.read_untrusted(data, case)
    except UnreadableFile as refusal:
        said = bool(re.search("[一-鿿]", refusal.what)) and "root:" not in refusal.message
        print("   ", refusal.message[:110].replace("\n", " "))
        return 0 if said else 1
    print(
        "    读出", len(report.unread), "处未读", "；".join(item.why for item in report.unread if item.ref is None)[:80]
    )
    return 1 if "root:x" in report.text else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
