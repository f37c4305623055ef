"""The process that looks into one untrusted file: bytes in on standard input, what it saw out as JSON.

    python -I -m gongkai.hidden.child CPU_SECONDS MEMORY_BYTES NAME < FILE

Started by `gongkai.hidden.looking`; of no use by itself. NAME ends with the suffix that the bytes deserve.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from typing import Final

from gongkai.errors import UnreadableFile, UnsafeFile
from gongkai.hidden.documents import look_into_document
from gongkai.hidden.leaks import find_hidden_leaks
from gongkai.hidden.pdfs import look_into_pdf
from gongkai.hidden.pictures import look_into_picture
from gongkai.hidden.values import Looked
from gongkai.hidden.workbooks import look_into_workbook
from gongkai.read.decode import decode
from gongkai.read.limits import confine

MOST_BYTES: Final = 64 * 1024 * 1024
MOST_TEXT: Final = 8_000_000


def _look_into_text(data: bytes, name: str) -> Looked:
    looked = Looked()
    looked.shown.append(decode(data))
    return looked


BY_SUFFIX: Final[dict[str, Callable[[bytes, str], Looked]]] = {
    "docx": look_into_document,
    "xlsx": look_into_workbook,
    "pdf": look_into_pdf,
    "jpg": look_into_picture,
    "png": look_into_picture,
    "txt": _look_into_text,
}


def look(data: bytes, name: str) -> dict[str, object]:
    """Return what is seen in a file, as JSON keeps it."""
    looked = BY_SUFFIX[name.rpartition(".")[2]](data, name)
    text = "\n".join(line for line in looked.shown if line.strip())
    whole = text + "\n" + "\n".join(looked.unshown)
    if len(whole) > MOST_TEXT:
        looked.mark("not_read_whole")
    leaks = find_hidden_leaks(whole[:MOST_TEXT])
    return {
        "text": text[:MOST_TEXT],
        "marks": [asdict(mark) for mark in looked.marks[:200]],
        "leaks": [asdict(leak) for leak in leaks[:200]],
    }


def main() -> int:
    """Look into the file and write what was seen."""
    cpu_seconds, memory_bytes, name = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    confine(cpu_seconds, memory_bytes)
    with os.fdopen(1, "wb", closefd=False) as out:
        out.write(json.dumps(_result(name)).encode("ascii"))
    return 0


def _result(name: str) -> dict[str, object]:
    try:
        with os.fdopen(0, "rb", closefd=False) as given:
            return look(given.read(MOST_BYTES), name)
    except UnreadableFile as error:
        return {"error": type(error).__name__, "what": error.what, "why": error.why}
    except (MemoryError, RecursionError):
        return {"error": UnsafeFile.__name__, "what": f"检查“{name}”时超过上限，已停止", "why": ""}
    except Exception as error:
        return {"error": "UnreadableFile", "what": f"检查“{name}”时出错", "why": type(error).__name__}


if __name__ == "__main__":
    raise SystemExit(main())
