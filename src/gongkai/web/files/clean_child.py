"""The process that makes a clean copy of one untrusted file: bytes in, bytes out; nothing out where it cannot.

    python -I -m gongkai.web.files.clean_child CPU_SECONDS MEMORY_BYTES SUFFIX < FILE

Started by `gongkai.web.files.cleaning`; it knows nothing of Django.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import Final

from gongkai.errors import GongkaiError
from gongkai.read.limits import confine

MODULES: Final = {
    ".pdf": ("gongkai.web.files.strip_pdf", "strip_pdf"),
    ".docx": ("gongkai.web.files.strip_packages", "strip_package"),
    ".xlsx": ("gongkai.web.files.strip_packages", "strip_package"),
    ".jpg": ("gongkai.web.files.strip_pictures", "strip_jpeg"),
    ".png": ("gongkai.web.files.strip_pictures", "strip_png"),
}


def main() -> int:
    """Strip the file and write it; exit with 1 where that cannot be done."""
    cpu_seconds, memory_bytes, suffix = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    module, name = MODULES[suffix]
    strip = getattr(import_module(module), name)
    confine(cpu_seconds, memory_bytes)
    try:
        with os.fdopen(0, "rb", closefd=False) as given:
            made = strip(given.read())
    except (GongkaiError, MemoryError, RecursionError, ValueError):
        return 1
    with os.fdopen(1, "wb", closefd=False) as out:
        out.write(made)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
