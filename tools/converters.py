"""Turn random reports through the converters that people really use, read what comes out, and count the cells.

    .venv/bin/python -m tools.converters [--reports 40] [--only NAME …] [--keep FOLDER]

Writes docs/reference/converters.md. A cell is right, unread (it says so, or is not there) or wrong (another value than
the report's without a word). The report's blank cells count: a blank that is read as a number, or a number that is
read as a blank, is wrong.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from gongkai.errors import UnreadableFile
from gongkai.read import read_file
from gongkai.report import ABSENT, Report
from gongkai.write.docx import write_docx
from gongkai.write.html import write_page

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from messes import MESSES, make_messy  # noqa: E402
from strategies import random_report  # noqa: E402

PAGE = ROOT / "docs" / "reference" / "converters.md"
_PANDOC = ("pandoc", "--quiet")


@dataclass
class Tally:
    """What became of the cells of one form."""

    right: int = 0
    unread: int = 0
    wrong: int = 0
    files: int = 0
    refused: int = 0
    examples: list[str] = field(default_factory=list)

    @property
    def cells(self) -> int:
        """All cells looked at."""
        return self.right + self.unread + self.wrong


@dataclass(frozen=True)
class Form:
    """One way that a report is converted: from which form, to which suffix, by what."""

    name: str
    source: str
    suffix: str
    run: Callable[[Sequence[Path], Path], None]
    tool: str = ""


def each(command: Callable[[Path, Path], Sequence[str]], suffix: str, *, stdout: bool = False) -> Callable[..., None]:
    """Return a step that runs a command for each file."""

    def run(sources: Sequence[Path], folder: Path) -> None:
        for source in sources:
            target = folder / f"{source.stem}.{suffix}"
            done = subprocess.run(command(source, target), capture_output=True, check=False, timeout=120)
            if stdout:
                target.write_bytes(done.stdout)

    return run


def office(kind: str) -> Callable[..., None]:
    """Return a step that has LibreOffice convert all files at once."""

    def run(sources: Sequence[Path], folder: Path) -> None:
        with tempfile.TemporaryDirectory() as profile:
            command = ["soffice", "--headless", f"-env:UserInstallation={Path(profile).as_uri()}", "--convert-to", kind]
            command += ["--outdir", str(folder), *map(str, sources)]
            subprocess.run(command, capture_output=True, check=False, timeout=900)

    return run


def pandoc(to: str, suffix: str, source: str = "docx") -> Form:
    """Return the form that pandoc makes of DOCX or HTML."""
    return Form(
        f"pandoc {source}→{to}",
        source,
        suffix,
        each(lambda a, b: (*_PANDOC, "-f", source, "-t", to, "-s", str(a), "-o", str(b)), suffix),
        "pandoc",
    )


def _chromium(source: Path, target: Path) -> Sequence[str]:
    return (
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
        f"--print-to-pdf={target}", source.as_uri(),
    )  # fmt: skip


FORMS = (
    Form("LibreOffice docx→doc", "docx", "doc", office("doc:MS Word 97"), "soffice"),
    Form("LibreOffice docx→pdf", "docx", "pdf", office("pdf"), "soffice"),
    Form("LibreOffice docx→html", "docx", "html", office("html"), "soffice"),
    Form("LibreOffice docx→txt", "docx", "txt", office("txt:Text (encoded):UTF8"), "soffice"),
    Form("LibreOffice docx→rtf", "docx", "rtf", office("rtf"), "soffice"),
    Form("LibreOffice html→docx", "html", "docx", office("docx:MS Word 2007 XML"), "soffice"),
    pandoc("gfm", "md"),
    pandoc("markdown", "md"),
    pandoc("plain", "txt"),
    pandoc("html", "html"),
    pandoc("rst", "txt"),
    pandoc("org", "txt"),
    pandoc("docx", "docx", "html"),
    pandoc("plain", "txt", "html"),
    pandoc("gfm", "md", "html"),
    Form("pdftotext", "LibreOffice docx→pdf", "txt", each(lambda a, b: ("pdftotext", str(a), str(b)), "txt")),
    Form(
        "pdftotext -layout", "LibreOffice docx→pdf", "txt",
        each(lambda a, b: ("pdftotext", "-layout", str(a), str(b)), "txt"),
    ),
    Form("pdftotext -raw", "LibreOffice docx→pdf", "txt", each(lambda a, b: ("pdftotext", "-raw", str(a), str(b)), "txt")),  # noqa: E501
    Form("chromium html→pdf", "html", "pdf", each(_chromium, "pdf"), "chromium"),
    Form("pdftotext of chromium", "chromium html→pdf", "txt", each(lambda a, b: ("pdftotext", str(a), str(b)), "txt")),
    Form(
        "pdftotext -layout of chromium", "chromium html→pdf", "txt",
        each(lambda a, b: ("pdftotext", "-layout", str(a), str(b)), "txt"),
    ),
    Form("html2text", "html", "txt", each(lambda a, b: ("html2text", "-utf8", "-o", str(b), str(a)), "txt"), "html2text"),  # noqa: E501
    Form(
        "w3m -dump", "html", "txt",
        each(lambda a, b: ("w3m", "-dump", "-cols", "160", "-I", "UTF-8", "-O", "UTF-8", "-T", "text/html", str(a)), "txt", stdout=True),  # noqa: E501
        "w3m",
    ),
)  # fmt: skip


def compare(report: Report, read: Report, tally: Tally, name: str) -> None:
    """Count the cells of one report that was read back."""
    unread = {item.ref for item in read.unread}
    for cell, value in zip(report.edition.cells, report.values, strict=True):
        found = read.value(cell.ref)
        if value is ABSENT:
            if found is not ABSENT and not (found is None and cell.ref in unread):
                tally.wrong += 1
                tally.examples.append(f"{name} {cell.ref}: 没有 → {found!r}")
        elif found is ABSENT or (found is None and cell.ref in unread):
            tally.unread += 1
        elif found == value or (isinstance(value, str) and str(found).replace(" ", "") == value):
            tally.right += 1
        else:
            tally.wrong += 1
            tally.examples.append(f"{name} {cell.ref}: {value!r} → {found!r}")


def judge(form: Form, folder: Path, reports: dict[str, Report]) -> Tally:
    """Read what a converter made and count."""
    tally = Tally()
    for name, report in reports.items():
        path = folder / f"{name}.{form.suffix}"
        tally.files += 1
        try:
            compare(report, read_file(path), tally, f"{path.name}")
        except UnreadableFile:
            tally.refused += 1
            tally.unread += sum(value is not ABSENT for value in report.values)
    return tally


def make_sources(home: Path, count: int) -> dict[str, dict[str, Report]]:
    """Write the reports as DOCX and HTML: two editions, clean and in every messy variant."""
    reports: dict[str, dict[str, Report]] = {"docx": {}, "html": {}}
    for kind in reports:
        (home / kind).mkdir(parents=True)
    for number in range(count):
        rng = Random(number)
        report = random_report(rng, "2019" if number % 5 == 4 else "2021")
        mess = MESSES[number % len(MESSES)] if number % 2 else None
        name = f"r{number:03d}-{mess or 'clean'}"
        for kind, data in (("docx", write_docx(report)), ("html", write_page(report))):
            (home / kind / f"{name}.{kind}").write_bytes(make_messy(data, kind, mess, rng) if mess else data)
            reports[kind][name] = report
    return reports


def main(arguments: Sequence[str] | None = None) -> int:
    """Run every converter that is installed; the exit status is 1 where a cell was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="gongkai-converters-") as scratch:
        home = options.keep or Path(scratch)
        tallies = convert_all(home, options.reports, options.only)
    if not options.only:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(page(tallies, options.reports), encoding="utf-8")
    return int(any(tally.wrong for tally in tallies.values()))


def convert_all(home: Path, count: int, only: Sequence[str]) -> dict[str, Tally]:
    """Convert and count every form, each from the form that it is made of."""
    reports = make_sources(home, count)
    tallies: dict[str, Tally] = {}
    made = {"docx": "docx", "html": "html"}
    direct = [Form("docx", "docx", "docx", office("")), Form("html", "html", "html", office(""))]
    for form in (*direct, *FORMS):
        needed = not only or any(word in form.name for word in only)
        feeds = any(other.source == form.name for other in FORMS if any(word in other.name for word in only))
        if form.source not in made or (form.tool and not shutil.which(form.tool)) or not (needed or feeds):
            continue
        folder = home / form.name.replace(" ", "_").replace("→", "-to-")
        if form.name != form.source:
            folder.mkdir(exist_ok=True)
            form.run(sorted((home / made[form.source]).iterdir()), folder)
            made[form.name] = folder.name
            reports[form.name] = reports[form.source]
        else:
            folder = home / form.name
        if needed:
            tallies[form.name] = tally = judge(form, folder, reports[form.source])
            print(
                f"{form.name:34} 对 {tally.right:6} 未读 {tally.unread:6} 错 {tally.wrong:4}  {_share(tally)}",
                flush=True,
            )
            for example, times in Counter(tally.examples).most_common(6):
                print("    ", example, times if times > 1 else "")
    return tallies


def _share(tally: Tally) -> str:
    return f"{100 * tally.right / tally.cells:.2f}%" if tally.cells else "—"


def page(tallies: dict[str, Tally], count: int) -> str:
    """Return the reference page."""
    rows = [
        f"| {name} | {tally.files} | {tally.cells} | {tally.right} | {tally.unread} | {tally.wrong} | {_share(tally)} |"
        for name, tally in tallies.items()
    ]
    day = time.strftime("%Y-%m-%d")
    about = (
        f"由 `python -m tools.converters --reports {count}` 生成，{day}。随机年报（新旧两版格式，一半带有："
        f"{'、'.join(MESSES)}）写成 DOCX 和 HTML，再经下列转换。“未读”是读者说明自己没有读出，或表格在转换中丢失；"
        "“错”是读出的值与原值不同而没有说明。"
    )
    lost = (
        "pdftotext 把一个数折成两行、把各列拆开排列，html2text 按字节截断标签，pandoc 读 HTML 时在表头有跨行格的表里"
        "少数一列：这些地方数字的位置已经丢失，读者留作未读。"
    )
    head = "| 转换 | 份 | 单元格 | 对 | 未读 | 错 | 对的比例 |\n|---|---:|---:|---:|---:|---:|---:|"
    return "\n".join(["# 经过转换器之后还能读出多少", "", about, "", lost, "", head, *rows, ""])


if __name__ == "__main__":
    raise SystemExit(main())
