"""Measure read + check of every format against the bare parse of the same file, in one process and one run.

    .venv/bin/python -m tools.bench_formats

Writes docs/reference/benchmarks-formats.md. The floor is lxml's HTML parser for HTML, unzip and lxml for DOCX, and
pypdfium2's text for PDF. markitdown and pandoc are measured beside it where they are installed.
"""

from __future__ import annotations

import importlib
import io
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import lxml.html
import pypdfium2
from lxml import etree

from gongkai.check import check
from gongkai.read import read_bytes
from gongkai.read.sandbox import read_untrusted
from gongkai.write.docx import write_docx
from gongkai.write.html import write_page

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "tests" / "samples" / "pages"
PAGE = ROOT / "docs" / "reference" / "benchmarks-formats.md"
sys.path.insert(0, str(ROOT / "tests"))

from strategies import Shape, random_report  # noqa: E402

_ROUNDS = 40


def floor_html(data: bytes) -> None:
    """Parse HTML with lxml and do nothing else."""
    lxml.html.document_fromstring(data)


def floor_docx(data: bytes) -> None:
    """Unzip the document part and parse it with lxml."""
    etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))


def floor_pdf(data: bytes) -> None:
    """Take the text of every page with pypdfium2."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    document.close()


FLOORS: dict[str, Callable[[bytes], None]] = {"html": floor_html, "docx": floor_docx, "pdf": floor_pdf}


def best_of(step: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """Return the shortest time of a step in milliseconds, after warm-up."""
    step()
    step()
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        step()
        times.append(time.perf_counter() - started)
    return 1000 * min(times)


def files() -> dict[str, bytes]:
    """Return the files measured: real ones, and one report in each format that Gongkai writes."""
    report = random_report(Random(1), "2021", shape=Shape(largest=40))
    found = {path.name: path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.suffix[1:] in FLOORS}
    return {**found, "random.docx": write_docx(report), "random.html": write_page(report)}


def peer_times(name: str, data: bytes) -> list[str]:
    """Return what other tools take, in milliseconds, or a dash where they are not installed."""
    shown = ["—", "—"]
    try:
        converter = importlib.import_module("markitdown").MarkItDown()
        stream_type = importlib.import_module("markitdown").StreamInfo
        info = stream_type(extension=Path(name).suffix)
        shown[0] = f"{best_of(lambda: converter.convert_stream(io.BytesIO(data), stream_info=info), 3):.1f}"
    except ImportError:
        pass
    if shutil.which("pandoc") and not name.endswith(".pdf"):
        command = ["pandoc", "-f", Path(name).suffix[1:], "-t", "plain"]
        shown[1] = f"{best_of(lambda: subprocess.run(command, input=data, capture_output=True, check=False), 3):.1f}"
    return shown


def measure(name: str, data: bytes) -> str:
    """Return one row of the table."""
    floor = best_of(lambda: FLOORS[Path(name).suffix[1:]](data))
    read = best_of(lambda: read_bytes(data, name))
    report = read_bytes(data, name)
    checking = best_of(lambda: check(report))
    boxed = best_of(lambda: read_untrusted(data, name), 3)
    own = f"{floor:.2f} | {read:.2f} | {checking:.2f} | {(read + checking) / floor:.2f} | {boxed:.0f}"
    return f"| {name} | {len(data) // 1024} | {own} | {' | '.join(peer_times(name, data))} |"


def main() -> int:
    """Measure and write the page; the day is given by the caller as the first argument."""
    rows = []
    for name, data in files().items():
        rows.append(measure(name, data))
        print(rows[-1], flush=True)
    day = sys.argv[1] if len(sys.argv) > 1 else time.strftime("%Y-%m-%d")
    about = (
        f"由 `python -m tools.bench_formats` 生成，{day}。单进程，预热后取最短时间，单位毫秒。下限是同一文件的裸解析："
        "HTML 用 lxml，DOCX 用解压加 lxml，PDF 用 pypdfium2 取文字。倍数 =（读取 + 检查）÷ 下限。"
        "沙箱一栏是在受限子进程里读取的全部时间，含启动进程。"
    )
    text = [
        "# 各种格式的读取速度",
        "",
        about,
        "",
        "| 文件 | KB | 下限 | 读取 | 检查 | 倍数 | 沙箱 | markitdown | pandoc |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
        *rows,
        "",
    ]
    PAGE.write_text("\n".join(text), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
