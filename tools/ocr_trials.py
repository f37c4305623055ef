"""Print random reports, scan them badly, read the scans, and count the cells.

    .venv/bin/python -m tools.ocr_trials [--reports 20] [--first 0] [--ways 4] [--minutes 60] [--only VARIANT …]
        [--jobs 2] [--keep FOLDER]

Writes docs/reference/ocr.md. A cell is right, unread (it says so, or is not there) or wrong (another value than the
report's without a word), as in tools/converters.py. Half of the reports are our own PDF, half are our DOCX printed by
LibreOffice, where it is installed.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import cv2
import numpy
import pypdfium2
from PIL import Image

from gongkai.errors import UnreadableFile
from gongkai.read.files import read_bytes
from gongkai.report import ABSENT, Report
from gongkai.write.docx import write_docx
from gongkai.write.pdf import write_pdf
from tools.converters import ROOT, Tally, compare

sys.path.insert(0, str(ROOT / "tests"))

from strategies import random_report

PAGE = ROOT / "docs" / "reference" / "ocr.md"


@dataclass(frozen=True)
class Scan:
    """One way of scanning badly."""

    name: str
    dpi: int
    skew: float = 0.0  # degrees, either way, drawn for each page
    noise: float = 0.0  # standard deviation of grey values
    specks: float = 0.0  # share of pixels that are black or white
    jpeg: int = 0  # quality
    paper: int = 255  # grey of the paper, darker towards a corner
    blur: float = 0.0
    to: str = "TIFF"  # or PDF


SCANS = (
    Scan("300 dpi，干净", 300),
    Scan("200 dpi，干净，扫描 PDF", 200, to="PDF"),
    Scan("150 dpi，干净", 150),
    Scan("150 dpi，歪斜、噪声", 150, skew=1.5, noise=8, blur=0.5),
    Scan("200 dpi，歪斜、噪声、灰底", 200, skew=1.5, noise=10, paper=215),
    Scan("300 dpi，歪斜、噪声、墨点", 300, skew=1.5, noise=12, specks=0.0008, paper=235),
    Scan("200 dpi，歪斜、JPEG 压缩", 200, skew=1.0, noise=4, jpeg=45, to="PDF"),
    Scan("150 dpi，歪斜、JPEG 压缩、灰底", 150, skew=1.0, noise=5, jpeg=60, paper=225, to="PDF"),
)


def scan(pdf: bytes, how: Scan, rng: Random) -> bytes:
    """Return the printed pages as a bad scanner gives them."""
    chance = numpy.random.default_rng(rng.randrange(1 << 32))
    pages = []
    for page in pypdfium2.PdfDocument(pdf):
        grey = page.render(scale=how.dpi / 72, grayscale=True).to_numpy()
        pages.append(Image.fromarray(_worn(grey.reshape(grey.shape[:2]), how, rng, chance)))
    made = io.BytesIO()
    extra = {"quality": how.jpeg} if how.jpeg and how.to == "PDF" else {}
    pages[0].save(made, how.to, save_all=True, append_images=pages[1:], resolution=how.dpi, **extra)
    return made.getvalue()


def _worn(grey: numpy.ndarray, how: Scan, rng: Random, chance: numpy.random.Generator) -> numpy.ndarray:
    height, width = grey.shape
    worn = grey.astype("float32")
    if how.skew:
        turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-how.skew, how.skew), 1.0)
        worn = cv2.warpAffine(worn, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=255)
    if how.blur:
        worn = cv2.GaussianBlur(worn, (0, 0), how.blur)
    if how.paper < 255:
        shadow = numpy.linspace(0, 25, width)[None, :] * numpy.linspace(0, 1, height)[:, None]
        worn = worn * (how.paper - shadow) / 255
    if how.noise:
        worn += chance.normal(0, how.noise, worn.shape)
    if how.specks:
        at = chance.random(worn.shape)
        worn[at < how.specks / 2] = 0
        worn[at > 1 - how.specks / 2] = 255
    worn = worn.clip(0, 255).astype("uint8")
    if how.jpeg:
        worn = cv2.imdecode(cv2.imencode(".jpg", worn, [cv2.IMWRITE_JPEG_QUALITY, how.jpeg])[1], cv2.IMREAD_GRAYSCALE)
    return worn


def printed(report: Report, number: int) -> bytes:
    """Print a report: by our own PDF writer, or every second one from DOCX by LibreOffice."""
    if number % 2 == 0 or not shutil.which("soffice"):
        return write_pdf(report)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "r.docx"
        source.write_bytes(write_docx(report))
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
        command += ["--outdir", folder, str(source)]
        subprocess.run(command, capture_output=True, check=True, timeout=180)
        return source.with_suffix(".pdf").read_bytes()


def trial(
    number: int, names: Sequence[str], ways: int, until: float, keep: Path | None = None
) -> dict[str, tuple[Tally, float]]:
    """Print one report, scan it in some of the ways by turns, read and count; begin nothing after `until`."""
    report = random_report(Random(number), "2019" if number % 5 == 4 else "2021")
    pdf = printed(report, number) if time.time() < until else b""
    found = {}
    for at, how in enumerate(SCANS):
        is_wanted = how.name in names if names else (at + number) % len(SCANS) % (len(SCANS) // ways) == 0
        if not is_wanted or time.time() > until:
            continue
        data = scan(pdf, how, Random(1000 * number + at))
        if keep:
            (keep / f"r{number:03d}-{at}.{how.to.lower()}").write_bytes(data)
        tally = Tally(files=1)
        started = time.process_time()
        try:
            read = read_bytes(data, f"r{number:03d}-{at}")
            compare(report, read, tally, f"r{number:03d}-{at}")
        except UnreadableFile as refusal:
            tally.refused += 1
            tally.unread += sum(value is not ABSENT for value in report.values)
            print(f"r{number:03d}-{at}", refusal.message, flush=True)
        found[how.name] = (tally, time.process_time() - started)
        print(f"r{number:03d} {how.name}: 对 {tally.right} 未读 {tally.unread} 错 {tally.wrong}", flush=True)
        for example in tally.examples:
            print("   ", example, flush=True)
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the trials; the exit status is 1 where a cell was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=20)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--ways", type=int, default=4, choices=(1, 2, 4, 8), help="how many ways to scan each report")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args(arguments)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    numbers = range(options.first, options.first + options.reports)
    sums: dict[str, tuple[Tally, float]] = {}
    until = time.time() + 60 * options.minutes
    with ProcessPoolExecutor(options.jobs) as pool:
        for found in pool.map(
            partial(trial, names=options.only, ways=options.ways, until=until, keep=options.keep), numbers
        ):
            for name, (tally, seconds) in found.items():
                total, spent = sums.get(name, (Tally(), 0.0))
                for part in ("right", "unread", "wrong", "files", "refused"):
                    setattr(total, part, getattr(total, part) + getattr(tally, part))
                sums[name] = (total, spent + seconds)
    text = page(sums)
    print(text)
    if not options.only:
        PAGE.write_text(text, encoding="utf-8")
    return int(any(tally.wrong for tally, _ in sums.values()))


def page(sums: dict[str, tuple[Tally, float]]) -> str:
    """Return the reference page."""
    rows = []
    whole = Tally()
    for how in SCANS:
        if how.name in sums:
            tally, seconds = sums[how.name]
            rows.append(_row(how.name, tally, f"{seconds / max(1, tally.files):.1f} 秒"))
            for part in ("right", "unread", "wrong", "files"):
                setattr(whole, part, getattr(whole, part) + getattr(tally, part))
    files = sum(tally.files for tally, _ in sums.values())
    about = (
        f"由 `python -m tools.ocr_trials` 生成，{time.strftime('%Y-%m-%d')}，共{files}份扫描件。"
        "随机年报（新旧两版格式）一半由本软件写成 PDF，"
        "一半写成 DOCX 再由 LibreOffice 打印，然后变成图片（灰度，多页 TIFF 或只有图片的 "
        "PDF），加上歪斜（至多 ±1.5°）、噪声、墨点、灰底和 JPEG 压缩，再读回来。“未读”是读者说明自己没有读出；"
        "“错”是读出的值与原值不同而没有说明。用时是每份（四页左右）的运算时间，单核。"
    )
    how = (
        "表格按框线切成单元格，每格单独识别；像数字的格识别两遍，两遍一致、两遍都有把握、墨迹的块数与字数相符、"
        "字形与同页同一数字相像，才算读出；像另一个数字的留作未读；"
        "其余只有勾稽关系能证实时才采用（标为 recovered），否则留作未读。"
    )
    limits = (
        "上限：每份 30 页，每页 4000 万像素；短边不足 600 像素的图片拒读；沙箱中识别图片的进程限 300 秒、6 GiB "
        "地址空间。整页转了 90° 或倒置的、框线断缺或没有框线的、手写的、拍照变形的，不在所测之内。"
    )
    head = "| 扫描方式 | 份 | 单元格 | 对 | 未读 | 错 | 对的比例 | 用时 |\n|---|---:|---:|---:|---:|---:|---:|---:|"
    return "\n".join(
        ["# 扫描件和图片能读出多少", "", about, "", how, "", limits, "", head, *rows, _row("合计", whole), ""]
    )


def _row(name: str, tally: Tally, spent: str = "") -> str:
    share = f"{100 * tally.right / tally.cells:.2f}%" if tally.cells else "—"
    cells = (name, tally.files, tally.cells, tally.right, tally.unread, tally.wrong, share, spent)
    return "| " + " | ".join(map(str, cells)) + " |"


if __name__ == "__main__":
    raise SystemExit(main())
