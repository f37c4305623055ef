"""The process that looks through one untrusted file: bytes in on standard input, what was found out as JSON.

    python -I -m gongkai.web.files.child CPU_SECONDS MEMORY_BYTES SUFFIX < FILE

Started by `gongkai.web.files.looking`; it knows nothing of Django, and speaks in codes that the parent has words for.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Final

from gongkai.errors import UnreadableFile, UnsafeFile
from gongkai.read.limits import confine
from gongkai.web.files.looked import Looked

MOST_TEXT: Final = 4_000_000
MOST_MARKS: Final = 200
MODULES: Final = {
    ".pdf": "gongkai.web.files.inside_pdf",
    ".docx": "gongkai.web.files.inside_docx",
    ".xlsx": "gongkai.web.files.inside_xlsx",
    ".doc": "gongkai.web.files.inside_doc",
    ".ofd": "gongkai.web.files.inside_ofd",
    ".zip": "gongkai.web.files.inside_zip",
    ".jpg": "gongkai.web.files.inside_pictures",
    ".png": "gongkai.web.files.inside_pictures",
}


def main() -> int:
    """Look through the file and write what was found."""
    cpu_seconds, memory_bytes, suffix = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    look = import_module(MODULES[suffix]).look  # before the bounds close: nothing can be opened for writing after
    confine(cpu_seconds, memory_bytes)
    result = json.dumps(_result(look), ensure_ascii=True).encode("ascii")
    with os.fdopen(1, "wb", closefd=False) as out:
        out.write(result)
    return 0


def _result(look: Callable[[bytes], Looked]) -> dict[str, object]:
    try:
        with os.fdopen(0, "rb", closefd=False) as given:
            looked = look(given.read())
        text = "\n".join(line for line in looked.shown if line.strip())
        unseen = "\n".join(looked.unseen)
        if max(len(text), len(unseen)) > MOST_TEXT:
            looked.mark("long_text")
        marks = [[mark.code, mark.where, mark.quote] for mark in looked.marks[:MOST_MARKS]]
        return {"marks": marks, "text": text[:MOST_TEXT], "unseen": unseen[:MOST_TEXT]}
    except UnsafeFile as error:
        return {"unsafe": error.what}
    except (MemoryError, RecursionError):
        return {"unsafe": "解析所需内存或者嵌套层数超过上限"}
    except UnreadableFile as error:
        return {"unreadable": error.what}
    except Exception as error:
        return {"unreadable": f"解析时出错（{type(error).__name__}）"}


if __name__ == "__main__":
    raise SystemExit(main())
